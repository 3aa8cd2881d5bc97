import Autodiff

/// `expect …`, resolved against the model.
package struct Claim: Sendable {
  package enum Relation: Sendable { case equal, less, lessOrEqual, greater, greaterOrEqual }

  package struct Statement: Sendable {
    /// What is claimed of.
    package let value: Side
    package let relation: Relation
    /// What it is claimed to be.
    package let claimed: Side
    /// Whether the file says it the other way round: `8 = ŷ`. Then `value` stands on the right.
    package let isTurned: Bool
    package let tolerance: Tolerance
    /// `after N steps`, or nil.
    package let steps: Int?
    /// `in "run"`: one of the file's runs. Nil, with `steps`: the first run.
    package let run: String?
  }

  package enum Kind: Sendable {
    case statement(Statement)
    case outcome(run: String, converges: Bool)
  }

  package let kind: Kind
  /// From 1.
  package let line: Int
  /// `ŷ = 8`: as `fmt` writes it, without `expect`.
  package let text: String
}

extension Claim.Relation {
  /// The relation with its sides exchanged.
  var turned: Claim.Relation {
    switch self {
    case .equal: .equal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
