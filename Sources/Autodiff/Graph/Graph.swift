/// A computation, recorded: nodes in topological order by construction, since an operand's index is
/// below its user's. An edge is a pair of a node and an operand slot, so `a + a` has two.
///
/// Immutable and shared; what is learned of it is kept in traces beside it, by index. A node of shape `[]` costs
/// 10 bytes, a leaf 18; shapes, attributes and long operand lists stand in tables of their own.
package struct Graph: Sendable {
  let storage: GraphStorage

  package var nodeCount: Int { storage.count }
  /// All operand slots of all nodes.
  package var edgeCount: Int { storage.edgeCount }
  /// True if every node has shape `[]`.
  package var isAllScalar: Bool { storage.isAllScalar }
  /// All numbers of all nodes together.
  package var entryCount: Int {
    (0..<nodeCount).reduce(0) { $0 + storage.entryCount(of: $1) }
  }

  package func operation(of node: Int) -> Operation {
    check(node)
    return Operation(storage.primitives[node], storage.attributes(of: node))
  }
  package func primitive(of node: Int) -> Primitive {
    check(node)
    return storage.primitives[node]
  }
  package func operandCount(of node: Int) -> Int {
    check(node)
    return storage.operandCount(of: node)
  }
  package func operand(of node: Int, slot: Int) -> Int {
    check(node)
    precondition(slot >= 0 && slot < storage.operandCount(of: node), "no such operand slot")
    return storage.operand(of: node, slot: slot)
  }
  package func operands(of node: Int) -> [Int] {
    check(node)
    return (0..<storage.operandCount(of: node)).map { storage.operand(of: node, slot: $0) }
  }
  package func shape(of node: Int) -> Shape {
    check(node)
    return storage.shape(of: node)
  }
  /// The value with which a leaf was recorded.
  package func leafValue(of node: Int) -> Tensor {
    check(node)
    precondition(storage.primitives[node] == .leaf, "only a leaf was recorded with a value")
    let place = Int(storage.first[node])
    return storage.second[node] == 0 ? Tensor(storage.leafScalars[place]) : storage.leafTensors[place]
  }

  @inline(__always)
  func check(_ node: Int) { precondition(node >= 0 && node < storage.count, "no such node") }
}
