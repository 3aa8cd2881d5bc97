import Foundation
import Testing

/// Files are written whole or not at all.
@Suite struct OutputTests {
  static let flow = "title \"T\"\nparam w = 3\nloss L = w²\n"

  @Test(arguments: ["dot", "svg", "json", "txt"])
  func theEndingDecidesTheFormat(ending: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    let out = scratch.url("out.\(ending)").path
    #expect(try Invocation("render", path, "-o", out).status == 0)
    let text = try scratch.text("out.\(ending)")
    let marks = ["dot": "digraph", "svg": "<svg", "json": "\"edgewise-graph\"", "txt": "∂L/∂w"]
    #expect(text.contains(marks[ending]!))
    #expect(try Invocation("render", path, "-T", ending).output == text)
    #expect(scratch.names == ["a.flow", "out.\(ending)"])
  }

  @Test func theFlowFileItselfIsNeverReplaced() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    try FileManager.default.createSymbolicLink(at: scratch.url("a.svg"), withDestinationURL: scratch.url("a.flow"))
    for arguments in [["-T", "json", "-o", path], ["-o", scratch.url("a.svg").path]] {
      let run = try Invocation(["render", path] + arguments)
      #expect(run.status == 64)
      #expect(run.errors.contains("a file that this command reads"))
      #expect(try scratch.text("a.flow") == Self.flow)
    }
  }

  @Test func severalFilesGoToAFolder() throws {
    let scratch = try Scratch()
    let (a, b) = (try scratch.file("a.flow", Self.flow), try scratch.file("b.flow", Self.flow))
    let out = scratch.url("figures").path
    #expect(try Invocation("render", a, b, "-T", "dot", "-o", out).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == ["a.dot", "b.dot"])
  }

  @Test func aBadFileAmongGoodOnesIsReportedAndTheOthersAreDrawn() throws {
    let scratch = try Scratch()
    let (a, b) = (try scratch.file("a.flow", "x = ="), try scratch.file("b.flow", Self.flow))
    let out = scratch.url("figures").path
    #expect(try Invocation("render", a, b, "-T", "dot", "-o", out).status == 65)
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["b.dot"])
  }

  @Test func aBadFileTouchesNoOutput() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", "x = = 1")
    _ = try scratch.file("a.svg", "old")
    #expect(try Invocation("render", path, "-o", scratch.url("a.svg").path).status == 65)
    #expect(try scratch.text("a.svg") == "old")
    #expect(scratch.names == ["a.flow", "a.svg"])
  }

  @Test func anImpossiblePlaceIs73() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    #expect(try Invocation("render", path, "-o", scratch.url("no/such/a.dot").path).status == 73)
    #expect(try Invocation("render", path, "-T", "dot", "-o", scratch.folder.path).status == 73)
  }

  @Test func aFullDiskIs74() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    #expect(try Invocation("render", path, "-T", "dot", "-o", "/dev/full").status == 74)
  }

  @Test func verifyWritesNothingAndTells() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    let out = scratch.url("a.dot").path
    #expect(try Invocation("render", path, "-o", out, "--verify").status == 66)
    #expect(scratch.names == ["a.flow"])
    #expect(try Invocation("render", path, "-o", out).status == 0)
    #expect(try Invocation("render", path, "-o", out, "--verify").status == 0)
    let before = try scratch.text("a.dot")
    let run = try Invocation("render", path, "--set", "w=4", "-o", out, "--verify")
    #expect(run.status == 1)
    // The value that was drawn, and the value that would be.
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("-") && $0.contains("value=\"3\"") })
    #expect(lines.contains { $0.hasPrefix("+") && $0.contains("value=\"4\"") })
    #expect(try scratch.text("a.dot") == before)
  }

  @Test func aClosedPipeIsQuiet() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", Self.flow)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c",
      "{ '\(Invocation.executable.path)' render '\(path)' -T json 2>'\(scratch.url("err").path)'; "
        + "echo $? >'\(scratch.url("status").path)'; } | true",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(try scratch.text("status") == "0\n")
    #expect(try scratch.text("err").isEmpty)
  }

  @Test func formattingIsInPlaceAndIdempotent() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", "param   w=3 # knob\nloss L=w²\n")
    #expect(try Invocation("fmt", path, "--verify").status == 1)
    #expect(try Invocation("fmt", path).status == 0)
    let once = try scratch.text("a.flow")
    #expect(once.contains("# knob"))
    #expect(try Invocation("fmt", path, "--verify").status == 0)
    #expect(try Invocation("fmt", "-", input: once).output == once)
  }

  @Test func formattingMendsWhatIsCertain() throws {
    let scratch = try Scratch()
    let text = "x = torch.tensor([3., 1.])\nloss L = torch.max(x, 0)**2\n"
    let path = try scratch.file("a.flow", text)
    #expect(try Invocation("fmt", path).status == 65)
    #expect(try scratch.text("a.flow") == text)
    #expect(try Invocation("fmt", path, "--fix").status == 0)
    #expect(try scratch.text("a.flow") == "input x = [3., 1.]\nloss L = max(x, axis=0)**2\n")
    let unsure = try scratch.file("b.flow", "x = np.array([3., 1.])\nloss L = x.var()\n")
    #expect(try Invocation("fmt", unsure, "--fix").status == 65)
  }

  /// The shape of a table decides what the cell is.
  @Test func formattingReadsTables() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.csv", "a\n1\n2\n")
    let path = try scratch.file("a.flow", "input x = csv(\"a.csv\")\nloss L = np.dot(x, x)\n")
    #expect(try Invocation("fmt", path).status == 0)
    #expect(try scratch.text("a.flow") == "input x = csv(\"a.csv\")\nloss L = dot(x, x)\n")
    let missing = try scratch.file("b.flow", "input x = csv(\"b.csv\")\nloss L = np.dot(x, x)\n")
    #expect(try Invocation("fmt", missing).status == 66)
  }

  @Test func formattingKeepsABadFile() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", "param   w=3\nloss L=w² +\n")
    #expect(try Invocation("fmt", path).status == 65)
    #expect(try scratch.text("a.flow") == "param   w=3\nloss L=w² +\n")
  }
}
