import Autodiff
import FlowLanguage
import Testing

@Suite("Every graph of graphs/, expanded into its entries, computes the same")
struct ExpandedGraphsTests {
  @Test("values and gradients of every named entry", arguments: GraphFile.all)
  func same(_ file: GraphFile) throws {
    let (model, closed) = try file.backwardTrace()
    let expanded = try model.expanded()
    let output = try #require(expanded.model.output)
    let open = expanded.model.graph.forwardTrace().linearization().backwardTrace(from: output)
    for definition in model.definitions {
      let values = closed.trace.value(of: definition.node).scalars
      let adjoints = closed.adjoint(of: definition.node).scalars
      let size = adjoints.map(abs).max() ?? 0
      for entry in values.indices {
        let node = try #require(expanded.node(of: definition.node, entry: entry))
        let value = open.trace.scalar(of: node)
        #expect(
          value == values[entry] || abs(value - values[entry]) <= 1e-12 * abs(value), "\(expanded.model.id(of: node))"
        )
        #expect(abs(open.scalarAdjoint(of: node) - adjoints[entry]) <= 1e-12 * size, "\(expanded.model.id(of: node))")
      }
    }
  }

  @Test("contributions into every single number add up to its gradient", arguments: GraphFile.all)
  func sums(_ file: GraphFile) throws {
    let model = try file.read().model.expanded().model
    let graph = model.graph
    let output = try #require(model.output)
    let backward = graph.forwardTrace().linearization().backwardTrace(from: output)
    var sums = [Double](repeating: 0, count: graph.nodeCount)
    sums[output] = 1
    for node in 0..<graph.nodeCount {
      for slot in 0..<graph.operandCount(of: node) {
        sums[graph.operand(of: node, slot: slot)] += backward.contribution(of: node, slot: slot).scalars[0]
      }
    }
    for node in 0..<graph.nodeCount {
      let adjoint = backward.scalarAdjoint(of: node)
      #expect(abs(sums[node] - adjoint) <= 1e-12 * max(1, abs(adjoint)), "\(model.id(of: node))")
    }
  }

  @Test("an entry's expression is the definition's, indexed, and is of the language")
  func expressions() throws {
    let text = """
      param W = [[1, 2], [3, 4]]
      input x = [5, 6]
      h = W @ x + 1
      s = h
      r = relu(h)
      loss L = sum(r*s)
      """
    let model = try FlowFile.read(FlowSource(name: "t.flow", text: text)).model.expanded().model
    let expressions = model.definitions.compactMap { definition in
      definition.expression.map { "\(definition.name) = \($0)" }
    }
    #expect(
      expressions == [
        "h[0] = (W@x + 1)[0]", "h[1] = (W@x + 1)[1]", "s[0] = h[0]", "s[1] = h[1]", "r[0] = relu(h)[0]",
        "r[1] = relu(h)[1]", "L = sum(r*s)",
      ])
  }
}
