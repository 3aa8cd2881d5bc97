import Foundation
import Testing

/// What a script can rely on: the exit status, and that messages go to standard error.
@Suite struct StatusTests {
  @Test func showDrawsTheDeliveryTime() throws {
    let run = try Invocation(Invocation.graph("delivery-time"))
    #expect(run.status == 0)
    #expect(run.output.contains("∂L/∂w1 12"))
    #expect(run.output.contains("∂L/∂w2 18"))
    #expect(run.output.contains("2e=6"))
    #expect(run.output == (try Invocation("show", Invocation.graph("delivery-time"))).output)
  }

  @Test func aMissingFileIs66() throws {
    let run = try Invocation("show", "no-such.flow")
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("no-such.flow"))
  }

  @Test func aFolderIs66() throws {
    #expect(try Invocation("show", "/").status == 66)
  }

  @Test(arguments: [
    [], ["show"], ["render", "a.flow"], ["render", "a.flow", "-o", "a.xyz"],
    ["render", "a.flow", "b.flow", "-T", "svg"],
    ["render", "a.flow", "-T", "bmp"], ["show", "a.flow", "--detail", "atoms"],
    ["show", "a.flow", "--precision", "0"],
    ["show", "a.flow", "--width", "3"], ["show", "a.flow", "--show", "nonsense"], ["show", "a.flow", "--set", "w1"],
    ["render", "a.flow", "-T", "dot", "--verify"], ["show", "a.flow", "--nonsense"],
    ["render", "x/a.flow", "y/a.flow", "-T", "svg", "-o", "out"],
  ])
  func badUsageIs64(arguments: [String]) throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.flow", "loss L = 1")
    let process = Process()
    process.executableURL = Invocation.executable
    process.arguments = arguments
    process.currentDirectoryURL = scratch.folder
    let nowhere = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/null"))
    process.standardOutput = nowhere
    process.standardError = nowhere
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(scratch.names == ["a.flow"])
  }

  @Test func aBadFileIs65AndNamesEveryError() throws {
    let run = try Invocation("show", "-", input: "input x = 1\ny = 2 3\nz = q + 1\n")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("standard input:2:"))
    #expect(run.errors.contains("standard input:3:"))
  }

  @Test(arguments: [
    ["--set", "q=1"], ["--set", "y=1"], ["--set", "w=[1, 2]"], ["--set", "w="], ["--set", "w=q"], ["--of", "q"],
    ["--wrt", "q"],
  ])
  func anOptionThatDoesNotFitTheFileIs64(options: [String]) throws {
    let fine = "param w = 3\ny = 2*w\nloss L = y²\n"
    let run = try Invocation(["show", "-"] + options, input: fine)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func aBadFileIs65WhateverTheOptions() throws {
    #expect(try Invocation("show", "-", "--set", "w=1", input: "param w = 3\nloss L = q\n").status == 65)
  }

  @Test func aMissingTableIs66() throws {
    let run = try Invocation("show", "-", input: "param w = csv(\"no-such.csv\")\nloss L = sum(w)\n")
    #expect(run.status == 66)
    #expect(run.errors.contains("standard input:1:15"))
    #expect(run.errors.contains("no-such.csv"))
  }

  @Test func tablesOutsideAreAskedFor() throws {
    let scratch = try Scratch()
    _ = try scratch.file("d.csv", "a\n3\n")
    let flow = "param w = csv(\"\(scratch.url("d.csv").path)\")\nloss L = sum(w²)\nexpect L = 9\n"
    let refused = try Invocation("check", "-", input: flow)
    #expect(refused.status == 66 && refused.errors.contains("--allow-outside"))
    #expect(try Invocation("check", "-", "--allow-outside", input: flow).status == 0)
    #expect(try Invocation("check", "-", input: flow, folder: scratch.folder).status == 0)
  }

  /// Neither ends by itself: zeros for ever, and a pipe that nobody writes to.
  @Test func whatMightNotEndIs66() throws {
    let scratch = try Scratch()
    let pipe = scratch.url("pipe.flow").path
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in ["/dev/zero", pipe] {
      for command in ["show", "fmt", "check"] {
        let run = try Invocation(command, path)
        #expect(run.status == 66 && run.errors.contains("standard input"), "\(run.errors)")
      }
    }
  }

  @Test func notUTF8Is65() throws {
    let scratch = try Scratch()
    try Data([0xff, 0xfe, 0x00, 0x31]).write(to: scratch.url("a.flow"))
    #expect(try Invocation("show", scratch.url("a.flow").path).status == 65)
  }

  @Test func aRefutedClaimIs1AndSaysTheTruth() throws {
    let run = try Invocation("check", "-", input: "param w = 3\nloss L = w²\nexpect L = 8\nexpect dL/dw = 6\n")
    #expect(run.status == 1)
    #expect(run.output.contains("L = 8"))
    #expect(run.output.contains("9"))
  }

  @Test func everyGraphChecks() throws {
    let folder = Invocation.package.appendingPathComponent("graphs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".flow") }
      .sorted()
    #expect(names.count > 20)
    for name in names {
      let run = try Invocation("check", folder.appendingPathComponent(name).path)
      #expect(run.status == 0, "\(name): \(run.output)\(run.errors)")
    }
  }

  @Test func everyCommandHasExamples() throws {
    for command in ["show", "render", "play", "explain", "train", "plot", "check", "fmt"] {
      let run = try Invocation(command, "--help")
      #expect(run.status == 0)
      #expect(run.output.contains("EXAMPLES"))
    }
  }
}
