/// How a formula is spelled.
package enum Notation: Sendable, CaseIterable {
  /// As a person would write it: `2e`, `ŷ(1 − ŷ)`, `Xᵀ·`.
  case unicode
  /// The flow language, so that it can be parsed back: `2*e`, `X.T @ upstream`.
  case ascii
  case latex
}
