import Foundation
import Testing

/// Nothing is written over what a command reads, and nothing is left behind or half done.
@Suite struct WriterTests {
  private static let flow = """
    title "T"
    input x = csv("t.csv", columns="x")
    param w = 3
    loss L = sum(w·x)
    train L using gd(lr=0.1), steps=2

    """

  /// By their own names, through links, and through second names, whatever the command.
  @Test(
    arguments: [
      ["render", "a.flow", "-T", "dot"], ["render", "a.flow", "-T", "json"], ["explain", "a.flow", "-T", "text"],
      ["train", "a.flow", "-T", "csv"], ["plot", "a.flow", "-T", "svg"], ["play", "a.flow"],
    ])
  func inputsAreKept(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let kept = ["a.flow": Self.flow, "t.csv": "x\n1\n2\n"]
    for (name, text) in kept { _ = try scratch.file(name, text) }
    let files = FileManager.default
    try files.createSymbolicLink(at: scratch.url("soft.txt"), withDestinationURL: scratch.url("a.flow"))
    try files.linkItem(at: scratch.url("a.flow"), to: scratch.url("hard.txt"))
    try files.linkItem(at: scratch.url("t.csv"), to: scratch.url("table.txt"))
    for out in arguments[0] == "play" ? [] : ["a.flow", "./a.flow", "t.csv"] {
      let run = try Invocation(arguments + ["-o", out], folder: scratch.folder)
      #expect(run.status == 64 && run.errors.contains("a file that this command reads"), "\(out): \(run.errors)")
    }
    for out in ["soft.txt", "hard.txt", "table.txt"] {
      let run = try Invocation(arguments + ["-o", out], folder: scratch.folder)
      #expect(run.status == 64 && run.errors.contains("a file that this command reads"), "\(out): \(run.errors)")
    }
    for (name, text) in kept { #expect(try scratch.text(name) == text) }
  }

  /// A picture in a folder does not take the place of a file that is still to be read.
  @Test func laterInputsAreKept() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.flow", OutputTests.flow)
    _ = try scratch.file("b.flow", OutputTests.flow)
    try FileManager.default.createDirectory(at: scratch.url("out"), withIntermediateDirectories: false)
    try FileManager.default.linkItem(at: scratch.url("b.flow"), to: scratch.url("out/a.dot"))
    #expect(
      try Invocation("render", "a.flow", "b.flow", "-T", "dot", "-o", "out", folder: scratch.folder).status == 64)
    #expect(try scratch.text("b.flow") == OutputTests.flow)
    #expect(try scratch.text("out/b.dot").hasPrefix("digraph"))
  }

  @Test func standardOutputIsNoInputEither() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.flow", OutputTests.flow)
    for command in ["render a.flow -T dot", "render - -T dot < a.flow", "fmt - < a.flow"] {
      #expect(try shell("'\(Invocation.executable.path)' \(command) >> a.flow", scratch) == 64)
      #expect(try scratch.text("a.flow") == OutputTests.flow)
    }
  }

  @Test func namesOfAnyLength() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", OutputTests.flow)
    let name = String(repeating: "n", count: 251) + ".dot"
    #expect(try Invocation("render", path, "-o", scratch.url(name).path).status == 0)
    #expect(scratch.names == ["a.flow", name])
  }

  /// A link that leads nowhere yet stays a link, and what it leads to is made; so with a link to a link.
  @Test func linksStayLinks() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.flow", OutputTests.flow)
    try FileManager.default.createDirectory(at: scratch.url("sub"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url("one.dot").path, withDestinationPath: "sub/two.dot")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url("sub/two.dot").path, withDestinationPath: "../three.dot")
    for _ in 0..<2 {
      #expect(try Invocation("render", path, "-o", scratch.url("one.dot").path).status == 0)
      let link = try FileManager.default.destinationOfSymbolicLink(atPath: scratch.url("one.dot").path)
      #expect(link == "sub/two.dot")
      #expect(try scratch.text("three.dot").hasPrefix("digraph"))
      #expect(scratch.names == ["a.flow", "one.dot", "sub", "three.dot"])
    }
  }

  /// As a file is that a container mounts; where that may not be done, nothing is tried.
  @Test func aMountedFileIsWrittenInPlace() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.flow", "param   w=3\nloss L=w²\n")
    _ = try scratch.file("b.flow", "")
    guard try shell("mount --bind a.flow b.flow 2>err", scratch) == 0 else { return }
    defer { _ = try? shell("umount b.flow", scratch) }
    #expect(try shell("'\(Invocation.executable.path)' fmt b.flow", scratch) == 0)
    #expect(try scratch.text("a.flow") == "param w = 3\nloss L = w²\n")
    #expect(scratch.names == ["a.flow", "b.flow", "err"])
  }

  @Test func aFullDiskIsNoticedWhateverIsSaid() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let scratch = try Scratch()
    for said in ["--version", "--help", "show --help", "--generate-completion-script bash"] {
      #expect(try shell("'\(Invocation.executable.path)' \(said) > /dev/full 2>err", scratch) == 74)
    }
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func aSignalLeavesNothingBehind(_ signal: Int32) throws {
    let scratch = try Scratch()
    let text = "param x = 1\nf = x²\ntrain f using gd(lr=1e-4), steps=10000\n"
    _ = try scratch.file("long.flow", text)
    let run = try Background(["play", "long.flow", "-o", "film.cast"], in: scratch)
    try run.wait { scratch.names.contains { $0.hasSuffix(".new") } }
    kill(run.process.processIdentifier, signal)
    try run.end()
    #expect(run.process.terminationReason == .uncaughtSignal && run.process.terminationStatus == signal)
    #expect(scratch.names == ["err", "long.flow", "out"])
  }

  private func shell(_ line: String, _ scratch: Scratch) throws -> Int32 {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", line]
    shell.currentDirectoryURL = scratch.folder
    try shell.run()
    shell.waitUntilExit()
    return shell.terminationStatus
  }
}
