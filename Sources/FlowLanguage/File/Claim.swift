import Autodiff

/// `expect …`, resolved against the model.
package struct Claim: Sendable {
  /// What is claimed of.
  package enum Quantity: Sendable {
    /// A node, or one entry of it (row-major index).
    case value(node: Int, entry: Int?)
    /// d target / d source, each perhaps an entry.
    case derivative(of: Int, entry: Int?, by: Int, byEntry: Int?)
  }
  package enum Relation: Sendable { case equal, less, lessOrEqual, greater, greaterOrEqual }

  package struct Statement: Sendable {
    package let quantity: Quantity
    package let relation: Relation
    /// The claimed value.
    package let claimed: Tensor
    /// |value − claimed| may be this much, entry by entry; from the spelling of the literal, or after `±`.
    package let tolerance: Tensor
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
