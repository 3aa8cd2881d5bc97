import ElementaryFunctions

extension ForwardTrace {
  /// What the node's boundary means, if an entry stands exactly on it.
  func boundaryHit(by node: Int) -> Singularity.Kind? {
    let operation = graph.operation(of: node)
    switch operation.boundary {
    case .none: return nil
    case .zero(let slot, let kind): return operandScalars(of: node, slot: slot).contains(0) ? kind : nil
    case .equality(let kind): return pairs(of: node).contains { $0 == $1 } ? kind : nil
    case .whole:
      return operandScalars(of: node, slot: 0).contains { $0 == $0.rounded() && $0.isFinite } ? .jump : nil
    case .pole:
      // No double is an odd multiple of π/2; the nearest one is on it as exactly as can be.
      let onPole = operandScalars(of: node, slot: 0).contains { $0.ulp < 1 && abs(Elementary.cos($0)) <= $0.ulp / 2 }
      return onPole ? .domainEdge : nil
    case .zeroBase:
      let onEdge = pairs(of: node).contains { base, exponent in
        base == 0 && !(exponent >= 1 && Operation.isSmoothAtZero(exponent: exponent))
      }
      return onEdge ? .domainEdge : nil
    case .sharedExtreme:
      let entries = value(of: graph.operand(of: node, slot: 0))
      let groups = operation.reductionGroups(of: entries.shape)
      let extremes = value(of: node).scalars
      var holders = [Int](repeating: 0, count: extremes.count)
      for (entry, group) in zip(entries.scalars, groups) where entry == extremes[group] { holders[group] += 1 }
      return holders.contains { $0 > 1 } ? .tie : nil
    case .equalEntries:
      let entries = value(of: graph.operand(of: node, slot: 0))
      let groups = operation.reductionGroups(of: entries.shape)
      let size = entries.scalars.count / max(value(of: node).scalars.count, 1)
      // A single entry has no spread to be without.
      guard size > 1 else { return nil }
      return anyGroupIsConstant(entries.scalars, groups, to: nil) ? .kink(at: 0) : nil
    case .zeroEntries:
      let entries = value(of: graph.operand(of: node, slot: 0))
      let groups = operation.reductionGroups(of: entries.shape)
      return anyGroupIsConstant(entries.scalars, groups, to: 0) ? .kink(at: 0) : nil
    }
  }

  private func operandScalars(of node: Int, slot: Int) -> [Double] {
    value(of: graph.operand(of: node, slot: slot)).scalars
  }

  /// Whether one of the groups has the same number everywhere (the given one, if there is one).
  private func anyGroupIsConstant(_ entries: [Double], _ groups: [Int], to number: Double?) -> Bool {
    guard let last = groups.max() else { return false }
    var first = [Double?](repeating: number, count: last + 1)
    var constant = [Bool](repeating: true, count: last + 1)
    for (entry, group) in zip(entries, groups) {
      if let expected = first[group] {
        if entry != expected { constant[group] = false }
      } else {
        first[group] = entry
        if entry.isNaN { constant[group] = false }
      }
    }
    return constant.contains(true)
  }
}
