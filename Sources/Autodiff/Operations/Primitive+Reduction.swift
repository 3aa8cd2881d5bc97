import ElementaryFunctions

/// The mean of so many entries, as deviations are taken from it: of equal ones it is their number to the last bit, so that none
/// deviates. Complexity: O(count).
@inline(__always)
func deviationCenter(of count: Int, _ entry: (Int) -> Double) -> Double {
  let first = entry(0)
  var (offset, sum) = (0.0, first)
  for index in 1..<max(count, 1) {
    offset += entry(index) - first
    sum += entry(index)
  }
  let center = first + offset / Double(count)
  // Far apart, differences overflow before sums do.
  return center.isFinite ? center : sum / Double(count)
}

/// The entries of one operand that go into one entry of a reduction.
struct EntryGroup {
  let values: UnsafePointer<Double>
  /// Places of the entries in the operand; nil if they stand one after the other from `start`.
  let places: UnsafePointer<Int32>?
  let start: Int
  let count: Int

  @inline(__always)
  subscript(_ entry: Int) -> Double {
    if let places { return values[Int(places[start &+ entry])] }
    return values[start &+ entry]
  }

  @inline(__always)
  var mean: Double { total / Double(count) }

  @inline(__always)
  var total: Double {
    var sum = 0.0
    for entry in 0..<count { sum += self[entry] }
    return sum
  }

  /// The largest distance from 0; NaN if there is one.
  @inline(__always)
  var magnitude: Double { extreme { Swift.abs($0) } }

  @inline(__always)
  func extreme(_ key: (Double) -> Double) -> Double {
    var result = key(self[0])
    for entry in 1..<max(count, 1) {
      let x = key(self[entry])
      if x > result || x.isNaN { result = x }
    }
    return result
  }

  /// The mean as deviations are taken from it.
  @inline(__always)
  var center: Double { deviationCenter(of: count) { self[$0] } }

  /// Σ(x − mean)²/(n − ddof); the divisor is never below 0.
  @inline(__always)
  func variance(ddof: Double) -> Double {
    let mean = center
    var sum = 0.0
    for entry in 0..<count {
      let deviation = self[entry] - mean
      sum += deviation * deviation
    }
    return sum / max(0, Double(count) - ddof)
  }

  /// √Σx², scaled where the squares would overflow or vanish.
  @inline(__always)
  var norm: Double {
    var sum = 0.0
    for entry in 0..<count { sum += self[entry] * self[entry] }
    if sum > 1e-280 && sum < .infinity || sum.isNaN { return sum.squareRoot() }
    let scale = magnitude
    guard scale > 0, scale < .infinity else { return scale }
    sum = 0
    for entry in 0..<count {
      let x = self[entry] / scale
      sum += x * x
    }
    return scale * sum.squareRoot()
  }

  /// log Σeˣ, from the largest entry on.
  @inline(__always)
  var logSumExp: Double {
    let largest = extreme { $0 }
    guard Swift.abs(largest) < .infinity else { return largest }
    var sum = 0.0
    for entry in 0..<count { sum += Elementary.exp(self[entry] - largest) }
    return largest + Elementary.log(sum)
  }
}

extension Primitive.Reduction {
  /// Of one group of entries.
  func value(of group: EntryGroup, ddof: Double) -> Double {
    switch self {
    case .sum: group.total
    case .mean: group.mean
    case .product:
      (0..<group.count).reduce(1.0) { $0 * group[$1] }
    case .variance: group.variance(ddof: ddof)
    case .standardDeviation: group.variance(ddof: ddof).squareRoot()
    case .norm: group.norm
    case .logSumExp: group.logSumExp
    case .largest: group.extreme { $0 }
    case .smallest: -group.extreme { -$0 }
    }
  }

  /// ∂z/∂x where it is the same for each of so many entries, whatever they are.
  @inline(__always)
  func evenPartial(of count: Int) -> Double? {
    switch self {
    case .sum: 1
    case .mean: 1 / Double(count)
    case .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest: nil
    }
  }

  /// ∂z/∂x for each entry of the group, at z = `value(of:ddof:)`.
  /// - Parameter isOrdered: whether the first of equal extremes takes all.
  func writePartials(
    of group: EntryGroup, ddof: Double, isOrdered: Bool, _ z: Double, to weights: UnsafeMutablePointer<Double>
  ) {
    let count = group.count
    let freedom = max(0, Double(count) - ddof)
    func writeDeviations(times factor: Double) {
      let mean = group.center
      for entry in 0..<count { weights[entry] = (group[entry] - mean) * factor }
    }
    switch self {
    case .sum, .mean: weights.update(repeating: evenPartial(of: count) ?? 0, count: count)
    case .product:
      // The product of all the others, so that zeros are exact: those before times those behind. Where NaN is among
      // them and no 0, it is NaN for NaN itself too, as z/x would be.
      let first = z.isNaN && !(0..<count).contains { group[$0] == 0 } ? z : 1
      var before = 1.0
      for entry in 0..<count {
        weights[entry] = first * before
        before *= group[entry]
      }
      var behind = 1.0
      for entry in (0..<count).reversed() {
        weights[entry] *= behind
        behind *= group[entry]
      }
    case .variance: writeDeviations(times: 2 / freedom)
    case .standardDeviation: writeDeviations(times: z == 0 ? 0 : 1 / (freedom * z))
    case .norm:
      for entry in 0..<count { weights[entry] = z == 0 ? 0 : group[entry] / z }
    case .logSumExp:
      for entry in 0..<count { weights[entry] = Elementary.exp(group[entry] - z) }
    case .largest where isOrdered, .smallest where isOrdered:
      weights.update(repeating: 0, count: count)
      if let first = (0..<count).first(where: { group[$0] == z || group[$0].isNaN }) { weights[first] = 1 }
    case .largest, .smallest:
      // Equal ones share it. NaN equals none, so that each entry gets 0/0.
      var equal = 0.0
      for entry in 0..<count where group[entry] == z { equal += 1 }
      for entry in 0..<count { weights[entry] = (group[entry] == z ? 1 : 0) / equal }
    }
  }
}

extension Primitive.Find {
  /// The place of the first largest or smallest entry; of NaN, if there is one.
  func place(in group: EntryGroup) -> Double {
    let sign: Double = self == .largest ? 1 : -1
    var best = 0
    for entry in 1..<max(group.count, 1) where !group[best].isNaN {
      if sign * group[entry] > sign * group[best] || group[entry].isNaN { best = entry }
    }
    return Double(best)
  }
}
