import Autodiff

extension Graph {
  /// Which summand of a region uses each of its sources first: for `relu(w1·x1 + w2·x2 + b)` with the sources w1, x1, w2, x2
  /// and b that is 0, 0, 1, 1 and 2. What is no sum has one term. O(region).
  func terms(of region: Region) -> [Int] {
    // Most are one operation.
    if !region.nodes.contains(where: { isSum($0) }) { return region.sources.map { _ in 0 } }
    if region.nodes.count == 1 { return Array(region.sources.indices) }
    let inner = Set(region.nodes)
    // Into what has one operand that counts: relu, a power, a factor that is a literal.
    var root = region.output
    while !isSum(root) {
      let counting = operands(of: root).filter { !inner.contains($0) || operandCount(of: $0) > 0 }
      guard counting.count == 1, inner.contains(counting[0]) else { break }
      root = counting[0]
    }
    var summands: [Int] = []
    var waiting = [root]
    while let node = waiting.popLast() {
      switch primitive(of: node) {
      case .pair(.add), .pair(.subtract), .map(.negate):
        if inner.contains(node) { waiting += operands(of: node).reversed() } else { summands.append(node) }
      default: summands.append(node)
      }
    }
    var terms: [Int: Int] = [:]
    for (term, summand) in summands.enumerated() {
      waiting = [summand]
      while let node = waiting.popLast() {
        if inner.contains(node) {
          waiting += operands(of: node)
        } else if terms[node] == nil {
          terms[node] = term
        }
      }
    }
    return region.sources.map { terms[$0] ?? 0 }
  }

  private func isSum(_ node: Int) -> Bool {
    primitive(of: node) == .pair(.add) || primitive(of: node) == .pair(.subtract)
  }
}
