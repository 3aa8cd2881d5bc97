/// How the value of an operation depends on one of its operands, from the loosest to the closest way.
package enum Dependence: Comparable, Sendable {
  /// The operand only says which row or class is meant.
  case choice
  /// The value changes with the operand, but by jumps or unseen by the gradient: a comparison's operand, a condition,
  /// what is detached.
  case value
  /// There is an edge for the gradient.
  case edge
}

extension Primitive {
  /// Where there is no edge, nothing flows back, not even 0: what lies only behind such a slot gets no contribution,
  /// as in PyTorch, even where a slope there is infinite. `floor` and `sign` have an edge, of 0.
  package func dependence(on slot: Int) -> Dependence {
    switch self {
    case .leaf, .detach, .compare, .find: .value
    case .choose: slot == 0 ? .value : .edge
    case .embedding, .take: slot > 0 ? .choice : .edge
    case .oneHot: .choice
    case .identity, .map, .parametric, .dropout, .pair, .reduce, .pool, .move, .join, .scan, .product,
      .convolve, .matrix, .lines, .crossEntropy:
      .edge
    }
  }

  @inline(__always)
  package func hasEdge(_ slot: Int) -> Bool { dependence(on: slot) == .edge }
}

extension Graph {
  /// Which nodes one of the given ones depends on, those among them.
  /// - Parameter closeness: how close the dependence must be on every step of the way; all ways count unless given.
  /// Complexity: O(nodes + edges).
  package func ancestors(of nodes: [Int], by closeness: Dependence = .choice) -> [Bool] {
    var reached = [Bool](repeating: false, count: nodeCount)
    for node in nodes {
      check(node)
      reached[node] = true
    }
    for node in stride(from: nodes.max() ?? -1, through: 0, by: -1) where reached[node] {
      for slot in 0..<storage.operandCount(of: node) where depends(node, on: slot, by: closeness) {
        reached[storage.operand(of: node, slot: slot)] = true
      }
    }
    return reached
  }

  package func ancestors(of node: Int, by closeness: Dependence = .choice) -> [Bool] {
    ancestors(of: [node], by: closeness)
  }

  /// Which nodes depend on one of the given ones, those among them.
  /// - Parameter end: nodes behind this one are left out; nil: none are.
  /// Complexity: O(nodes + edges).
  package func descendants(of nodes: [Int], upTo end: Int? = nil, by closeness: Dependence = .choice) -> [Bool] {
    var reached = [Bool](repeating: false, count: nodeCount)
    let end = end ?? nodeCount - 1
    for node in nodes where node <= end { reached[node] = true }
    for node in stride(from: nodes.min() ?? nodeCount, through: end, by: 1) where !reached[node] {
      reached[node] = (0..<storage.operandCount(of: node)).contains {
        reached[storage.operand(of: node, slot: $0)] && depends(node, on: $0, by: closeness)
      }
    }
    return reached
  }

  private func depends(_ node: Int, on slot: Int, by closeness: Dependence) -> Bool {
    closeness == .choice || storage.primitives[node].dependence(on: slot) >= closeness
  }
}
