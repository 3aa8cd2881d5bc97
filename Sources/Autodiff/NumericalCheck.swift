/// The analytic gradient beside central differences, on the leaves.
///
/// |analytic − central| ≤ 1e-6·max(1, |analytic|, |output|) with h = 6e-6·max(1, |x|); of a large leaf a fixed
/// sample of entries; skipped, with the reason, at a kink, a tie or a domain edge.
public struct NumericalCheck: Sendable {
  public struct Entry: Sendable {
    public let leaf: Int
    /// Row-major index into the leaf's entries.
    public let entry: Int
    public let analytic: Double
    public let central: Double
    public let agrees: Bool
  }
  public let entries: [Entry]
  /// Leaves that were not checked since the output has a kink, tie or domain edge exactly there.
  public let skipped: [Int]
}

extension BackwardTrace {
  /// - Parameter leaves: the leaves to check.
  public func numericalCheck(of leaves: [Int]) -> NumericalCheck { fatalError("contract") }
}
