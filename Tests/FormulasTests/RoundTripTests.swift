import Autodiff
import FlowLanguage
import Foundation
import Testing

@testable import Formulas

/// Every formula evaluates to the number beside it, at every level of detail.
struct RoundTripTests {
  @Test(arguments: Zoo.scalars + Zoo.tensors)
  func formulasEvaluateToTheirNumbers(_ text: String) throws {
    try checkLevels(Zoo.read(text).model)
  }

  @Test(arguments: Zoo.files)
  func formulasOfTheExamplesEvaluateToTheirNumbers(_ name: String) throws {
    try checkLevels(Zoo.read(String(contentsOf: Zoo.folder.appending(path: name), encoding: .utf8)).model)
  }

  @Test(arguments: 1...60)
  func formulasOfRandomExpressionsEvaluateToTheirNumbers(_ seed: Int) throws {
    let model = try Zoo.read(Zoo.random(UInt64(seed))).model
    let trace = model.graph.forwardTrace()
    // Outside of a domain there is nothing to differentiate.
    let isFinite = (0..<model.graph.nodeCount).allSatisfy { trace.value(of: $0).scalars[0].isFinite }
    if isFinite { try checkLevels(model) }
  }

  @Test func thereAreExamples() {
    #expect(Zoo.files.count > 20)
  }

  private func checkLevels(_ model: Model) throws {
    try check(model, visible: model.namedNodes)
    try check(model, visible: Array(repeating: true, count: model.graph.nodeCount))
    if let expanded = try? model.expanded(limit: 200).model {
      try checkNumbers(expanded)
    }
    if !model.groups.isEmpty { try checkClosedGroups(model) }
  }

  /// Single numbers: what has no name is written out, and may be too long to be.
  private func checkNumbers(_ model: Model) throws {
    let graph = model.graph
    let writer = FormulaWriter(
      model: model, visible: Array(repeating: true, count: graph.nodeCount), trace: graph.forwardTrace())
    let linearization = graph.forwardTrace().linearization()
    let evaluation = Evaluation(trace: linearization.trace)
    for node in 0..<graph.nodeCount {
      for slot in 0..<graph.operandCount(of: node) {
        guard let formula = writer.localDerivative(of: node, slot: slot) else { continue }
        // Long ones are the same rules once more.
        guard let code = formula.code, code.utf8.count < 80 else { continue }
        let place = "∂\(model.id(of: node))/∂\(slot)"
        try compare(formula, linearization.localDerivative(of: node, slot: slot), evaluation, place)
      }
    }
  }

  /// Between the ports of closed groups a formula may be too long to be written; one that is written is true.
  private func checkClosedGroups(_ model: Model) throws {
    let graph = model.graph
    let named = model.namedNodes
    var outermost = [Int](repeating: -1, count: graph.nodeCount)
    for (index, group) in model.groups.enumerated() where group.parent == nil {
      for range in group.nodes { for node in range { outermost[node] = index } }
    }
    var visible = zip(named, outermost).map { $0 && $1 < 0 }
    if let output = model.output { visible[output] = true }
    for node in 0..<graph.nodeCount {
      for operand in graph.operands(of: node) where outermost[operand] >= 0 && outermost[operand] != outermost[node] {
        visible[operand] = true
      }
    }
    let writer = FormulaWriter(
      model: model, visible: zip(visible, named).map { $0 || $1 }, trace: graph.forwardTrace())
    let linearization = graph.forwardTrace().linearization()
    let evaluation = Evaluation(trace: linearization.trace)
    for region in graph.regions(showing: visible) {
      for (source, formula) in zip(region.sources, writer.totalDerivatives(of: region)) {
        guard let formula else { continue }
        let map = linearization.totalDerivative(of: region, by: source)
        try compare(formula, map, evaluation, "∂\(model.id(of: region.output))/∂\(model.id(of: source))")
      }
    }
  }

  private func check(_ model: Model, visible: [Bool]) throws {
    let graph = model.graph
    let trace = graph.forwardTrace()
    let writer = FormulaWriter(model: model, visible: visible, trace: trace)
    let linearization = trace.linearization()
    let evaluation = Evaluation(trace: trace)
    for region in graph.regions(showing: visible) {
      let id = model.id(of: region.output)
      let expression = try #require(writer.expression(of: region), "\(id)")
      let value = try evaluation.value(of: expression)
      #expect(agree(value, trace.value(of: region.output)), "\(id) = \(expression.code ?? "")")
      let all = writer.totalDerivatives(of: region)
      for (source, formula) in zip(region.sources, all) {
        let map = linearization.totalDerivative(of: region, by: source)
        let place = "∂\(id)/∂\(model.id(of: source))"
        try compare(try #require(formula, "\(place)"), map, evaluation, place)
        try compare(try #require(writer.totalDerivative(of: region, by: source)), map, evaluation, place)
      }
    }
    for node in 0..<graph.nodeCount where visible[node] {
      for slot in 0..<graph.operandCount(of: node) {
        let place = "∂\(model.id(of: node))/∂\(slot)"
        let formula = try #require(writer.localDerivative(of: node, slot: slot), "\(place)")
        try compare(formula, linearization.localDerivative(of: node, slot: slot), evaluation, place)
      }
    }
  }

  private func compare(_ formula: SymbolicFormula, _ map: LinearMap, _ evaluation: Evaluation, _ place: String) throws
  {
    let ascii = try #require(formula.code, "\(place)")
    #expect(formula.shape == map.source, "\(place): \(ascii)")
    if let number = map.scalar {
      // An infinite slope on the way that meets a 0, as of √x·√x at 0.
      if number.isNaN { return }
      #expect(!formula.hasUpstream)
      let value = try evaluation.value(of: formula)
      #expect(agree(value, Tensor(number)), "\(place) = \(ascii) = \(value.scalars), not \(number)")
    } else {
      let upstream = cotangent(map.target)
      let value = try evaluation.value(of: formula, upstream: upstream)
      let expected = map.transposeApplied(to: upstream)
      #expect(agree(value, expected), "\(place) = \(ascii) = \(value.scalars), not \(expected.scalars)")
    }
  }
}
