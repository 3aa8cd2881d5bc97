/// A place where a derivative is a convention or does not exist: a kink, a tie, a jump, or the edge of a domain, hit
/// exactly; or a value that is no number.
package struct Singularity: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// relu, abs, leaky_relu, elu with alpha ≠ 1 at 0, norm at 0, std of equal entries.
    case kink(at: Double)
    /// max, min of equal entries.
    case tie
    /// floor at a whole number, sign at 0, a comparison of equals: the value itself jumps.
    case jump
    /// sqrt or log at 0, a division by zero, tan at a pole, x^p at 0 with p < 1 or fractional.
    case domainEdge
    /// The first node that is NaN or infinite while its operands are not.
    case notFinite(Double)
  }
  package let node: Int
  package let kind: Kind

  package init(node: Int, kind: Kind) {
    self.node = node
    self.kind = kind
  }
}

extension ForwardTrace {
  /// All singularities that `output` depends on, in topological order. A node that is not finite because it stands
  /// exactly on the edge of its domain is named twice: first the edge, then the value.
  /// - Parameter leaves: only those kinks, ties, jumps and edges count that depend on one of these leaves, since
  ///   elsewhere no derivative is wanted; nil means all. A value that is no number always counts.
  /// Complexity: O(nodes + edges + entries).
  package func singularities(for output: Int, by leaves: [Int]? = nil) -> [Singularity] {
    let needed = graph.ancestors(of: output)
    let depends = leaves.map { graph.descendants(of: $0, upTo: output) }
    var finite = [Bool](repeating: true, count: output + 1)
    var found: [Singularity] = []
    for node in 0...output where needed[node] {
      if depends?[node] ?? true, let kind = boundaryHit(by: node) {
        found.append(Singularity(node: node, kind: kind))
      }
      if let wrong = firstNonFinite(of: node) {
        finite[node] = false
        let operandsAreFinite = (0..<graph.operandCount(of: node)).allSatisfy {
          finite[graph.operand(of: node, slot: $0)]
        }
        if operandsAreFinite { found.append(Singularity(node: node, kind: .notFinite(wrong))) }
      }
    }
    return found
  }

  func firstNonFinite(of node: Int) -> Double? {
    if graph.shape(of: node).isScalar {
      let value = scalar(of: node)
      return value.isFinite ? nil : value
    }
    return numbers(of: node).first { !$0.isFinite }
  }
}
