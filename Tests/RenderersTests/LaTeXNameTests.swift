import Pictures
import Testing

@testable import Renderers

/// Names in LaTeX's mathematics: they compile as they stand, and none is a command.
struct LaTeXNameTests {
  @Test(arguments: [
    ("x", "x"), ("w1", "w_{1}"), ("w₁", "w_{1}"), ("w12", "w_{12}"), ("ŷ", "\\hat{y}"), ("y\u{302}", "\\hat{y}"),
    ("x̄", "\\bar{x}"), ("θ̂1", "\\hat{\\theta}_{1}"), ("α", "\\alpha"), ("Ω", "\\Omega"), ("x_in", "x_{\\text{in}}"),
    ("x_i", "x_{i}"), ("loss", "\\mathit{loss}"), ("net_h1", "\\mathit{net}_{\\text{h1}}"), ("x'", "x'"),
    ("w1′", "w_{1}'"),
    ("x1w1", "x_{1}w_{1}"), ("conv2d", "\\mathit{conv2d}"), ("xᵢ", "x_{i}"), ("h[3].z1", "{h}_{[3]}.z_{1}"),
    ("W[0, 1]", "{W}_{[0, 1]}"), ("h[1].2", "{h}_{[1].2}"), ("Δw", "{\\Delta w}"), ("h1_2", "h_{1,2}"),
    ("a b", "\\text{a b}"), ("_", "\\text{\\_}"), ("50%", "\\text{50\\%}"),
    ("\\input{x}", "\\text{\\textbackslash{}input\\{x\\}}"), ("a$b^c", "\\text{a\\$b\\textasciicircum{}c}"),
    ("a\nb\u{202E}", "\\text{a\\texttt{U+000A}b\\texttt{U+202E}}"), ("層", "\\text{層}"),
  ])
  func names(_ name: String, _ latex: String) {
    #expect(LaTeXFormula().text(.name(name)) == latex)
  }
}
