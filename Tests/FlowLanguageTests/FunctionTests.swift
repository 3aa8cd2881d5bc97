import Autodiff
import FlowLanguage
import Foundation
import Testing

/// The functions' values and gradients as PyTorch has them: `Tests/pytorch/functions.py` writes the numbers.
@Suite struct FunctionTests {
  struct Row: CustomTestStringConvertible {
    let leaves: [(name: String, value: String)]
    let expression: String
    var value = ""
    var gradients: [String: String] = [:]
    var testDescription: String { expression }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/functions.txt")
    var leaves: [(name: String, value: String)] = []
    var rows: [Row] = []
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      let text = line.dropFirst(2)
      switch line.prefix(2) {
      case "L ":
        let parts = text.components(separatedBy: " = ")
        leaves.removeAll { $0.name == parts[0] }
        leaves.append((parts[0], parts[1]))
      case "> ": rows.append(Row(leaves: leaves, expression: text.components(separatedBy: " | ")[0]))
      case "= ": rows[rows.count - 1].value = String(text)
      case "d ":
        let parts = text.split(separator: " ", maxSplits: 1)
        rows[rows.count - 1].gradients[String(parts[0])] = String(parts[1])
      default: continue
      }
    }
    return rows
  }()

  @Test("there are rows, each with a value") func rowsAreThere() {
    #expect(Self.rows.count >= 126)
    for row in Self.rows { #expect(!row.value.isEmpty, "\(row.expression)") }
  }

  @Test(arguments: rows) func valueAndGradientsArePyTorchs(_ row: Row) throws {
    let leaves = row.leaves.map { "param \($0.name) = \($0.value)" }.joined(separator: "\n")
    let model = try read(leaves + "\nresult_ = " + row.expression).model
    let node = try #require(model.node(named: "result_"))
    let trace = model.graph.forwardTrace()
    try expectNear(trace.value(of: node), row.value)
    let count = trace.value(of: node).scalars.count
    let seed = Tensor(shape: model.graph.shape(of: node), scalars: (1...count).map { Double($0) })
    let backward = trace.linearization().backwardTrace(from: node, seed: seed)
    for leaf in row.leaves {
      guard let expected = row.gradients[leaf.name] else { continue }
      try expectNear(backward.adjoint(of: try #require(model.node(named: leaf.name))), expected, "d \(leaf.name)")
    }
  }

  private func expectNear(_ found: Tensor, _ written: String, _ what: String = "value") throws {
    let expected = try value("y = " + written.replacing("nan", with: "0·inf"))
    #expect(found.shape == expected.shape, "\(what)")
    let scale = expected.scalars.filter { $0.isFinite }.map { abs($0) }.max() ?? 0
    for (a, b) in zip(found.scalars, expected.scalars) {
      #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-12 * max(scale, 1e-3), "\(what): \(a), not \(b)")
    }
  }
}
