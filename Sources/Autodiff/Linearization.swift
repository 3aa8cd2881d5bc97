/// A local derivative on every edge, one for each operand slot.
public struct Linearization: Sendable {
  public let trace: ForwardTrace
  public var graph: Graph { trace.graph }

  /// ∂node/∂operand for one slot, all other operands held.
  public func localDerivative(of node: Int, slot: Int) -> LinearMap { fatalError("contract") }

  /// Reverse mode: the adjoint of every node that `output` depends on.
  /// - Parameter seed: ∂L/∂output, of the output's shape; ones unless given.
  public func backwardTrace(from output: Int, seed: Tensor? = nil) -> BackwardTrace {
    fatalError("contract")
  }

  /// Forward mode: the tangent of every node for the given tangents of the leaves.
  public func tangents(along directions: [Int: Tensor]) -> [Tensor] { fatalError("contract") }
}

/// A derivative as a linear map from the source's space to the target's. Never a full Jacobian unless asked.
public struct LinearMap: Sendable {
  public var source: Shape { fatalError("contract") }
  public var target: Shape { fatalError("contract") }
  /// The number, between scalars.
  public var scalar: Double? { fatalError("contract") }
  /// Jacobian · tangent (jvp).
  public func applied(to tangent: Tensor) -> Tensor { fatalError("contract") }
  /// cotangent · Jacobian (vjp).
  public func transposeApplied(to cotangent: Tensor) -> Tensor { fatalError("contract") }
  /// The full Jacobian, with shape `target.dimensions + source.dimensions`.
  /// Complexity: O(min(source.count, target.count)) applications.
  public func jacobian() -> Tensor { fatalError("contract") }
}
