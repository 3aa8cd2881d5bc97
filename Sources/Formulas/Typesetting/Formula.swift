import Autodiff

/// An expression over the names of a figure.
///
/// The local derivative between tensors is the vector–Jacobian product: an expression with the upstream gradient in
/// it, which evaluates to the contribution. In Unicode and LaTeX a trailing upstream is left out (`Xᵀ·`).
package struct Formula: Sendable, Hashable {
  let expression: Expression
  /// A comparison that is a factor stands in brackets: `[z > 0]`.
  private let isFactor: Bool

  init(_ expression: Expression) {
    self.expression = expression
    isFactor = false
  }

  init(derivative: Expression) {
    expression = derivative
    isFactor = true
  }

  /// - Parameter notation: the spelling.
  package func text(_ notation: Notation) -> String { Typesetter(notation).formula(expression, isFactor: isFactor) }

  /// As a factor among others: sums stand in parentheses, and what has a sign too unless it is the first.
  package func factorText(_ notation: Notation, isFirst: Bool = false) -> String {
    Typesetter(notation).text(expression, atLeast: isFirst ? .signed : .product)
  }

  /// The vector–Jacobian product with `upstream`, which holds together by itself, in the place of the upstream gradient.
  package func text(_ notation: Notation, upstream: String) -> String {
    if notation != .ascii, case .zeros = expression.kind { return "0" }
    var typesetter = Typesetter(notation)
    typesetter.upstream = upstream
    return typesetter.text(expression)
  }

  /// Whether the upstream gradient stands in it.
  package var hasUpstream: Bool { expression.hasUpstream }

  /// How many symbols it has.
  package var size: Int { expression.size }

  /// The formula's number, if it is a literal (`1`, `−1`, `2`).
  package var literal: Double? { expression.literal }

  /// What it evaluates to: for a derivative the shape of the source.
  package var shape: Shape { expression.shape }
}
