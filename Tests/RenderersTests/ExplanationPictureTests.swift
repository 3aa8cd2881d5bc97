import Autodiff
import Depiction
import FlowLanguage
import Foundation
import Pictures
import Renderers
import Terminal
import Testing

@Suite struct ExplanationPictureTests {
  @Test("factor stands below factor") func twoPaths() throws {
    let text = ExplanationText(width: 60).text(of: try explanation(olah, withRespectTo: ["b"]))
    #expect(
      text == """
        Olah

        Forward
          Given a = 2, b = 1.
          c = a + b = 2 + 1 = 3
          d = b + 1 = 1 + 1 = 2
          e = c·d   = 3·2   = 6

        Backward, node by node from e
          ∂e/∂e = 1   the seed
          ∂e/∂d = 1 · c = 1 · 3 = 3
          ∂e/∂c = 1 · d = 1 · 2 = 2
          ∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b
                = 2 · 1 + 3 · 1
                = 2 + 3
                = 5
             b acts on e in 2 ways, through c and through d: the
             effects add up

        ∂e/∂b
          b → c → e
          b → d → e

          ∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b
                =   d   ·   1   +   c   ·   1
                =   2   ·   1   +   3   ·   1
                = 2 + 3
                = 5

          (e(b + h) − e(b − h))/2h ≈ 5   central difference: agrees

        What it costs
          Reverse mode: 1 sweep back from e over 4 edges, one
            multiplication each; it gives the derivative.
          Forward mode: 1 sweep, one for each number of the nodes,
            over 4 edges in all.
          Path by path: 2 paths with 4 factors.

        """)
  }

  @Test("where a line is too narrow the factors stand below each other") func narrow() throws {
    let text = ExplanationText(width: 32).text(of: try explanation(olah, withRespectTo: ["b"]))
    #expect(
      text.contains(
        """
          ∂e/∂b
              ∂e/∂c = d = 2
            · ∂c/∂b = 1 = 1

            + ∂e/∂d = c = 3
            · ∂d/∂b = 1 = 1
                = 2 + 3
                = 5

        """))
  }

  @Test("with 7 bits") func ascii() throws {
    let text = ExplanationText(ascii: true).text(of: try explanation(olah))
    #expect(text.utf8.allSatisfy { $0 < 0x7f })
    #expect(text.contains("  de/db = de/dc * dc/db + de/dd * dd/db\n        =   d   *   1   +   c   *   1\n"))
  }

  @Test("no line is wider than the page", arguments: [Detail.named, .operations])
  func width(_ detail: Detail) throws {
    for (name, model) in try explainedGraphs() where detail == .named || model.graph.nodeCount <= 60 {
      let explanation = Depiction(detail: detail).explanation(of: model)
      for width in [32, 80] {
        for line in ExplanationText(width: width).text(of: explanation).split(separator: "\n") {
          #expect(Glyph.columns(of: String(line)) <= width, "\(name): \(line)")
        }
      }
    }
  }

  @Test("in Markdown nothing of a name or title is markup") func markdown() throws {
    let text = try ExplanationMarkdown(.github).text(of: Depiction().explanation(of: hostileModel()))
    #expect(text.hasPrefix(##"# \<\&"\{\}\|\\␊\`\*\_\$ % \_ \# \^ \~ ␛\[31m"## + "\n"))
    // All mathematics stands in blocks and between dollars with backticks, which are closed.
    #expect(text.components(separatedBy: "```").count % 2 == 1)
    for line in text.split(separator: "\n") where !line.hasPrefix("```") {
      #expect(line.components(separatedBy: "$`").count == line.components(separatedBy: "`$").count, "\(line)")
    }
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("operatorname"))
  }

  @Test("dollars are the usual marks of mathematics") func dollars() throws {
    let text = ExplanationMarkdown().text(of: try explanation(olah, withRespectTo: ["b"]))
    #expect(text.contains("Given $a = 2$, $b = 1$."))
    #expect(text.components(separatedBy: "\n$$\n").count % 2 == 1)
    #expect(!text.contains("`"))
  }

  @Test("a fragment is for another's document; names of every script stay") func fragment() throws {
    let model = try FlowFile.read(FlowSource(name: "test.flow", text: "param 重 = 2\noutput L = 重²")).model
    let text = ExplanationLaTeX(isFragment: true).text(of: Depiction().explanation(of: model))
    #expect(!text.contains("documentclass") && !text.contains("begin{document}"))
    #expect(text.hasPrefix("% Names have letters that pdfLaTeX does not know"))
    #expect(text.contains("重"))
    #expect(ExplanationMarkdown().text(of: Depiction().explanation(of: model)).contains("重"))
  }

  @Test("every explanation of every graph is LaTeX that compiles, hostile names too") func latex() throws {
    var bodies: [String] = []
    var preamble = ""
    func add(_ explanation: Explanation) {
      let text = ExplanationLaTeX().text(of: explanation)
      // Letters of other scripts are for other engines, which it says.
      if text.hasPrefix("% Names have letters") { return }
      let parts = text.components(separatedBy: "\\begin{document}")
      preamble = parts[0]
      bodies.append(parts[1].components(separatedBy: "\\end{document}")[0])
      #expect(text.utf8.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x0a) })
    }
    for (_, model) in try explainedGraphs() {
      add(Depiction().explanation(of: model))
      // The large ones have the same forms.
      guard model.graph.nodeCount <= 60 else { continue }
      add(Depiction().explanation(of: model, mode: .forward))
      add(Depiction(detail: .operations).explanation(of: model))
      guard model.graph.nodeCount <= 24 else { continue }
      add(Depiction(detail: .scalars).explanation(of: model))
    }
    add(Depiction().explanation(of: try hostileModel()))
    #expect(bodies.count > 100)
    guard
      let compiler = ["/usr/bin", "/usr/local/bin", "/Library/TeX/texbin", "/opt/homebrew/bin"]
        .map({ $0 + "/pdflatex" }).first(where: FileManager.default.isExecutableFile)
    else { return }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("edgewise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let document =
      preamble + "\\begin{document}\n" + bodies.joined(separator: "\n\\clearpage\n") + "\\end{document}\n"
    try document.write(to: folder.appendingPathComponent("all.tex"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "-draftmode", "all.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = (try? String(contentsOf: folder.appendingPathComponent("all.log"), encoding: .isoLatin1)) ?? ""
    let complaint = log.components(separatedBy: "\n").drop { !$0.hasPrefix("!") }.prefix(8).joined(separator: "\n")
    #expect(process.terminationStatus == 0, "\(complaint)")
    // Nothing runs off the paper.
    let wide = log.components(separatedBy: "\n").filter { $0.hasPrefix("Overfull") }
    #expect(wide.isEmpty, "\(wide.prefix(4))")
  }
}

private let olah = """
  title "Olah"
  param a = 2
  param b = 1
  c = a + b
  d = b + 1
  output e = c·d
  """

private func explanation(_ text: String, withRespectTo names: [String]? = nil) throws -> Explanation {
  let model = try FlowFile.read(FlowSource(name: "test.flow", text: text)).model
  return Depiction(withRespectTo: names.map { $0.compactMap { model.node(named: $0) } }).explanation(of: model)
}

/// Names that each format would act upon.
private func hostileModel() throws -> Model {
  let hostile = "<&\"{}|\\\n`*_$ % _ # ^ ~ \u{1B}[31m"
  var recorder = GraphRecorder()
  let first = recorder.leaf(2.0)
  let second = recorder.leaf(3.0)
  let product = try recorder.record(.multiply, first, second)
  let square = try recorder.record(.square, product)
  return Model(
    title: hostile, graph: recorder.finish(),
    definitions: [
      Definition(node: first, firstNode: first, name: hostile, role: .parameter, note: hostile),
      Definition(node: second, firstNode: second, name: "重み$_{", role: .parameter),
      Definition(node: product, firstNode: product, name: "Жар-`é`ŷ#1%&~^\\", role: .operation),
      Definition(node: square, firstNode: square, name: "?`-- \u{202E}[x]", role: .operation),
    ], output: square)
}

private func explainedGraphs() throws -> [(name: String, model: Model)] {
  try GraphFolder.paths.map { (URL(fileURLWithPath: $0).lastPathComponent, try GraphFolder.file($0).model) }
}
