import Platform

/// How many paths lead from one node to another.
package enum PathCount: Hashable, Sendable {
  /// Exact, up to 2^64 − 1.
  case exactly(UInt64)
  /// Above: the decimal logarithm.
  case about(log10: Double)
}

extension PathCount: CustomStringConvertible {
  /// `24`, or `≈ 10^30103`.
  package var description: String {
    switch self {
    case .exactly(let count): String(count)
    case .about(let exponent): "≈ 10^" + String(Int(exponent.rounded()))
    }
  }
}

extension Graph {
  /// Paths by operand slots (`a + a` has two), counted without enumeration; from a node to itself leads one, the
  /// path without edges.
  /// Complexity: O(nodes + edges between the two).
  package func pathCount(from source: Int, to target: Int) -> PathCount {
    guard source <= target else { return .exactly(0) }
    var counts = [UInt64](repeating: 0, count: target - source + 1)
    counts[0] = 1
    var exceeds = [Bool](repeating: false, count: counts.count)
    var node = source + 1
    while node <= target {
      let place = node - source
      for slot in 0..<operandCount(of: node) {
        let operand = operand(of: node, slot: slot) - source
        guard operand >= 0 else { continue }
        let (sum, overflow) = counts[place].addingReportingOverflow(counts[operand])
        counts[place] = sum
        if overflow || exceeds[operand] { exceeds[place] = true }
      }
      node += 1
    }
    guard exceeds[target - source] else { return .exactly(counts[target - source]) }
    return .about(log10: pathMagnitude(from: source, to: target).log10)
  }

  /// The same count to the precision of a `Double`, whatever its size.
  private func pathMagnitude(from source: Int, to target: Int) -> Magnitude {
    var counts = [Magnitude](repeating: .zero, count: target - source + 1)
    counts[0] = .one
    for node in source + 1...target {
      for slot in 0..<operandCount(of: node) {
        let operand = operand(of: node, slot: slot) - source
        if operand >= 0 { counts[node - source].add(counts[operand]) }
      }
    }
    return counts[target - source]
  }
}

/// A positive number that may be far above what a `Double` holds: significand · 2^exponent.
private struct Magnitude {
  /// In 1 ..< 2, or 0.
  var significand: Double
  var exponent: Int

  static let zero = Magnitude(significand: 0, exponent: 0)
  static let one = Magnitude(significand: 1, exponent: 0)

  mutating func add(_ other: Magnitude) {
    guard other.significand > 0 else { return }
    guard significand > 0 else {
      self = other
      return
    }
    let (large, small) = exponent >= other.exponent ? (self, other) : (other, self)
    let distance = large.exponent - small.exponent
    // Beyond 64 binary places the smaller one changes nothing.
    let shifted = distance > 64 ? 0 : scalbn(small.significand, -distance)
    let sum = large.significand + shifted
    self =
      sum < 2
      ? Magnitude(significand: sum, exponent: large.exponent)
      : Magnitude(significand: sum / 2, exponent: large.exponent + 1)
  }

  var log10: Double { (log2(significand) + Double(exponent)) * 0.301029995663981195 }
}
