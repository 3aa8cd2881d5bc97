/// A value on every node.
public struct ForwardTrace: Sendable {
  public let graph: Graph
  public func value(of node: Int) -> Tensor { fatalError("contract") }
  /// The number on a node of shape `[]`. Faster than `value(of:)`.
  public func scalar(of node: Int) -> Double { fatalError("contract") }
  /// A local derivative on every edge. Complexity: O(nodes + entries).
  public func linearization() -> Linearization { fatalError("contract") }
}

extension Graph {
  /// The values of all nodes; leaves have their recorded values unless `bindings` gives others, of the
  /// same shape. Complexity: O(nodes + entries).
  public func forwardTrace(at bindings: [Int: Tensor] = [:]) -> ForwardTrace { fatalError("contract") }
}
