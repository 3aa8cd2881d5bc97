/// A graph that is evaluated again and again: new leaf values in, the output's value and every gradient out, without
/// allocation. Large graphs are sorted into runs of one primitive, so that a sweep has no dispatch per node.
///
/// An all-scalar step works on 44 bytes a node: two operands (8), value (8), two local derivatives (16), adjoint (8), order (4);
/// below 2,000 nodes one more. Not for use by two threads at a time.
package final class GradientTape {
  package let graph: Graph
  package let output: Int
  let plan: Plan
  let buffers: Buffers
  let adjoints: UnsafeMutablePointer<Double>
  private let outputSlots: Range<Int>

  /// Leaves begin with their recorded values. Only nodes that `output` depends on take part.
  /// - Parameters:
  ///   - output: the node that is differentiated; of a tensor, the sum of its entries.
  ///   - isForValues: it is only evaluated, never differentiated, and needs a third of the room.
  /// Complexity: O(nodes + edges + entries).
  package init(_ graph: Graph, output: Int, isForValues: Bool = false) {
    self.graph = graph
    self.output = output
    plan = Plan(compiling: Compilation(graph, for: output, maySort: true))
    let count = plan.slotCount
    func buffer(_ count: Int) -> UnsafeMutablePointer<Double> {
      let buffer = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
      buffer.initialize(repeating: 0, count: max(count, 1))
      return buffer
    }
    let partials = isForValues ? 0 : count
    buffers = Buffers(
      values: buffer(count), da: buffer(partials), db: buffer(partials),
      weights: buffer(isForValues ? 0 : plan.weightCount))
    adjoints = buffer(partials)
    outputSlots = plan.slots(of: output)
    plan.writeLeaves(to: buffers.values)
    if !isForValues { plan.writeConstantPartials(to: buffers) }
  }

  deinit {
    buffers.values.deallocate()
    buffers.da.deallocate()
    buffers.db.deallocate()
    buffers.weights.deallocate()
    adjoints.deallocate()
  }

  /// The output's value and every gradient, at the leaves' present values.
  package func step() {
    plan.forward(.both, buffers)
    adjoints.update(repeating: 0, count: plan.slotCount)
    for slot in outputSlots { adjoints[slot] = 1 }
    plan.reverse(buffers, adjoints)
  }

  /// The values alone, at the leaves' present values.
  package func evaluate() { plan.forward(.values, buffers) }

  /// Gives a leaf of one number another value; without effect if the output does not depend on it.
  package func setLeaf(_ leaf: Int, to value: Double) {
    checkLeaf(leaf)
    let slot = plan.start[leaf]
    precondition(graph.storage.shape(of: leaf).count == 1, "the leaf holds more than one number")
    if slot >= 0 { buffers.values[Int(slot)] = value }
  }

  /// Gives a leaf another value of the same shape; without effect if the output does not depend on it.
  package func setLeaf(_ leaf: Int, to value: Tensor) { plan.write(value, to: leaf, buffers.values) }

  /// Gives one entry of a leaf another value; without effect if the output does not depend on it.
  package func setLeaf(_ leaf: Int, entry: Int, to value: Double) {
    checkLeaf(leaf)
    precondition(entry >= 0 && entry < graph.storage.shape(of: leaf).count, "no such entry")
    let slot = plan.start[leaf]
    if slot >= 0 { buffers.values[Int(slot) + entry] = value }
  }

  /// A leaf's numbers and, as of the last `step()`, their gradient, in place; valid as long as the tape lives. For update
  /// rules, which come back to them after every step. Nil if the output does not depend on the leaf.
  package func buffers(
    of leaf: Int
  ) -> (values: UnsafeMutableBufferPointer<Double>, gradient: UnsafeBufferPointer<Double>)? {
    checkLeaf(leaf)
    let slot = Int(plan.start[leaf])
    guard slot >= 0 else { return nil }
    let count = graph.storage.shape(of: leaf).count
    return (
      UnsafeMutableBufferPointer(start: buffers.values + slot, count: count),
      UnsafeBufferPointer(start: adjoints + slot, count: count)
    )
  }

  private func checkLeaf(_ leaf: Int) {
    graph.check(leaf)
    precondition(graph.storage.primitives[leaf] == .leaf, "only leaves can be given values")
  }
}

extension GradientTape {
  /// The output's value, if it holds one number: as of the last `step()` or `evaluate()`.
  package var value: Double { buffers.values[outputSlots.lowerBound] }

  /// The value of a node that holds one number.
  /// - Precondition: the output depends on the node.
  package func value(of node: Int, entry: Int = 0) -> Double {
    graph.check(node)
    let slots = plan.slots(of: node)
    precondition(entry >= 0 && entry < slots.count, "no such entry")
    return buffers.values[slots.lowerBound + entry]
  }

  /// ∂output/∂node as of the last `step()`; 0 if the output does not depend on the node.
  package func gradient(of node: Int, entry: Int = 0) -> Double {
    graph.check(node)
    guard plan.start[node] >= 0 else { return 0 }
    precondition(entry >= 0 && entry < graph.storage.shape(of: node).count, "no such entry")
    return adjoints[Int(plan.start[node]) + entry]
  }
}
