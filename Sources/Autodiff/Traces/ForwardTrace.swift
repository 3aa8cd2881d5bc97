/// A value on every node.
package struct ForwardTrace: Sendable {
  package var graph: Graph { plan.graph }
  let plan: Plan
  /// By slot.
  let values: [Double]

  package func value(of node: Int) -> Tensor { tensor(of: node, in: values) }

  /// Its entries where they stand: nothing is copied.
  package func numbers(of node: Int) -> ArraySlice<Double> { values[plan.slots(of: node)] }

  /// What stands of a node in numbers by slot.
  func tensor(of node: Int, in numbers: [Double]) -> Tensor {
    graph.check(node)
    return Tensor(shape: graph.storage.shape(of: node), scalars: Array(numbers[plan.slots(of: node)]))
  }

  /// The number on a node of shape `[]`. Faster than `value(of:)`.
  package func scalar(of node: Int) -> Double {
    graph.check(node)
    precondition(graph.storage.shape(of: node).count == 1, "the node holds more than one number")
    return values[Int(plan.start[node])]
  }

  /// A local derivative on every edge. Complexity: O(nodes + entries).
  package func linearization() -> Linearization { Linearization(trace: self) }

  /// The values at other leaves, with what was prepared for this trace. Leaves that `bindings` does not name have
  /// their recorded values. Complexity: O(nodes + entries).
  package func forwardTrace(at bindings: [Int: Tensor]) -> ForwardTrace { plan.forwardTrace(at: bindings) }
}

extension Graph {
  /// The values of all nodes; leaves have their recorded values unless `bindings` gives others, of the
  /// same shape. Complexity: O(nodes + entries).
  package func forwardTrace(at bindings: [Int: Tensor] = [:]) -> ForwardTrace {
    Plan(compiling: Compilation(self, maySort: false)).forwardTrace(at: bindings)
  }
}

extension Plan {
  fileprivate func forwardTrace(at bindings: [Int: Tensor]) -> ForwardTrace {
    let values = [Double](unsafeUninitializedCapacity: slotCount) { buffer, count in
      count = slotCount
      guard let base = buffer.baseAddress else { return }
      base.initialize(repeating: 0, count: slotCount)
      writeLeaves(to: base)
      for (node, tensor) in bindings { write(tensor, to: node, base) }
      forward(.values, Buffers(values: base, da: base, db: base, weights: base))
    }
    return ForwardTrace(plan: self, values: values)
  }

  /// Gives a leaf another value.
  func write(_ tensor: Tensor, to leaf: Int, _ values: UnsafeMutablePointer<Double>) {
    graph.check(leaf)
    precondition(graph.storage.primitives[leaf] == .leaf, "only leaves can be given values")
    precondition(graph.storage.shape(of: leaf) == tensor.shape, "a leaf keeps its shape")
    guard start[leaf] >= 0 else { return }
    tensor.scalars.withUnsafeBufferPointer {
      if let base = $0.baseAddress { (values + Int(start[leaf])).update(from: base, count: $0.count) }
    }
  }
}
