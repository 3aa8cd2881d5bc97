import Autodiff

/// How a formula is spelled.
public enum Notation: Sendable, CaseIterable {
  /// As a person would write it: `2e`, `ŷ(1 − ŷ)`, `Xᵀ·`.
  case unicode
  /// The flow language, so that it can be parsed back: `2*e`, `X.T @ upstream`.
  case ascii
  case latex
}

/// An expression over the names of a figure.
///
/// The local derivative between tensors is the vector–Jacobian product: an expression with the upstream gradient in
/// it, which evaluates to the contribution. In Unicode and LaTeX a trailing upstream is left out (`Xᵀ·`).
public struct Formula: Sendable, Hashable {
  /// - Parameter notation: the spelling.
  public func text(_ notation: Notation) -> String { fatalError("contract") }
  /// Whether the upstream gradient stands in it.
  public var hasUpstream: Bool { fatalError("contract") }
  /// How many symbols it has.
  public var size: Int { fatalError("contract") }
  /// The formula's number, if it is a literal (`1`, `−1`, `2`).
  public var literal: Double? { fatalError("contract") }
}

/// Writes the formulas of one model at one level of detail: formulas use the names of visible nodes.
public struct FormulaWriter: Sendable {
  public let model: Model
  /// One flag a node.
  public let visible: [Bool]

  public init(model: Model, visible: [Bool]) {
    self.model = model
    self.visible = visible
  }

  /// What the region computes, as the lesson wrote it, not simplified: `w1·x1 + w2·x2`. Nil above `sizeLimit`.
  public func expression(of region: Region) -> Formula? { fatalError("contract") }

  /// ∂node/∂operand for one slot, simplified as a person would write it. Hidden operands are written out in names.
  public func localDerivative(of node: Int, slot: Int) -> Formula? { fatalError("contract") }

  /// ∂output/∂source of a whole region, simplified. Nil if it would have more than `sizeLimit` symbols.
  public func totalDerivative(of region: Region, by source: Int) -> Formula? { fatalError("contract") }

  /// Formulas with more symbols are not written.
  public static let sizeLimit = 4096
}
