import ElementaryFunctions

extension ForwardTrace {
  /// What the node's boundary means, if an entry stands exactly on it.
  package func boundaryHit(by node: Int) -> Singularity.Kind? {
    let operation = graph.operation(of: node)
    switch operation.boundary {
    case .none: return nil
    case .zero(let slot, let kind): return operandScalars(of: node, slot: slot).contains(0) ? kind : nil
    case .equality(let kind): return pairs(of: node).contains { $0 == $1 } ? kind : nil
    case .whole:
      return operandScalars(of: node, slot: 0).contains { $0 == $0.rounded() && $0.isFinite } ? .jump : nil
    case .half:
      return operandScalars(of: node, slot: 0).contains { $0 - $0.rounded(.down) == 0.5 } ? .jump : nil
    case .edges(let low, let high):
      return operandScalars(of: node, slot: 0).contains { $0 == low || $0 == high } ? .domainEdge : nil
    case .cut:
      return pairs(of: node).contains { $0 == 0 && $1 <= 0 } ? .jump : nil
    case .pole:
      // No double is an odd multiple of π/2; the nearest one is on it as exactly as can be.
      let onPole = operandScalars(of: node, slot: 0).contains { $0.ulp < 1 && abs(Elementary.cos($0)) <= $0.ulp / 2 }
      return onPole ? .domainEdge : nil
    case .zeroBase:
      let onEdge = pairs(of: node).contains { base, exponent in
        base == 0 && !(exponent >= 1 && Operation.isSmoothAtZero(exponent: exponent))
      }
      return onEdge ? .domainEdge : nil
    case .sharedExtreme(let kind):
      let isShared = reducedGroups(of: node).contains { group in
        let extreme = operation.extreme(of: group)
        return group.count { $0 == extreme } > 1
      }
      return isShared ? kind : nil
    case .singular: return determinant(of: node) == 0 ? .domainEdge : nil
    case .equalEntries:
      // A single entry has no spread to be without.
      let isEqual = reducedGroups(of: node).contains { group in group.count > 1 && group.allSatisfy { $0 == group[0] }
      }
      return isEqual ? .kink(at: 0) : nil
    case .zeroEntries:
      return reducedGroups(of: node).contains { group in group.allSatisfy { $0 == 0 } } ? .kink(at: 0) : nil
    }
  }

  private func operandScalars(of node: Int, slot: Int) -> [Double] {
    value(of: graph.operand(of: node, slot: slot)).scalars
  }
}
