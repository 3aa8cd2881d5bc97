import Platform

/// A graph with its names: what a lesson says of it, and nothing of how it is drawn.
///
/// Only leaves and definitions have facts; an unnamed node belongs to the definition whose range holds it and is
/// known as `NAME.k`.
package struct Model: Sendable {
  package var title: String?
  package var graph: Graph
  /// Leaves and definitions in ascending order of `node`. What a call defines lies within the range of the definition that calls.
  package var definitions: [Definition]
  /// Groups, calls and turns of loops; each behind the one around it.
  package var groups: [Group]
  /// The node that is differentiated; nil if there is none.
  package var output: Int?
  /// Why there are no gradients, if the output is a tensor.
  package var notes: [String]

  package init(
    title: String? = nil, graph: Graph, definitions: [Definition], groups: [Group] = [], output: Int?,
    notes: [String] = []
  ) {
    self.title = title
    self.graph = graph
    self.definitions = definitions
    self.groups = groups
    self.output = output
    self.notes = notes
  }
}

extension Model {
  /// The definition whose name or range holds the node; nil for nodes after the last definition, and for those
  /// that no range holds.
  /// Complexity: O(log definitions).
  package func definition(holding node: Int) -> Definition? {
    let index = definitions.partitioningIndex { $0.node >= node }
    return index < definitions.count && definitions[index].firstNode <= node ? definitions[index] : nil
  }

  /// Which nodes are drawn at `named` detail: leaves with names, definitions, and the output. In graphs built in
  /// Swift also unnamed operations that are used outside their own definition, or by more than one node that is
  /// drawn, so that every other operation is inside exactly one. A literal is never drawn at this level.
  /// Complexity: O(nodes + edges).
  package var namedNodes: [Bool] {
    let count = graph.nodeCount
    var visible = [Bool](repeating: false, count: count)
    // The definition that each node belongs to; −1 for the nodes that no range holds.
    var owner = [Int32](repeating: -1, count: count)
    for (index, definition) in definitions.enumerated() where definition.node < count {
      visible[definition.node] = true
      // What a call defines inside comes first and keeps its nodes.
      for node in min(definition.firstNode, definition.node)...definition.node where owner[node] < 0 {
        owner[node] = Int32(index)
      }
    }
    if let output, output < count { visible[output] = true }
    // The drawn node that each hidden one is inside of, from its users; −1 as long as none is known.
    var inside = [Int](repeating: -1, count: count)
    for node in stride(from: count - 1, through: 0, by: -1) {
      let region = visible[node] ? node : inside[node]
      // Nothing that is drawn uses this node.
      if region < 0 { continue }
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        if visible[operand] || graph.operandCount(of: operand) == 0 { continue }
        if owner[operand] != owner[node] || (inside[operand] >= 0 && inside[operand] != region) {
          visible[operand] = true
        } else {
          inside[operand] = region
        }
      }
    }
    return visible
  }
}
