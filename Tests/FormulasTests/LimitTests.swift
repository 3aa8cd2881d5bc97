import Autodiff
import Pictures
import Testing

@testable import Formulas

/// Nothing overflows a stack or grows without bound.
struct LimitTests {
  private func model(_ build: (inout GraphRecorder) throws -> Int) rethrows -> Model {
    var recorder = GraphRecorder()
    let x = recorder.leaf(0.5)
    let output = try build(&recorder)
    return Model(
      graph: recorder.finish(),
      definitions: [
        .init(node: x, firstNode: x, name: "x", role: .parameter),
        .init(node: output, firstNode: x + 1, name: "y", role: .operation),
      ], output: output)
  }

  private func formulas(_ model: Model) throws -> (expression: SymbolicFormula?, derivative: SymbolicFormula?) {
    let visible = model.namedNodes
    let writer = FormulaWriter(model: model, visible: visible)
    let region = try #require(model.graph.regions(showing: visible).last)
    let derivatives = writer.totalDerivatives(of: region)
    #expect(derivatives.count == 1 && derivatives[0] == writer.totalDerivative(of: region, by: 0))
    return (writer.expression(of: region), derivatives[0])
  }

  @Test func aHundredThousandNestedFunctionsAreNotWritten() throws {
    let deep = try model { recorder in
      var node = 0
      for _ in 0..<100_000 { node = try recorder.record(.sin, node) }
      return node
    }
    let (expression, derivative) = try formulas(deep)
    #expect(expression == nil && derivative == nil)
  }

  /// The expression is long, and its derivative is a number.
  @Test func twentyThousandTermsAreCounted() throws {
    let long = try model { recorder in
      var node = 0
      for _ in 0..<20_000 { node = try recorder.record(.add, node, 0) }
      return node
    }
    let (expression, derivative) = try formulas(long)
    #expect(expression == nil)
    #expect(derivative?.literal == 20_001)
  }

  /// 2^20 paths: the formula is not written path by path.
  @Test func twentyDoublings() throws {
    let doubled = try model { recorder in
      var node = 0
      for _ in 0..<20 { node = try recorder.record(.add, node, node) }
      return node
    }
    let (expression, derivative) = try formulas(doubled)
    #expect(expression == nil)
    #expect(derivative?.code == "1048576")
  }

  /// A sum of 500 is within the limit and one level deep.
  @Test func fiveHundredTermsAreWritten() throws {
    let sum = try model { recorder in
      var node = 0
      for _ in 0..<499 { node = try recorder.record(.add, node, 0) }
      return node
    }
    #expect(
      try formulas(sum).expression?.formula.text == Array(repeating: "x", count: 500).joined(separator: " + "))
  }

  @Test func largerThanTheLimitIsNotWritten() throws {
    let power = try model { recorder in
      var node = 0
      for _ in 0..<FormulaWriter.sizeLimit { node = try recorder.record(.multiply, node, 0) }
      return try recorder.record(.sin, node)
    }
    let (expression, derivative) = try formulas(power)
    #expect(expression == nil && derivative == nil)
  }

  /// A chain of definitions: each has its own small formula, however many there are.
  @Test func aHundredThousandDefinitions() throws {
    var recorder = GraphRecorder()
    var node = recorder.leaf(0.5)
    var definitions = [Definition(node: node, firstNode: node, name: "x", role: .parameter)]
    for place in 0..<100_000 {
      node = try recorder.record(.sin, node)
      definitions.append(.init(node: node, firstNode: node, name: "v\(place)", role: .operation))
    }
    let model = Model(graph: recorder.finish(), definitions: definitions, output: node)
    let writer = FormulaWriter(model: model, visible: model.namedNodes)
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions.count == 100_000)
    for region in regions.suffix(1000) {
      #expect(writer.totalDerivatives(of: region).first??.code == "cos(v\(region.output - 2))")
    }
  }
}
