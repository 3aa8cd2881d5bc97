import Autodiff
import FlowLanguage
import Foundation
import Pictures
import Testing

@testable import Formulas

/// What it prints, it reads: every expression of a node and every local derivative between single numbers, as pictures show
/// them, is a line of the file that it comes from, and has the value beside it.
struct PastingTests {
  @Test(arguments: Zoo.files)
  func everyFormulaOfTheExamplesIsALine(_ name: String) throws {
    try paste(String(contentsOf: Zoo.folder.appending(path: name), encoding: .utf8))
  }

  @Test(arguments: Zoo.scalars + Zoo.tensors)
  func everyFormulaOfTheZooIsALine(_ text: String) throws { try paste(text) }

  @Test(arguments: [
    "param W = [[2, 1], [0.5, 3]]\nparam x = [1, -2]\nparam b = [0.5, 2]\ny = b ⊙ (W·x)\nz = (W**2) @ x\nv = W**-1\nu = |x[0]|·abs(x)",
    "param r = 2\nparam σ = 0.5\na = π·r²\nb = 2π·r\nc = 1/(2π·r)\nd = σ·(1 − σ)\ne = r(1 − r)",
    "param e5 = 2\nparam xy = 3\ny = 2·e5 + 2·xy\nz = 2·sqrt(e5) + (xy > 2)·e5",
  ])
  func everyFormulaIsALine(_ text: String) throws { try paste(text) }

  private func paste(_ text: String) throws {
    let model = try Zoo.read(text).model
    var shown: [(place: String, line: String, value: Tensor)] = []
    for visible in [model.namedNodes, Array(repeating: true, count: model.graph.nodeCount)] {
      shown += formulas(of: model, visible: visible)
    }
    #expect(!shown.isEmpty)
    let lines = shown.enumerated().map { index, formula in "pasted_line_\(index) = \(formula.line)" }
    let pasted = try Zoo.read(text + "\n" + lines.joined(separator: "\n")).model
    let trace = pasted.graph.forwardTrace()
    for (index, formula) in shown.enumerated() {
      let node = try #require(pasted.node(named: "pasted_line_\(index)"))
      let value = trace.value(of: node)
      #expect(agree(value, formula.value), "\(formula.place) = \(formula.line) = \(value), not \(formula.value)")
    }
  }

  private func formulas(of model: Model, visible: [Bool]) -> [(place: String, line: String, value: Tensor)] {
    let graph = model.graph
    let writer = FormulaWriter(model: model, visible: visible, trace: graph.forwardTrace())
    let trace = graph.forwardTrace()
    let linearization = trace.linearization()
    var shown: [(place: String, line: String, value: Tensor)] = []
    for region in graph.regions(showing: visible) {
      let id = model.id(of: region.output)
      // A constant is shown as its number.
      if let expression = writer.expression(of: region), !region.sources.isEmpty {
        shown.append((id, expression.formula.text, trace.value(of: region.output)))
      }
      for (source, formula) in zip(region.sources, writer.totalDerivatives(of: region)) {
        let map = linearization.totalDerivative(of: region, by: source)
        guard let number = map.scalar, !number.isNaN, let formula else { continue }
        shown.append(("∂\(id)/∂\(model.id(of: source))", formula.formula.text, Tensor(number)))
      }
    }
    return shown
  }
}
