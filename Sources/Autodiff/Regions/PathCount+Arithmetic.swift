import ElementaryFunctions

/// Counting in any order, for graphs that are drawn coarser than they are.
extension PathCount {
  package static let none = PathCount.exactly(0)

  /// Whether there is no path.
  package var isZero: Bool { self == .exactly(0) }

  package static func + (left: PathCount, right: PathCount) -> PathCount {
    if case .exactly(let a) = left, case .exactly(let b) = right {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return .exactly(sum) }
    }
    if left.isZero { return right }
    if right.isZero { return left }
    let (large, small) = (max(left.magnitude, right.magnitude), min(left.magnitude, right.magnitude))
    return .about(log10: large + Elementary.log1p(Elementary.pow(10, small - large)) * 0.434_294_481_903_251_83)
  }

  package static func += (left: inout PathCount, right: PathCount) { left = left + right }

  /// Whether there are more than `limit`.
  package func exceeds(_ limit: Int) -> Bool {
    switch self {
    case .exactly(let count): count > UInt64(max(limit, 0))
    case .about: true
    }
  }

  /// The decimal logarithm.
  private var magnitude: Double {
    switch self {
    case .exactly(let count): Elementary.log10(Double(count))
    case .about(let exponent): exponent
    }
  }
}
