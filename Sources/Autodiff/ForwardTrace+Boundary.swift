#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ForwardTrace {
  /// What the node's boundary means, if an entry stands exactly on it.
  func boundaryHit(by node: Int) -> Singularity.Kind? {
    let operation = graph.operation(of: node)
    switch operation.boundary {
    case .none: return nil
    case .zero(let slot, let kind): return operandScalars(of: node, slot: slot).contains(0) ? kind : nil
    case .equality(let kind): return anyPair(of: node) { $0 == $1 } ? kind : nil
    case .whole:
      return operandScalars(of: node, slot: 0).contains { $0 == $0.rounded() && $0.isFinite } ? .jump : nil
    case .pole:
      // No double is an odd multiple of π/2; the nearest one is on it as exactly as can be.
      let onPole = operandScalars(of: node, slot: 0).contains { $0.ulp < 1 && abs(cos($0)) <= $0.ulp / 2 }
      return onPole ? .domainEdge : nil
    case .zeroBase:
      let onEdge = anyPair(of: node) { base, exponent in
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

  /// Whether the node stands on another side of its boundary here than in the other trace of the same graph, or on
  /// the boundary itself in one of them.
  func crosses(_ node: Int, to other: ForwardTrace) -> Bool {
    let operation = graph.operation(of: node)
    switch operation.boundary {
    case .none: return false
    case .zero(let slot, _):
      return changes(of: node, slot: slot, to: other, side: sideOfZero)
    case .equality: return pairSides(of: node) != other.pairSides(of: node)
    case .whole: return changes(of: node, slot: 0, to: other) { $0.rounded(.down) }
    case .pole: return changes(of: node, slot: 0, to: other) { ($0 / Double.pi + 0.5).rounded(.down) }
    case .zeroBase: return changes(of: node, slot: 0, to: other, side: sideOfZero)
    case .sharedExtreme: return extremeHolders(of: node) != other.extremeHolders(of: node)
    // One point, not a border: nothing can be on its other side.
    case .equalEntries, .zeroEntries: return false
    }
  }

  private func changes(of node: Int, slot: Int, to other: ForwardTrace, side: (Double) -> Double) -> Bool {
    let operand = graph.operand(of: node, slot: slot)
    if graph.shape(of: operand).isScalar {
      return side(scalar(of: operand)) != side(other.scalar(of: operand))
    }
    return zip(value(of: operand).scalars, other.value(of: operand).scalars).contains { side($0) != side($1) }
  }

  private func sideOfZero(_ number: Double) -> Double { number > 0 ? 1 : number < 0 ? -1 : 0 }

  private func operandScalars(of node: Int, slot: Int) -> [Double] {
    value(of: graph.operand(of: node, slot: slot)).scalars
  }

  /// Both operands, broadcast to the node's shape.
  private func anyPair(of node: Int, _ holds: (Double, Double) -> Bool) -> Bool {
    let left = value(of: graph.operand(of: node, slot: 0))
    let right = value(of: graph.operand(of: node, slot: 1))
    let shape = graph.shape(of: node)
    if left.shape == right.shape { return zip(left.scalars, right.scalars).contains(where: holds) }
    let places = zip(
      View(of: left.shape, broadcastTo: shape).places, View(of: right.shape, broadcastTo: shape).places)
    return places.contains { holds(left.scalars[$0], right.scalars[$1]) }
  }

  private func pairSides(of node: Int) -> [Int8] {
    var sides: [Int8] = []
    _ = anyPair(of: node) { left, right in
      sides.append(left > right ? 1 : left < right ? -1 : 0)
      return false
    }
    return sides
  }

  private func extremeHolders(of node: Int) -> [Bool] {
    let entries = value(of: graph.operand(of: node, slot: 0))
    let groups = graph.operation(of: node).reductionGroups(of: entries.shape)
    let extremes = value(of: node).scalars
    return zip(entries.scalars, groups).map { $0 == extremes[$1] }
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

extension Operation {
  /// For each entry of a reduction's operand, row-major, the entry of the result that it goes into.
  func reductionGroups(of shape: Shape) -> [Int] {
    guard case .reduction(let axes?, _, _) = attributes else { return [Int](repeating: 0, count: shape.count) }
    // The result's strides over the operand's axes; a reduced axis has none.
    var strides = [Int](repeating: 0, count: shape.rank)
    var stride = 1
    for axis in (0..<shape.rank).reversed() where !axes.contains(axis) {
      strides[axis] = stride
      stride *= shape.dimensions[axis]
    }
    return View(lengths: shape.dimensions, strides: strides).places
  }
}

extension View {
  /// The place of each entry in turn, in row-major order of the result.
  fileprivate var places: [Int] {
    var places: [Int] = []
    places.reserveCapacity(count)
    forEach { places.append($0) }
    return places
  }
}
