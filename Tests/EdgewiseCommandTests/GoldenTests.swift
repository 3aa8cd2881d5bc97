import Foundation
import Testing

/// Graphs drawn by the command and compared with the pictures kept of them: DOT and text of every graph in `graphs/`, SVG and
/// JSON of eight, so that a review can read what changed.
@Suite struct GoldenTests {
  private static let drawnInFull = [
    "attention-head", "dead-relu", "delivery-time", "descent-steps", "five-deliveries", "mazur", "olah",
    "softmax-regression",
  ]

  @Test("every graph is drawn as before", arguments: ["dot", "json", "txt", "svg"])
  func graphs(_ format: String) throws {
    let folder = Invocation.package.appendingPathComponent("graphs")
    let graphs = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".flow") }.sorted()
    #expect(!graphs.isEmpty)
    let names =
      format == "svg" || format == "json" ? Self.drawnInFull : graphs.map { String($0.dropLast(".flow".count)) }
    let scratch = try Scratch()
    let run = try Invocation(
      ["render", "-T", format, "-o", scratch.folder.path] + (format == "svg" ? ["--engine", "edgewise"] : [])
        + names.map { Invocation.graph($0) },
      environment: ["COLUMNS": "80"])
    #expect(run.status == 0, "\(run.errors)")
    for name in names {
      let written = try String(contentsOf: scratch.url("\(name).\(format)"), encoding: .utf8)
      let drawn = format == "json" ? Golden.elided(written) : written
      if let complaint = try Golden(name: "\(name).\(format)").complaint(about: drawn) {
        Issue.record("\(complaint)")
      }
    }
  }

  @Test(
    "runs are plotted as before",
    arguments: [
      ("descent-steps", "surface", ["--kind", "surface", "--bars"]), ("five-deliveries", "loss", []),
      ("five-deliveries", "surface", ["--kind", "surface"]),
      ("failure-and-success", "surface", ["--kind", "surface", "--panels", "--bars"]), ("saddle", "loss", []),
      ("saddle", "surface", ["--kind", "surface"]), ("one-knob", "surface", ["--kind", "surface"]),
      ("ill-conditioned", "surface", ["--kind", "surface"]),
    ] as [(String, String, [String])])
  func plots(_ graph: String, _ kind: String, _ options: [String]) throws {
    for (ending, more) in [
      ("txt", ["-T", "txt"]), ("ascii.txt", ["-T", "txt", "--ascii"]), ("svg", ["-T", "svg"]),
    ] {
      let run = try Invocation(
        ["plot", Invocation.graph(graph), "--width", ending == "svg" ? "800" : "80"] + options + more)
      #expect(run.status == 0, "\(run.errors)")
      if let complaint = try Golden(name: "\(graph).\(kind).\(ending)").complaint(about: run.output) {
        Issue.record("\(complaint)")
      }
    }
  }

  @Test("no picture is kept of a graph that is gone") func orphans() throws {
    let kept = (try? FileManager.default.contentsOfDirectory(atPath: Golden.folder.path)) ?? []
    for file in kept where !file.hasPrefix(".") {
      let name = String(file.prefix { $0 != "." })
      #expect(FileManager.default.fileExists(atPath: Invocation.graph(name)), "\(file)")
    }
  }

  @Test("a difference shows the lines that changed, with three lines around them") func difference() {
    let old = (1...20).map { "\($0)" }.joined(separator: "\n")
    let new = old.replacingOccurrences(of: "\n9\n", with: "\nnine\n")
    #expect(
      Golden.difference(from: old, to: new, name: "a.txt") == """
        --- Tests/Golden/a.txt
        +++ drawn now
        @@ -6 +6 @@
         6
         7
         8
        -9
        +nine
         10
         11
         12

        """)
  }

  @Test("JSON agrees to 1e-12, and not beyond; texts must be the same") func tolerance() {
    #expect(Golden.agree(#"{"a": [0.25, -3e-5]}"#, #"{"a": [0.2500000000000001, -3e-5]}"#))
    #expect(!Golden.agree(#"{"a": 0.25}"#, #"{"a": 0.2500001}"#))
    #expect(!Golden.agree(#"{"a": "0.25"}"#, #"{"a": "0.2500000000000001"}"#))
    #expect(!Golden.agree(#"{"a": 1}"#, #"{"b": 1}"#))
    #expect(!Golden.agree(#"{"a": 1}"#, #"{"a": [1]}"#))
  }
}
