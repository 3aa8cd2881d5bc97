import Foundation
import Testing

/// What the terminal's environment says of text.
@Suite struct TerminalEnvironmentTests {
  private let graph = Invocation.graph("delivery-time")

  private func isASCII(_ environment: [String: String], _ arguments: String...) throws -> Bool {
    let run = try Invocation(arguments + [graph], environment: environment)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.utf8.allSatisfy { $0 < 0x80 }
  }

  @Test func whatHasNoOtherSignsGetsASCIIByItself() throws {
    for environment in [["LC_ALL": "C"], ["LANG": "POSIX"], ["TERM": "linux"], ["TERM": "dumb"]] {
      #expect(try isASCII(environment, "show"), "\(environment)")
    }
    for environment in [[:], ["LC_ALL": "C.UTF-8"], ["LC_ALL": "de_DE.UTF-8", "LANG": "C"], ["TERM": "xterm"]] {
      #expect(try !isASCII(environment, "show"), "\(environment)")
    }
    // A file is the same everywhere.
    #expect(try !isASCII(["LC_ALL": "C", "TERM": "dumb"], "render", "-T", "txt"))
  }

  /// The gradient's colour on a dark ground is that of the dark theme, #ff9b66; on a light one #c2410c.
  @Test func theGroundDecidesTheTones() throws {
    func output(_ ground: String?, _ options: String...) throws -> String {
      var environment = ["COLORTERM": "truecolor"]
      environment["COLORFGBG"] = ground
      return try Invocation(["show", graph, "--color", "always"] + options, environment: environment).output
    }
    #expect(try output("15;0").contains("38;2;255;155;102") && output("0;default;15").contains("38;2;194;65;12"))
    #expect(try output("0;15", "--theme", "dark").contains("38;2;255;155;102"))
    let unknown = try output(nil)
    #expect(!unknown.contains("38;2;255;155;102") && !unknown.contains("38;2;194;65;12"))
    #expect(try output("15;0", "--theme", "auto") == output("15;0") && output("nonsense") == unknown)
  }

  /// The words for "I want" in Persian have a joiner that parts two letters; so do many in Hindi.
  @Test func joinersStay() throws {
    let text = "param w = 1 \"می\u{200c}خواهم\"\noutput L = w²\n"
    let run = try Invocation("show", "-", input: text)
    #expect(run.status == 0 && run.output.unicodeScalars.contains("\u{200c}"))
    let ascii = try Invocation("show", "-", "--ascii", input: text)
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
  }

  /// 2·1·6 = 12 and 3·1·6 = 18, each factor behind the one before; and the update, w − 0.05·g.
  @Test func chainAndUpdateInText() throws {
    for width in [80, 120] {
      let run = try Invocation("show", graph, "--show", "chain,update", "--width", "\(width)")
      let rows = run.output.split(separator: "\n").map { $0.filter { $0 != " " } }
      #expect(
        rows.contains("∂L/∂w1=12=∂ŷ/∂w1=2×∂e/∂ŷ=1×∂L/∂e=6") && rows.contains("∂L/∂w2=18=∂ŷ/∂w2=3×∂e/∂ŷ=1×∂L/∂e=6"))
      #expect(rows.contains("w1←1−0.05·12=0.4") && rows.contains("Lfallsfrom9to0.81"))
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= width })
    }
    #expect(try !Invocation("show", graph).output.contains("×"))
    #expect(try Invocation("show", Invocation.graph("olah"), "--show", "update").status == 64)
  }

  /// 12, 6 and 18: of sixteen heights 11, 5 and 16; 11 is 8 below and 3 above.
  @Test func bandsInText() throws {
    let run = try Invocation("show", graph, "--show", "bands", "--width", "110")
    #expect(run.output.contains("◀▃▃▃") && run.output.contains("████(×2)▅▅▅▅"))
    #expect(run.output.contains("◀███") && run.output.contains("████(×3)▅▅▅▅"))
    let ascii = try Invocation("show", graph, "--show", "bands", "--width", "110", "--ascii")
    #expect(ascii.output.contains("####(*3)----") && ascii.output.utf8.allSatisfy { $0 < 0x80 })
    // −6 at every other cell; nothing at 0, where the stream is cut.
    let text = "param w = 1\nparam v = 0\nz = -w\nloss L = z·v + 6·z\n"
    let signs = try Invocation("show", "-", "--show", "bands", "--width", "120", input: text)
    #expect(signs.output.contains("█ █ █(×−1)█") || signs.output.contains("(×−1)"), "\(signs.output)")
    let narrow = try Invocation("show", Invocation.graph("dead-relu"), "--show", "bands")
    #expect(narrow.output.contains("note: bands stand below wires"))
  }

  /// No line of any graph is wider than it may be, and no formula on a wire is cut.
  @Test(arguments: [80, 120])
  func everyGraphFits(width: Int) throws {
    let folder = Invocation.package.appendingPathComponent("graphs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".flow") }
    #expect(names.count > 60)
    for name in names {
      let run = try Invocation("show", folder.appendingPathComponent(name).path, "--width", "\(width)")
      #expect(run.status == 0 && run.output.split(separator: "\n").allSatisfy { $0.count <= width }, "\(name)")
    }
  }
}
