/// A place where a derivative is a convention or does not exist: a kink, a tie, or the edge of a domain, hit exactly;
/// or a value that is no number.
public struct Singularity: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// relu, abs, leaky_relu, elu with alpha ≠ 1 at 0, norm at 0, std of equal entries.
    case kink(at: Double)
    /// max, min of equal entries.
    case tie
    /// sqrt or log at 0, a division by zero, tan at a pole, x^p at 0 with p < 1; floor at a whole number, sign at 0
    case domainEdge
    /// The first node that is NaN or infinite while its operands are not.
    case notFinite(Double)
  }
  public let node: Int
  public let kind: Kind
}

extension ForwardTrace {
  /// All singularities that `output` depends on, in topological order.
  public func singularities(for output: Int) -> [Singularity] { fatalError("contract") }
}
