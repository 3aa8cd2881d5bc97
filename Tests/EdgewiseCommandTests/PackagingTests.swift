import Foundation
import Testing

/// What `make install` and `make dist` put together.
@Suite struct PackagingTests {
  /// Runs a script of `Packaging/`, or a program found on the path; nil if there is no such program.
  private func run(_ words: [String]) throws -> (status: Int32, output: String)? {
    let process = Process()
    let script = Invocation.package.appendingPathComponent("Packaging/\(words[0])").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [FileManager.default.fileExists(atPath: script) ? script : words[0]] + words.dropFirst()
    let scratch = try Scratch()
    try Data().write(to: scratch.url("out"))
    let out = try FileHandle(forWritingTo: scratch.url("out"))
    process.standardOutput = out
    process.standardError = out
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : (process.terminationStatus, try scratch.text("out"))
  }

  @Test func whatIsInstalled() throws {
    let scratch = try Scratch()
    let folder = scratch.folder.path
    // What is there is replaced.
    try FileManager.default.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
    _ = try scratch.file("bin/edgewise", "old")
    let installed = try #require(try run(["install", Invocation.executable.path, folder]))
    #expect(installed.status == 0, "\(installed.output)")
    #expect(scratch.names == ["bin", "share"])
    let command = URL(fileURLWithPath: folder + "/bin/edgewise")
    #expect(FileManager.default.isExecutableFile(atPath: command.path))

    // The shells that are here can read them.
    for (shell, path) in [
      ("bash", "bash-completion/completions/edgewise"), ("zsh", "zsh/site-functions/_edgewise"),
      ("fish", "fish/vendor_completions.d/edgewise.fish"),
    ] {
      let text = try scratch.text("share/" + path)
      for word in ["render", "explain", "allow-outside"] { #expect(text.contains(word), "\(shell): \(word)") }
      if let read = try run([shell, "-n", "\(folder)/share/\(path)"]) {
        #expect(read.status == 0 && read.output.isEmpty, "\(shell): \(read.output)")
      }
    }

    let page = try scratch.text("share/man/man1/edgewise.1")
    for line in [
      ".SH NAME\nedgewise \\- draws what backpropagation does\n",
      "\n.SS \"edgewise render [<options>] <file> ...\"\n",
      "\n.TP\n.B \\-o, \\-\\-output <out>\n", "\n.TP\n.B \\-\\-direction <direction>\nWhere forward goes",
      "\n  edgewise check lesson.flow \\-\\-set w1=0.5\n", "\n.SH EXIT STATUS\n",
    ] {
      #expect(page.contains(line), "\(line)")
    }
    for command in ["show", "play", "render", "explain", "train", "plot", "check", "fmt"] {
      #expect(page.contains("\n.SS \"edgewise \(command) "), "\(command)")
    }
    if let set = try run(["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", "\(folder)/share/man/man1/edgewise.1"]) {
      #expect(set.status == 0 && set.output.isEmpty, "\(set.output)")
    }
  }

  /// What `make web` makes comes along, and the command finds it there.
  @Test func theEngineOfPages() throws {
    let scratch = try Scratch()
    for name in ["edgewise.css", "edgewise.js", "edgewise-engine.js"] { _ = try scratch.file(name, "/* \(name) */") }
    let folder = scratch.url("installed").path
    let installed = try #require(try run(["install", Invocation.executable.path, folder, scratch.folder.path]))
    #expect(installed.status == 0, "\(installed.output)")
    let made = try #require(
      try run([folder + "/bin/edgewise", "render", Invocation.graph("one-knob"), "-T", "html"]))
    #expect(made.status == 0 && made.output.contains("<script>/* edgewise-engine.js */</script>"))
  }

  @Test func whatIsPacked() throws {
    let scratch = try Scratch()
    let packed = try #require(try run(["dist", Invocation.executable.path, scratch.folder.path]))
    #expect(packed.status == 0, "\(packed.output)")
    let archive = try #require(scratch.names.first { $0.hasSuffix(".tar.gz") })
    #expect(scratch.names == [archive, archive + ".sha256"])
    #expect(packed.output == "\(scratch.folder.path)/\(archive)\n")
    let list = try #require(try run(["tar", "-tzf", scratch.url(archive).path])).output
    let name = String(archive.dropLast(".tar.gz".count))
    for file in ["bin/edgewise", "share/man/man1/edgewise.1", "LICENSE", "README.md"] {
      #expect(list.contains("\(name)/\(file)\n"), "\(file)")
    }
    let sum = try scratch.text(archive + ".sha256").split(separator: " ")
    #expect(sum.count == 2 && sum[0].count == 64 && sum[1] == archive + "\n")
    if let found = try run(["openssl", "dgst", "-sha256", scratch.url(archive).path]) {
      #expect(found.output.hasSuffix("= \(sum[0])\n"))
    }
  }
}
