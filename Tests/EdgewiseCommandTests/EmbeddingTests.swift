import Foundation
import Testing

/// Figures inside other documents.
@Suite struct EmbeddingTests {
  /// Runs a Python script of the tests; nil where it lacks what it needs.
  static func python(_ script: String, _ arguments: String...) throws -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Invocation.package.appendingPathComponent("Tests/\(script)").path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [69, 127].contains(process.terminationStatus)
      ? nil : (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// A light and a dark figure, and the same one twice with prefixes of its own: the page stays as it was, and so do they.
  @Test func aHostilePageAndTwoFiguresLeaveEachOtherAlone() throws {
    let scratch = try Scratch()
    let graph = Invocation.graph("delivery-time")
    for (first, second) in [
      (["--theme", "light"], ["--theme", "dark"]), (["--id-prefix", "a"], ["--id-prefix", "b"]),
    ] {
      let files = try [("a", first), ("b", second)].map { name, options in
        let path = scratch.url("\(name).svg").path
        let run = try Invocation(["render", graph, "-o", path, "--engine", "edgewise"] + options)
        #expect(run.status == 0, "\(run.errors)")
        return path
      }
      guard let seen = try Self.python("pages/hostile.py", files[0], files[1]) else {
        print("skipped: no python3 with Playwright and a Chromium")
        return
      }
      #expect(seen.status == 0, "\(seen.output.prefix(2_000))")
    }
  }

  /// Programs that know less of style sheets than a browser draw the figure all the same, with a condition in it and without.
  @Test(arguments: ["rsvg-convert", "inkscape", "soffice"])
  func otherProgramsDrawIt(program: String) throws {
    let scratch = try Scratch()
    for theme in ["auto", "light"] {
      let path = scratch.url("\(theme).svg").path
      let run = try Invocation(
        "render", Invocation.graph("delivery-time"), "-o", path, "--engine", "edgewise", "--theme", theme)
      #expect(run.status == 0, "\(run.errors)")
      guard let seen = try Self.python("pages/programs.py", program, path) else {
        print("skipped: no \(program), or no python3 with Pillow")
        return
      }
      #expect(seen.status == 0, "\(theme): \(seen.output.prefix(2_000))")
    }
  }

  @Test func theEmblemIsSmall() throws {
    let run = try Invocation("render", Invocation.graph("delivery-time"), "-T", "svg", "--engine", "edgewise")
    #expect(run.status == 0 && run.output.utf8.count <= 16 * 1024, "\(run.output.utf8.count) bytes")
  }

  @Test func aPrefixIsAName() throws {
    let graph = Invocation.graph("delivery-time")
    for prefix in ["", "1a", "a b", "ŷ", "a\"", "-a"] {
      #expect(try Invocation("render", graph, "-T", "svg", "--id-prefix=\(prefix)").status == 64)
    }
    #expect(try Invocation("render", graph, "-T", "dot", "--id-prefix", "a").status == 64)
    #expect(try Invocation("plot", Invocation.graph("five-deliveries"), "--id-prefix", "a").status == 64)
  }

  /// The story in words: forward, then backward, with numbers that multiply (6·2 = 12, 6·3 = 18).
  @Test func theDescriptionTellsForwardAndBackward() throws {
    let run = try Invocation("render", Invocation.graph("delivery-time"), "-T", "svg")
    let description = try #require(
      run.output.split(separator: "<desc").dropFirst().first?.split(separator: "</desc>").first)
    #expect(
      description.contains(
        "Forward: x1 = 2, x2 = 3, y = 5, w1 = 1, w2 = 2; ŷ = w1·x1 + w2·x2 = 8; e = ŷ − y = 3; L = e² = 9."))
    #expect(description.contains("∂L/∂e = 1 · 6 = 6; ∂L/∂ŷ = 6 · 1 = 6; ∂L/∂w2 = 6 · 3 = 18; ∂L/∂w1 = 6 · 2 = 12."))
    // A node on two paths gets both products: 3 + 3 = 6.
    let twice = try Invocation(
      "render", "-", "-T", "svg", "--detail", "operations", input: "param x = 3\noutput L = x·x\n")
    #expect(twice.output.contains("∂L/∂x = 1 · 3 + 1 · 3 = 6"))
  }
}

/// PDF and PNG, by whichever program is here.
@Suite struct ConversionTests {
  private static let graph = Invocation.graph("delivery-time")

