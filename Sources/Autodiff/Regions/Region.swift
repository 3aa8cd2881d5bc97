/// A part of the graph that is drawn as one node: the node `output` with all the nodes that only it uses,
/// down to the nodes that stay visible.
package struct Region: Sendable, Hashable {
  /// The node that the region computes, and by which it is known.
  package let output: Int
  /// The region's nodes in topological order, `output` last; leaves that are closed in (literals) among them.
  package let nodes: [Int]
  /// The visible nodes that the region uses, in the order of first use: nodes in order of evaluation, the operands
  /// of each in order, so that `w1·x1 + w2·x2` uses w1, x1, w2, x2.
  package let sources: [Int]

  package init(output: Int, nodes: [Int], sources: [Int]) {
    self.output = output
    self.nodes = nodes
    self.sources = sources
  }
}

extension Graph {
  /// The regions that remain when only `visible` nodes are drawn: one for each visible node that is not a leaf,
  /// in topological order. A node is drawn in each region that uses it unless it is visible.
  /// - Parameter visible: one flag a node.
  /// Complexity: O(nodes + edges) when hidden nodes have one user; else the sum of the regions' sizes (of the
  /// flags that `Model.namedNodes` gives, only literals are ever shared).
  package func regions(showing visible: [Bool]) -> [Region] {
    precondition(visible.count == nodeCount, "one flag for each node")
    var regions: [Region] = []
    // `seenBy[node]` is the last region's output that met the node, so that no set is cleared between regions.
    var seenBy = [Int](repeating: -1, count: nodeCount)
    var waiting: [Int] = []
    for output in 0..<nodeCount where visible[output] && operandCount(of: output) > 0 {
      var nodes = [output]
      waiting.append(output)
      while let node = waiting.popLast() {
        for slot in 0..<operandCount(of: node) {
          let operand = operand(of: node, slot: slot)
          if visible[operand] || seenBy[operand] == output { continue }
          seenBy[operand] = output
          nodes.append(operand)
          waiting.append(operand)
        }
      }
      nodes.sort()
      var sources: [Int] = []
      for node in nodes {
        for slot in 0..<operandCount(of: node) {
          let operand = operand(of: node, slot: slot)
          if visible[operand], seenBy[operand] != output {
            seenBy[operand] = output
            sources.append(operand)
          }
        }
      }
      regions.append(Region(output: output, nodes: nodes, sources: sources))
    }
    return regions
  }
}
