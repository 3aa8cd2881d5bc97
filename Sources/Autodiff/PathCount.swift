/// How many paths lead from one node to another.
public enum PathCount: Hashable, Sendable {
  /// Exact, up to 2^64 − 1.
  case exactly(UInt64)
  /// Above: the decimal logarithm.
  case about(log10: Double)
}

extension Graph {
  /// Paths by operand slots (`a + a` has two), counted without enumeration. Complexity: O(edges between).
  public func pathCount(from source: Int, to target: Int) -> PathCount { fatalError("contract") }
}

extension Linearization {
  /// The product of local derivatives along each path from `source` to `target`, at most `limit` paths, between
  /// scalars; each path is its nodes with the slots taken. For showing; the gradient is never computed so.
  public func paths(from source: Int, to target: Int, limit: Int) -> [DerivativePath] {
    fatalError("contract")
  }
  /// The sum over all paths of the products along them, by dynamic programming from the source on (not the
  /// reverse sweep, so that the two can be compared).
  public func pathSum(from source: Int, to target: Int) -> Tensor { fatalError("contract") }
}

/// One path from a source to a target, with the product along it.
public struct DerivativePath: Sendable, Hashable {
  /// From source to target.
  public let nodes: [Int]
  /// `slots[k]` is the slot of `nodes[k + 1]` that holds `nodes[k]`.
  public let slots: [Int]
  public let product: Double
}
