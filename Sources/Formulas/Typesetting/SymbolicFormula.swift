import Autodiff
import Pictures

/// An expression over the names of a figure.
///
/// The local derivative between tensors is the vector–Jacobian product: an expression with the upstream gradient in it,
/// which evaluates to the contribution.
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

  /// As a person writes it: `2e`, `ŷ(1 − ŷ)`. The gradient that arrives is 1, as it is at the output.
  package var formula: Formula { typeset(read(nil), nil) }

  /// With what arrives: `Xᵀ · ∂L/∂ŷ`. It holds together by itself, or is a fraction.
  package func formula(upstream: Formula) -> Formula { typeset(read(upstream), upstream) }

  /// In the flow language, so that it can be parsed back: `2*e`, `X.T @ upstream`. Nil for what that has no words for.
  package var code: String? {
    guard expression.hasCode else { return nil }
    var typesetter = Typesetter(isCode: true)
    typesetter.write(expression, atLeast: isFactor ? .sum : .comparison)
    return Formula(typesetter.runs).text
  }

  /// As a factor among others: sums stand in parentheses, and what has a sign too unless it is the first.
  package func factor(isFirst: Bool = false) -> Formula {
    var typesetter = Typesetter()
    typesetter.write(read(nil), atLeast: isFirst ? .signed : .product)
    return Formula(typesetter.runs)
  }

  func read(_ upstream: Formula?) -> Expression {
    isFactor ? expression.reading(keepsUpstream: upstream != nil) : expression
  }

  func typeset(_ tree: Expression, _ upstream: Formula?) -> Formula {
    if case .zeros = tree.kind { return .number("0") }
    var typesetter = Typesetter(upstream: upstream)
    typesetter.writeWhole(tree, atLeast: isFactor ? .sum : .comparison)
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