  /// A folder with a program of one's own in the place of a converter.
  private func invocation(_ script: String, _ format: String, in scratch: Scratch) throws -> Invocation {
    let program = try scratch.file("rsvg-convert", "#!/bin/sh\n" + script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let folder = scratch.url("rsvg-convert").deletingLastPathComponent().path
    return try Invocation(
      "render", Self.graph, "-o", scratch.url("out.\(format)").path, environment: ["PATH": folder])
  }

  @Test(arguments: ["pdf", "png"])
  func withoutAConverterItSaysWhatToInstall(format: String) throws {
    let scratch = try Scratch()
    let target = scratch.url("out.\(format)")
    let run = try Invocation("render", Self.graph, "-o", target.path, environment: ["PATH": "/nonexistent"])
    #expect(run.status == 69 && run.errors.contains("rsvg-convert") && run.errors.contains("chromium"))
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  /// Half a picture is none.
  @Test func aConverterThatFailsLeavesNothing() throws {
    for script in ["exit 3", "exit 0", "printf half > \"$7\"", "kill -9 $$"] {
      let scratch = try Scratch()
      let run = try invocation(script, "png", in: scratch)
      #expect(run.status == 69 && !run.errors.isEmpty, "\(script): \(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: scratch.url("out.png").path))
    }
  }

  /// Chunks with words and dates go, the others stay: by the PNG specification, a length, a kind, the data and a checksum each.
  @Test func wordsAndDatesAreTakenOut() throws {
    let scratch = try Scratch()
    let header = "\\211PNG\\r\\n\\032\\n"
    let kept = "\\000\\000\\000\\001IHDRxCCCC"
    let end = "\\000\\000\\000\\000IENDCCCC"
    let gone = "\\000\\000\\000\\003tEXtabcCCCC\\000\\000\\000\\001tIMEyCCCC"
    let run = try invocation(
      "while [ $# -gt 1 ]; do [ \"$1\" = --output ] && out=$2; shift; done\nprintf '\(header)\(kept)\(gone)\(end)' > \"$out\"",
      "png", in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let bytes = [UInt8](try Data(contentsOf: scratch.url("out.png")))
    #expect(bytes.count == 8 + 13 + 12 && !String(decoding: bytes, as: UTF8.self).contains("tEXt"))
  }

  @Test(arguments: ["pdf", "png"])
  func theSameBytesTwice(format: String) throws {
    let runs = try (0..<2).map { _ in
      let scratch = try Scratch()
      let target = scratch.url("out.\(format)")
      let run = try Invocation("render", Self.graph, "-o", target.path, "--engine", "edgewise")
      return (run.status, (try? Data(contentsOf: target)) ?? Data())
    }
    if runs[0].0 == 69 { return print("skipped: neither rsvg-convert nor chromium nor inkscape is here") }
    #expect(runs[0].0 == 0 && runs[0].1 == runs[1].1 && runs[0].1.count > 5_000)
    let text = String(decoding: runs[0].1, as: UTF8.self)
    #expect(text.hasPrefix(format == "pdf" ? "%PDF" : "\u{fffd}PNG"))
    for word in ["/Producer", "/CreationDate", "/Creator", "cairo 1", "Skia/"] { #expect(!text.contains(word)) }
  }
}

/// The update below a picture, with the lesson's own numbers: w − 0.05·g, and (1·1 + …).
@Suite struct UpdateLineTests {
  private func update(_ text: String, _ options: String...) throws -> String? {
    let run = try Invocation(["render", "-", "-T", "svg", "--engine", "edgewise"] + options, input: text)
    #expect(run.status == 0, "\(run.errors)")
    guard let group = run.output.split(separator: "<g class=\"update ").dropFirst().first else { return nil }
    var text = ""
    var isTag = true
    for character in group.prefix(upTo: try #require(group.firstRange(of: "</g>")?.lowerBound)) {
      if character == "<" { isTag = true }
      if !isTag, !character.isWhitespace { text.append(character) }
      if character == ">" { isTag = false }
    }
    return text
  }

  /// ŷ = 0.4·2 + 1.1·3 = 4.1, e = −0.9, L = 0.81.
  @Test func deliveryTime() throws {
    let text = try String(contentsOfFile: Invocation.graph("delivery-time"), encoding: .utf8)
    #expect(
      try update(text) == "Onestepdown,rate0.05w1←1−0.05·12=0.4w2←2−0.05·18=1.1Lfallsfrom9to0.81")
    #expect(try update(text, "--show", "-update") == nil)
    // After one update: ∂L/∂w = 2·(−0.9)·x = −3.6, −5.4; w = 0.58, 1.37; L = (0.58·2 + 1.37·3 − 5)² = 0.27² = 0.0729.
    #expect(
      try update(text, "--at", "1")
        == "Onestepdown,rate0.05w1←0.4−0.05·(−3.6)=0.58w2←1.1−0.05·(−5.4)=1.37Lfallsfrom0.81to0.0729")
  }

  @Test func onlyWhereFewAndAsked() throws {
    let four = (1...4).map { "param w\($0) = 1\n" }.joined() + "loss L = (w1 + w2 + w3 + w4)²\n"
    let training = "train L using gd(lr=0.1), steps=3\n"
    #expect(try update(four + training) == nil)
    #expect(try update(four + training, "--show", "update")?.hasPrefix("Onestepdown,rate0.1w1←1−0.1·8=0.2") == true)
    #expect(try update(four) == nil)
    let untrained = try Invocation("render", "-", "-T", "svg", "--show", "update", input: four)
    #expect(untrained.status == 64)
    #expect(try Invocation("render", "-", "-T", "dot", "--show", "update", input: four + training).status == 64)
  }

  /// Adam's first step is the learning rate, whatever the gradient (Kingma and Ba 2015, section 2.1).
  @Test func otherRulesSayOnlyWhereTheyGo() throws {
    let text = "param w = 1\nloss L = w²\ntrain L using adam(lr=0.1), steps=3\n"
    #expect(try update(text) == "Onestepofadam,rate0.1w=1→0.9Lfallsfrom1to0.81")
  }

  @Test func marksCanBeTakenAway() throws {
    let text = "param w = 0\nparam v = 0\ninput x = 1\nloss L = (v·relu(w·x - 1))²\n"
    for format in ["svg", "txt", "dot"] {
      let shown = try Invocation("render", "-", "-T", format, input: text)
      let plain = try Invocation("render", "-", "-T", format, "--show", "-marks", input: text)
      #expect(shown.output.contains("no signal") || shown.output.contains("is off"))
      #expect(plain.status == 0 && !plain.output.contains("no signal") && !plain.output.contains("is off"))
    }
  }
}
