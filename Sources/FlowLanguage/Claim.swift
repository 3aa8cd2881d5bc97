import Autodiff

/// `expect …`, resolved against the model.
public struct Claim: Sendable {
  /// What is claimed of.
  public enum Quantity: Sendable {
    /// A node, or one entry of it (row-major index).
    case value(node: Int, entry: Int?)
    /// d target / d source, each perhaps an entry.
    case derivative(of: Int, entry: Int?, by: Int, byEntry: Int?)
  }
  public enum Relation: Sendable { case equal, less, lessOrEqual, greater, greaterOrEqual }

  public struct Statement: Sendable {
    public let quantity: Quantity
    public let relation: Relation
    /// The claimed value.
    public let claimed: Tensor
    /// |value − claimed| may be this much, entry by entry; from the spelling of the literal, or after `±`.
    public let tolerance: Tensor
    /// `after N steps`, or nil.
    public let steps: Int?
    /// `in "run"`: one of the file's runs. Nil, with `steps`: the first run.
    public let run: String?
  }

  public enum Kind: Sendable {
    case statement(Statement)
    case outcome(run: String, converges: Bool)
  }

  public let kind: Kind
  /// From 1.
  public let line: Int
  /// `ŷ = 8`: as `fmt` writes it, without `expect`.
  public let text: String
}
