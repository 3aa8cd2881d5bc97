import Foundation
import Testing

struct DiffTests {
  private let scratch: Scratch
  private let old: String
  private let new: String

  init() throws {
    scratch = try Scratch()
    old = try scratch.file("old.flow", "param w = 3\nparam b = 1\nloss L = (w·2 + b)²\n")
    new = try scratch.file("new.flow", "param w = 3\nparam b = 1\nloss L = (w·2 - b)²\n")
  }

  @Test func theDifferenceIsSaidAndTheStatusIsAskedFor() throws {
    let run = try Invocation("diff", old, new)
    #expect(run.status == 0)
    #expect(run.output.contains("L: (w·2 + b)² → (w·2 − b)²   value 49 → 25\n"))
    #expect(run.output.contains("edge b → L: derivative 14 → −10\n"))
    #expect(try Invocation("diff", old, new, "--exit-code").status == 1)
    let same = try Invocation("diff", old, old, "--exit-code")
    #expect(same.status == 0 && same.output.isEmpty && same.errors.isEmpty)
  }

  @Test(arguments: ["dot", "json"], ["delivery-time", "mazur", "attention-head", "transformer-block"])
  func aFileIsWhatWasDrawnOfIt(_ format: String, _ graph: String) throws {
    let drawn = scratch.url("a.\(format)").path
    #expect(try Invocation("render", Invocation.graph(graph), "-o", drawn).status == 0)
    let run = try Invocation("diff", drawn, Invocation.graph(graph), "--exit-code")
    #expect(run.status == 0 && run.output.isEmpty)
  }

  @Test func itIsADifftoolOfGit() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/git") else { return }
    func git(_ arguments: String...) throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
      process.arguments = ["-c", "user.name=a", "-c", "user.email=a@b"] + arguments
      process.currentDirectoryURL = scratch.folder
      process.environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.folder.path]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: data, as: UTF8.self)
    }
    _ = try git("init", "-q")
    _ = try git("add", "old.flow")
    _ = try git("commit", "-qm", "one")
    try Data("param w = 3\nparam b = 1\nloss L = (w·2 - b)²\n".utf8).write(to: scratch.url("old.flow"))
    _ = try git("add", "-N", "new.flow")
    let tool = Invocation.executable.path + " diff"
    let said = try git("difftool", "--no-prompt", "--extcmd", tool)
    #expect(said.contains("value 49 → 25"))
    #expect(said.contains("added parameter w"))
  }

  @Test func aPictureIsDrawn() throws {
    let picture = scratch.url("d.svg").path
    #expect(try Invocation("diff", old, new, "-o", picture).status == 0)
    #expect(try scratch.text("d.svg").contains("49 → 25"))
  }

  @Test(arguments: [
    ["-", "-"], ["a", "b", "--theme", "dark"], ["a", "b", "--tolerance=-1"], ["a", "b", "--direction", "TB"],
  ])
  func whatHasNoEffectIsRefused(_ arguments: [String]) throws {
    #expect(try Invocation(["diff"] + arguments).status == 64)
  }

  @Test func badFilesAreNamed() throws {
    #expect(try Invocation("diff", old, scratch.url("none.flow").path).status == 66)
    let bad = try scratch.file("bad.json", "{\"format\": 1}")
    let run = try Invocation("diff", old, bad)
    #expect(run.status == 65 && run.errors.contains("bad.json"))
  }

  @Test(arguments: ["svg", "txt"]) func bareIsForSnapshots(_ format: String) throws {
    #expect(try Invocation("render", old, "-T", format, "--bare").status == 64)
    #expect(try Invocation("render", old, "-T", "dot", "--bare", "--set", "w=2").status == 64)
    #expect(try Invocation("render", old, "-T", "dot", "--bare").status == 0)
  }
}
