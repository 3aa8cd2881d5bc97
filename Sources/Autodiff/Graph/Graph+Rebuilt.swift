extension Graph {
  /// Some of the nodes, in another order: the node at place k of `order` has the index k.
  /// - Parameters:
  ///   - order: each node behind its operands, which are among them.
  ///   - leaves: other values for leaves; a computed node that has one becomes a leaf, which needs no operands. Of the
  ///     same shapes.
  /// Complexity: O(nodes + entries).
  package func rebuilt(_ order: some Sequence<Int>, leaves: [Int: Tensor] = [:]) -> Graph {
    var recorder = GraphRecorder()
    recorder.append(self, order, leaves)
    return recorder.finish()
  }

  /// All of the nodes under their own indices, with other values on some leaves. See `rebuilt(_:leaves:)`.
  package func rebuilt(leaves: [Int: Tensor]) -> Graph {
    leaves.isEmpty ? self : rebuilt(0..<nodeCount, leaves: leaves)
  }

  /// A recorder that goes on where this graph ends (used by `--of y[0]`, which adds an index).
  package func recorder() -> GraphRecorder {
    var recorder = GraphRecorder()
    recorder.append(self, 0..<nodeCount, [:])
    return recorder
  }
}

extension GraphRecorder {
  /// Copies nodes as they are: their shapes are known, and fit.
  fileprivate mutating func append(_ graph: Graph, _ order: some Sequence<Int>, _ leaves: [Int: Tensor]) {
    var places: [Int: Int] = [:]
    for node in order {
      let shape = graph.shape(of: node)
      if let value = leaves[node] ?? (graph.primitive(of: node) == .leaf ? graph.leafValue(of: node) : nil) {
        precondition(value.shape == shape, "a node keeps its shape")
        places[node] = leaf(value)
      } else {
        let operands = graph.operands(of: node).map { operand in
          guard let place = places[operand] else { preconditionFailure("a node stands behind its operands") }
          return place
        }
        places[node] = Int(recording.push(graph.operation(of: node), operands, of: shape))
      }
    }
  }
}
