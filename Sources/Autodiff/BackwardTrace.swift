/// An adjoint on every node and a contribution on every edge. Holding one is the proof that the
/// forward pass ran.
public struct BackwardTrace: Sendable {
  public let linearization: Linearization
  public let output: Int
  public var graph: Graph { linearization.graph }
  public var trace: ForwardTrace { linearization.trace }

  /// ∂output/∂node, of the node's shape; zeros where the output does not depend on the node.
  public func adjoint(of node: Int) -> Tensor { fatalError("contract") }
  public func scalarAdjoint(of node: Int) -> Double { fatalError("contract") }
  /// What one edge adds to its operand's adjoint: upstream × local.
  public func contribution(of node: Int, slot: Int) -> Tensor { fatalError("contract") }
}
