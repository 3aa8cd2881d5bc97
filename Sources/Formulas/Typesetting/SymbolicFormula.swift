import Autodiff
import Pictures

/// An expression over the names of a figure.
///
/// The local derivative between tensors is the vector–Jacobian product: an expression with the upstream gradient in it, which evaluates
/// to the contribution. As people write it, a trailing upstream is left out (`Xᵀ·`).
package struct SymbolicFormula: Sendable, Hashable {
  let expression: Expression
  /// A comparison that is a factor stands in brackets: `(z > 0)`.
  private let isFactor: Bool

  init(_ expression: Expression) {
    self.expression = expression
    isFactor = false
  }

  init(derivative: Expression) {
    expression = derivative
    isFactor = true
  }

  /// As a person writes it: `2e`, `ŷ(1 − ŷ)`, `Xᵀ·`.
  package var formula: Formula {
    var typesetter = Typesetter()
    if case .zeros = expression.kind { return .number("0") }
    if !expression.hasUpstream || !typesetter.writeOperator(expression) {
      typesetter.write(expression, atLeast: isFactor ? .sum : .comparison)
    }
    return Formula(typesetter.runs)
  }

  /// In the flow language, so that it can be parsed back: `2*e`, `X.T @ upstream`.
  package var code: String {
    var typesetter = Typesetter(isCode: true)
    typesetter.write(expression, atLeast: isFactor ? .sum : .comparison)
    return Formula(typesetter.runs).text
  }

  /// As a factor among others: sums stand in parentheses, and what has a sign too unless it is the first.
  package func factor(isFirst: Bool = false) -> Formula {
    var typesetter = Typesetter()
    typesetter.write(expression, atLeast: isFirst ? .signed : .product)
    return Formula(typesetter.runs)
  }

  /// The vector–Jacobian product with `upstream`, which holds together by itself, in the place of the upstream gradient.
  package func formula(upstream: Formula) -> Formula {
    if case .zeros = expression.kind { return .number("0") }
    var typesetter = Typesetter(upstream: upstream)
    typesetter.write(expression)
    return Formula(typesetter.runs)
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
