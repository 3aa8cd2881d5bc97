/// A piece of mathematics in the two spellings that people read.
package struct Maths: Sendable, Hashable {
  /// In Unicode: `∂L/∂ŷ`.
  package var text: String
  /// In LaTeX's mathematics: `\frac{\partial L}{\partial \hat{y}}`.
  package var latex: String

  package init(_ text: String, latex: String) {
    self.text = text
    self.latex = latex
  }

  package static func + (left: Maths, right: Maths) -> Maths {
    Maths(left.text + right.text, latex: left.latex + right.latex)
  }
}
