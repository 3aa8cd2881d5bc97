/// A piece of mathematics in the two spellings that people read.
public struct Maths: Sendable, Hashable {
  /// In Unicode: `∂L/∂ŷ`.
  public var text: String
  /// In LaTeX's mathematics: `\frac{\partial L}{\partial \hat{y}}`.
  public var latex: String

  public init(_ text: String, latex: String) {
    self.text = text
    self.latex = latex
  }

  public static func + (left: Maths, right: Maths) -> Maths {
    Maths(left.text + right.text, latex: left.latex + right.latex)
  }
}
