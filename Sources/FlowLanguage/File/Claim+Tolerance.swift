import Autodiff

extension Claim {
  /// How far a value may be from the claim.
  package enum Tolerance: Sendable {
    /// As the claim is spelled: one for all, or one for each entry.
    case spelled([Spelling])
    /// Behind `±`: one number, or one for each entry.
    case written(Tensor)
  }

  /// How a claimed number is spelled.
  package enum Spelling: Sendable, Hashable {
    /// A literal with a point or an exponent: half a unit of its last digit.
    case digits(half: Double)
    /// A whole number, or an expression without names.
    case number
    /// An expression of nodes.
    case names
  }
}

extension Claim.Spelling {
  /// How far from `claim` a value may be, where `largest` is the largest finite entry of the claim.
  package func margin(_ claim: Double, largest: Double) -> Double {
    guard claim.isFinite else { return 0 }
    return switch self {
    case .digits(let half): half
    case .number: claim == 0 ? 1e-12 : 1e-9 * claim.magnitude
    case .names: 1e-9 * claim.magnitude + 1e-12 * max(1, largest)
    }
  }
}
