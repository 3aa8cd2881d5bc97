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
