/// An adjoint on every node and a contribution on every edge. Holding one is the proof that the
/// forward pass ran.
package struct BackwardTrace: Sendable {
  package let linearization: Linearization
  package let output: Int
  /// Which nodes a path of edges leads to from the output.
  let reached: [Bool]
  /// By slot.
  let adjoints: [Double]

  package var graph: Graph { linearization.graph }
  package var trace: ForwardTrace { linearization.trace }

  /// Whether a path of edges leads to the node: whether there is a gradient at all.
  package func reaches(_ node: Int) -> Bool {
    graph.check(node)
    return reached[node]
  }

  /// ∂output/∂node, of the node's shape; zeros where no path of edges leads.
  package func adjoint(of node: Int) -> Tensor { trace.tensor(of: node, in: adjoints) }

  /// Its entries where they stand: nothing is copied.
  package func numbers(of node: Int) -> ArraySlice<Double> { adjoints[trace.plan.slots(of: node)] }

  /// The adjoint of a node that holds one number.
  package func scalarAdjoint(of node: Int) -> Double {
    graph.check(node)
    precondition(graph.storage.shape(of: node).count == 1, "the node holds more than one number")
    return adjoints[Int(trace.plan.start[node])]
  }

  /// What one edge adds to its operand's adjoint: upstream × local. Zeros where there is no edge or no gradient.
  package func contribution(of node: Int, slot: Int) -> Tensor {
    let source = graph.shape(of: graph.operand(of: node, slot: slot))
    guard reached[node] else { return Tensor.zeros(source) }
    return linearization.localDerivative(of: node, slot: slot).transposeApplied(to: adjoint(of: node))
  }
}
