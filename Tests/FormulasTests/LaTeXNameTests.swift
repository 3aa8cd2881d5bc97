import Testing

@testable import Formulas

/// Names in LaTeX's mathematics: they compile as they stand, and none is a command.
struct LaTeXNameTests {
  @Test(arguments: [
    ("x", "x"), ("w1", "w_{1}"), ("w₁", "w_{1}"), ("w12", "w_{12}"), ("ŷ", "\\hat{y}"), ("y\u{302}", "\\hat{y}"),
    ("x̄", "\\bar{x}"), ("θ̂1", "\\hat{\\theta}_{1}"), ("α", "\\alpha"), ("Ω", "\\Omega"), ("x_in", "x_{\\text{in}}"),
    ("x_i", "x_{i}"), ("loss", "\\mathit{loss}"), ("net_h1", "\\mathit{net}_{\\text{h1}}"), ("x'", "x'"),
    ("w1′", "w_{1}'"),
    ("x1w1", "\\mathit{x1w1}"), ("Δw", "{\\Delta w}"), ("h1_2", "h_{1,2}"),
    ("a b", "\\text{a b}"), ("_", "\\text{\\_}"), ("50%", "\\text{50\\%}"),
    ("\\input{x}", "\\text{\\textbackslash{}input\\{x\\}}"), ("a$b^c", "\\text{a\\$b\\textasciicircum{}c}"),
    ("a\nb\u{202E}", "\\text{a b }"), ("層", "\\text{層}"),
  ])
  func names(_ name: String, _ latex: String) {
    #expect(LaTeXName.text(name) == latex)
  }
}
