import Foundation
import Terminal
import Testing

/// Same input, same bytes: whatever the locale, the terminal or the time.
@Suite struct SamenessTests {
  @Test(arguments: ["dot", "svg", "json", "txt"])
  func noLocaleChangesAnything(format: String) throws {
    let path = Invocation.graph("delivery-time")
    let plain = try Invocation("render", path, "-T", format, environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(plain.status == 0)
    for locale in ["de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8"] {
      let run = try Invocation("render", path, "-T", format, environment: ["LANG": locale, "LC_ALL": locale])
      #expect(run.output == plain.output)
    }
    for _ in 0..<5 { #expect(try Invocation("render", path, "-T", format).output == plain.output) }
  }

  #if arch(x86_64) && canImport(Glibc)
    /// What an older processor has: of glibc's functions other variants, whose last digits differ, and of ours the narrow ones.
    static let older = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-AVX,-FMA,-FMA4,-SSE4_1"]

    @Test(arguments: ["dot", "svg", "json", "txt"])
    func noProcessorChangesAnything(format: String) throws {
      let folder = Invocation.package.appendingPathComponent("graphs")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".flow") }.map { String($0.dropLast(".flow".count)) }.sorted()
      let scratches = try [[:], Self.older].map { environment in
        let scratch = try Scratch()
        let run = try Invocation(
          ["render", "-T", format, "-o", scratch.folder.path] + (format == "svg" ? ["--engine", "edgewise"] : [])
            + names.map { Invocation.graph($0) },
          environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        return scratch
      }
      for name in names {
        let drawn = try scratches.map { try Data(contentsOf: $0.url("\(name).\(format)")) }
        #expect(drawn[0] == drawn[1], "\(name).\(format)")
      }
    }

    @Test(arguments: [
      ["train", "mazur", "-T", "csv"], ["train", "two-layer-network", "-T", "csv"],
      ["train", "softmax-regression", "-T", "csv"], ["explain", "sigmoid-chain"],
      ["plot", "rosenbrock", "-T", "svg"],
      ["plot", "activation-gelu", "--kind", "curve", "-T", "svg"],
    ])
    func noProcessorChangesARun(words: [String]) throws {
      let runs = try [[:], Self.older].map {
        try Invocation([words[0], Invocation.graph(words[1])] + words[2...], environment: $0).output
      }
      #expect(!runs[0].isEmpty)
      #expect(runs[0] == runs[1])
    }
  #endif

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    let path = Invocation.graph("delivery-time")
    #expect(!(try Invocation(path)).output.contains("\u{1B}"))
    #expect(try Invocation(path, "--color", "always").output.contains("\u{1B}["))
    #expect(!(try Invocation(path, "--color", "never")).output.contains("\u{1B}"))
    #expect(try Invocation(path, "--color", "always", environment: ["NO_COLOR": "1"]).output.contains("\u{1B}["))
  }

  @Test func sevenBitsAreSevenBits() throws {
    let run = try Invocation(Invocation.graph("delivery-time"), "--ascii")
    #expect(run.status == 0)
    #expect(run.output.utf8.allSatisfy { $0 < 128 })
  }

  @Test func widthsAreKept() throws {
    for width in ["40", "60", "80", "132", "200"] {
      let run = try Invocation(Invocation.graph("delivery-time"), "--width", width)
      #expect(run.status == 0)
      #expect(run.output.split(separator: "\n").allSatisfy { Glyph.columns(of: String($0)) <= Int(width)! })
    }
    #expect(
      try Invocation(Invocation.graph("delivery-time"), environment: ["COLUMNS": "120"]).output
        == Invocation(Invocation.graph("delivery-time"), "--width", "120").output)
  }

  /// A label made to break out of every format is drawn as what it is.
  @Test func hostileTextInjectsNothing() throws {
    let hostile = #"<>&\"{}|\\\n"# + "\u{1B}[31m\u{7}🙂\u{202E}]]>--><script>alert(1)</script>"
    let flow = "title \"\(hostile)\"\nparam w = 3 \"\(hostile)\"\nloss L = w² \"\(hostile)\"\n"
    for format in ["dot", "svg", "json", "txt"] {
      let run = try Invocation("render", "-", "-T", format, input: flow)
      #expect(run.status == 0, "\(format): \(run.errors)")
      #expect(!run.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" })
      #expect(format == "json" || run.output.contains("🙂"))
      #expect(format != "svg" || !run.output.contains("<script"))
    }
  }
}
