import Autodiff
import FlowLanguage
import Pictures
import Testing

@testable import Formulas
@testable import Renderers

/// Derivatives as a teacher writes them on the board, in all three spellings. Written by hand.
struct SpellingTests {
  /// A flow file's last line, the source, and what ∂output/∂source is to look like.
  struct Line: CustomTestStringConvertible, Sendable {
    let definition: String
    let source: String
    let unicode: String
    let ascii: String
    let latex: String
    var testDescription: String { "\(definition) by \(source)" }

    init(_ definition: String, by source: String, _ unicode: String, _ ascii: String, _ latex: String) {
      self.definition = definition
      self.source = source
      self.unicode = unicode
      self.ascii = ascii
      self.latex = latex
    }
  }

  private static let leaves = """
    param w = 3; param w1 = 1; param w2 = 2; param x = 2; param x1 = 2; param x2 = 3; param b = 1; param a = 2
    param y = 5; param ŷ = 8; param e = 3; param z = 1; param n = 0.5; param t = 0.5; param p = 0.25; param e5 = 1
    param X = [[1, 2], [3, 4], [5, 6]]; param v = [1, 2]; param u = [3, 4, 5]; param W = [[1, 2], [3, 4]]

    """

  static func derivative(_ line: Line) throws -> SymbolicFormula? {
    let file = try Zoo.read(leaves + line.definition)
    let model = file.model
    let writer = FormulaWriter(model: model, visible: model.namedNodes)
    let region = try #require(model.graph.regions(showing: model.namedNodes).last)
    let source = try #require(model.node(named: line.source))
    return writer.totalDerivative(of: region, by: source)
  }

  @Test(arguments: [
    // The lesson's.
    Line("L = e²", by: "e", "2e", "2*e", "2e"),
    Line("o = w1·x1 + w2·x2", by: "w1", "x1", "x1", "x_{1}"),
    Line("d = ŷ − y", by: "ŷ", "1", "1", "1"),
    Line("d = ŷ − y", by: "y", "−1", "-1", "-1"),
    Line("L = (w·x − y)²", by: "w", "2x(w·x − y)", "2*x*(w*x - y)", "2x\\left(w \\cdot x - y\\right)"),
    Line("L = (w·x − y)²", by: "y", "−2(w·x − y)", "-2*(w*x - y)", "-2\\left(w \\cdot x - y\\right)"),
    Line("L = (y − w·x)²", by: "w", "−2x(y − w·x)", "-2*x*(y - w*x)", "-2x\\left(y - w \\cdot x\\right)"),
    Line("L = (ŷ − y)²/2", by: "ŷ", "ŷ − y", "ŷ - y", "\\hat{y} - y"),
    Line("L = (ŷ − y)²/2", by: "y", "y − ŷ", "y - ŷ", "y - \\hat{y}"),
    Line("L = (ŷ − y)²/3", by: "ŷ", "2(ŷ − y)/3", "2*(ŷ - y)/3", "\\frac{2\\left(\\hat{y} - y\\right)}{3}"),
    Line("g = 0.05·x", by: "x", "0.05", "0.05", "0.05"),
    Line("g = 0.025*x²", by: "x", "0.05x", "0.05*x", "0.05x"),
    // Functions of one variable: by the result's own name, or written out.
    Line("h = tanh(n)", by: "n", "1 − h²", "1 - h^2", "1 - h^{2}"),
    Line(
      "h = 2·tanh(n)", by: "n", "2(1 − tanh²(n))", "2*(1 - tanh(n)^2)",
      "2\\left(1 - \\tanh^{2}\\left(n\\right)\\right)"),
    Line("s = σ(z)", by: "z", "s(1 − s)", "s*(1 - s)", "s\\left(1 - s\\right)"),
    Line(
      "s = w·σ(z)", by: "z", "w·σ(z)·(1 − σ(z))", "w*sigmoid(z)*(1 - sigmoid(z))",
      "w \\cdot \\sigma\\left(z\\right) \\cdot \\left(1 - \\sigma\\left(z\\right)\\right)"),
    Line("f = w·cos(x)", by: "x", "−w·sin(x)", "-w*sin(x)", "-w \\cdot \\sin\\left(x\\right)"),
    Line("f = exp(x)", by: "x", "f", "f", "f"),
    Line("f = exp(2*x)", by: "x", "2f", "2*f", "2f"),
    Line("f = 3*exp(2*x)", by: "x", "6·exp(2x)", "6*exp(2*x)", "6 \\cdot \\exp\\left(2x\\right)"),
    Line("f = sqrt(x)", by: "x", "1/(2f)", "1/(2*f)", "\\frac{1}{2f}"),
    Line("f = 2*sqrt(x)", by: "x", "1/√x", "1/sqrt(x)", "\\frac{1}{\\sqrt{x}}"),
    Line("f = log(x)", by: "x", "1/x", "1/x", "\\frac{1}{x}"),
    Line("f = x·log(x)", by: "x", "log(x) + 1", "log(x) + 1", "\\log\\left(x\\right) + 1"),
    Line("f = relu(z)", by: "z", "(z > 0)", "(z > 0)", "\\left(z > 0\\right)"),
    Line("f = abs(x)", by: "x", "sign(x)", "sign(x)", "\\operatorname{sign}\\left(x\\right)"),
    Line("f = softplus(x)", by: "x", "σ(x)", "sigmoid(x)", "\\sigma\\left(x\\right)"),
    Line("f = detach(x)", by: "x", "0", "0", "0"),
    Line(
      "f = x·detach(2*x)", by: "x", "detach(2x)", "detach(2*x)", "\\operatorname{detach}\\left(2x\\right)"),
    Line("f = floor(x)", by: "x", "0", "0", "0"),
    Line(
      "f = gelu(x)", by: "x", "(1 + erf(x/√2))/2 + x·exp(−x²/2)/√(2π)",
      "(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)",
      "\\frac{1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)}{2} + x \\cdot \\frac{\\exp\\left(-\\frac{x^{2}}{2}\\right)}{\\sqrt{2\\pi}}"
    ),
    // Quotients and powers.
    Line("f = a/b", by: "a", "1/b", "1/b", "\\frac{1}{b}"),
    Line("f = a/b", by: "b", "−a/b²", "-a/b^2", "-\\frac{a}{b^{2}}"),
    Line("f = (a + 1)/b", by: "b", "−f/b", "-f/b", "-\\frac{f}{b}"),
    Line("f = x³", by: "x", "3x²", "3*x^2", "3x^{2}"),
    Line("f = x³/3", by: "x", "x²", "x^2", "x^{2}"),
    Line("f = x³/6", by: "x", "x²/2", "x^2/2", "\\frac{x^{2}}{2}"),
    Line("f = x⁻¹", by: "x", "−1/x²", "-1/x^2", "-\\frac{1}{x^{2}}"),
    Line("f = a^b", by: "a", "b·a^(b − 1)", "b*a^(b - 1)", "b \\cdot a^{b - 1}"),
    Line("f = 2*a^b", by: "b", "2a^b·log(a)", "2*a^b*log(a + (a == 0))", "2a^{b} \\cdot \\log\\left(a\\right)"),
    // Sums of like terms.
    Line("f = a + a", by: "a", "2", "2", "2"),
    Line("f = x·x", by: "x", "2x", "2*x", "2x"),
    Line("f = x·x·x", by: "x", "3x²", "3*x^2", "3x^{2}"),
    Line("f = 3*x² + 1", by: "x", "6x", "6*x", "6x"),
    Line("f = 3*x² − 4*x + 5", by: "x", "6x − 4", "6*x - 4", "6x - 4"),
    Line(
      "f = (x·x + x)²", by: "x", "2(x·x + x)·(2x + 1)", "2*(x*x + x)*(2*x + 1)",
      "2\\left(x \\cdot x + x\\right) \\cdot \\left(2x + 1\\right)"),
    Line("f = 5 − x − x", by: "x", "−2", "-2", "-2"),
    Line("f = x/3", by: "x", "1/3", "1/3", "\\frac{1}{3}"),
    Line("f = 0.1*(3*x)", by: "x", "0.3", "0.3", "0.3"),
    Line("f = w·(x·2)", by: "w", "2x", "2*x", "2x"),
    // No number runs into a name.
    Line("f = e5²", by: "e5", "2·e5", "2*e5", "2e_{5}"),
    // Ties.
    Line(
      "f = max(a, b)", by: "a", "(a > b) + (a == b)/2", "(a > b) + (a == b)/2",
      "\\left(a > b\\right) + \\frac{\\left(a = b\\right)}{2}"),
    Line(
      "L = −(t·log(p) + (1 − t)·log(1 − p))", by: "p", "(1 − t)/(1 − p) − t/p", "(1 - t)/(1 - p) - t/p",
      "\\frac{1 - t}{1 - p} - \\frac{t}{p}"),
    // Tensors: the upstream gradient is left out where it stands last.
    Line("o = X @ v", by: "v", "Xᵀ·", "X.T @ upstream", "X^{\\top} \\cdot"),
    Line(
      "o = X @ v", by: "X", "▢·vᵀ", "reshape(upstream, [3, 1])*v", "\\boxed{\\phantom{x}} \\cdot v^{\\top}"),
    Line("o = X @ W", by: "X", "▢·Wᵀ", "upstream @ W.T", "\\boxed{\\phantom{x}} \\cdot W^{\\top}"),
    Line("L = mean(u²)", by: "u", "2/3·u", "2/3*u*upstream", "\\frac{2}{3} \\cdot u"),
    Line(
      "L = mean((X @ v − u)²)", by: "v", "2/3·Xᵀ·(X·v − u)", "2/3*(X.T @ (X @ v - u))*upstream",
      "\\frac{2}{3} \\cdot X^{\\top} \\cdot \\left(X \\cdot v - u\\right)"),
    Line("o = sin(u)", by: "u", "cos(u) ⊙", "cos(u)*upstream", "\\cos\\left(u\\right) \\odot"),
    Line("o = X + v", by: "v", "Σ₀", "sum(upstream, axis=0)", "\\sum_{0}"),
    Line("o = X + v", by: "X", "1", "upstream", "1"),
    Line("o = x − u", by: "u", "−1", "-upstream", "-1"),
    Line("o = 2*u", by: "u", "2", "2*upstream", "2"),
    Line("L = sum(u)", by: "u", "1", "ones(3)*upstream", "1"),
    Line("o = X.T", by: "X", "▢ᵀ", "upstream.T", "\\boxed{\\phantom{x}}^{\\top}"),
    Line(
      "L = sum((X @ v + b)²)", by: "b", "2·sum(X·v + b)", "2*sum(X @ v + b)",
      "2 \\cdot \\operatorname{sum}\\left(X \\cdot v + b\\right)"),
    Line(
      "s = softmax(u)", by: "u", "(diag(s) − s·sᵀ)·", "s*(upstream - sum(s*upstream))",
      "\\left(\\operatorname{diag}\\left(s\\right) - s \\cdot s^{\\top}\\right) \\cdot"),
    Line(
      "S = softmax(X)", by: "X", "S ⊙ (▢ − Σ₁(S ⊙ ▢))", "S*(upstream - sum(S*upstream, axis=1, keepdims=1))",
      "S \\odot \\left(\\boxed{\\phantom{x}} - \\sum_{1}\\left(S \\odot \\boxed{\\phantom{x}}\\right)\\right)"),
    Line(
      "l = log_softmax(u)", by: "u", "▢ − exp(l)·sum(▢)", "upstream - exp(l)*sum(upstream)",
      "\\boxed{\\phantom{x}} - \\exp\\left(l\\right) \\cdot \\operatorname{sum}\\left(\\boxed{\\phantom{x}}\\right)"),
    Line(
      "h = layer_norm(u, eps=0.1)", by: "u", "(▢ − mean(▢) − h·mean(h ⊙ ▢))/√(var(u) + 0.1)",
      "(upstream - mean(upstream) - h*mean(h*upstream))/sqrt(var(u) + 0.1)",
      "\\frac{\\boxed{\\phantom{x}} - \\operatorname{mean}\\left(\\boxed{\\phantom{x}}\\right) - h \\cdot "
        + "\\operatorname{mean}\\left(h \\odot \\boxed{\\phantom{x}}\\right)}{\\sqrt{\\operatorname{var}\\left(u\\right) + 0.1}}"
    ),
    Line(
      "h = rms_norm(u, eps=0.1)", by: "u", "(▢ − h·mean(h ⊙ ▢))/√(mean(u²) + 0.1)",
      "(upstream - h*mean(h*upstream))/sqrt(mean(u^2) + 0.1)",
      "\\frac{\\boxed{\\phantom{x}} - h \\cdot \\operatorname{mean}\\left(h \\odot \\boxed{\\phantom{x}}\\right)}"
        + "{\\sqrt{\\operatorname{mean}\\left(u^{2}\\right) + 0.1}}"),
    Line(
      "L = cross_entropy(u, 1)", by: "u", "softmax(u) − one_hot(1, 3)", "(softmax(u) - one_hot(1, 3))*upstream",
      "\\operatorname{softmax}\\left(u\\right) - \\operatorname{one\\_hot}\\left(1,\\, 3\\right)"),
    Line(
      "L = cross_entropy(X, [1, 0, 0])", by: "X", "(softmax(X) − one_hot([1, 0, 0], 2))/3",
      "(softmax(X) - one_hot([1, 0, 0], 2))*upstream/3",
      "\\frac{\\operatorname{softmax}\\left(X\\right) - \\operatorname{one\\_hot}\\left(\\left[1, 0, 0\\right],\\, 2\\right)}{3}"
    ),
    Line(
      "o = embedding(X, [1, 0, 1])", by: "X", "one_hot([1, 0, 1], 3)ᵀ·", "one_hot([1, 0, 1], 3).T @ upstream",
      "\\operatorname{one\\_hot}\\left(\\left[1, 0, 1\\right],\\, 3\\right)^{\\top} \\cdot"),
    Line(
      "o = dropout(u, p=0.1, seed=3)", by: "u", "dropout(▢, p=0.1, seed=3)", "dropout(upstream, p=0.1, seed=3)",
      "\\operatorname{dropout}\\left(\\boxed{\\phantom{x}},\\, \\text{p}=0.1,\\, \\text{seed}=3\\right)"),
    Line("o = u[1]", by: "u", "[0, 1, 0]", "[0, 1, 0]*upstream", "\\left[0, 1, 0\\right]"),
  ])
  func derivativesAsATeacherWritesThem(_ line: Line) throws {
    let formula = try #require(try Self.derivative(line))
    #expect(formula.formula.text == line.unicode)
    #expect(formula.code == line.ascii)
    #expect(LaTeXFormula().text(formula.formula) == line.latex)
  }

  /// What a region computes is printed as the lesson wrote it: nothing is simplified.
  @Test(arguments: [
    ("o = w1*x1 + w2*x2", "w1·x1 + w2·x2", "w1*x1 + w2*x2"),
    ("L = e**2", "e²", "e^2"),
    ("L = (w*x - y)**2", "(w·x − y)²", "(w*x - y)^2"),
    ("s = sigmoid(z)", "σ(z)", "sigmoid(z)"),
    ("L = mean((X @ v - u)^2)", "mean((X·v − u)²)", "mean((X @ v - u)^2)"),
    ("o = 3*x^2 - 4*x + 5", "3x² − 4x + 5", "3*x^2 - 4*x + 5"),
    ("o = x + (y + z)", "x + (y + z)", "x + (y + z)"),
    ("o = x - (y - z)", "x − (y − z)", "x - (y - z)"),
    ("o = x*1 + 0", "x·1 + 0", "x*1 + 0"),
    ("o = a/b/x", "a/b/x", "a/b/x"),
    ("o = a/(b*x)", "a/(b·x)", "a/(b*x)"),
    ("o = -x^2", "−x²", "-x^2"),
    ("o = (-x)^2", "(−x)²", "(-x)^2"),
    ("o = a^b^x", "a^(b^x)", "a^(b^x)"),
    ("o = 2*3^x", "2·3^x", "2*3^x"),
    ("o = sum(X, axis=0)", "sum(X, axis=0)", "sum(X, axis=0)"),
    ("o = sum(X, axis=-1, keepdims=1)", "sum(X, axis=1, keepdims=1)", "sum(X, axis=1, keepdims=1)"),
    ("o = X.T @ u", "Xᵀ·u", "X.T @ u"),
    ("o = W[0, 1] + W[1, -1]", "W[0, 1] + W[1, 1]", "W[0, 1] + W[1, 1]"),
    ("o = X[:, 0]", "X[:, 0]", "X[:, 0]"),
    ("o = X[1:3, ::-1]", "X[1:, ::-1]", "X[1:, ::-1]"),
    ("o = reshape(X, [2, -1])", "reshape(X, [2, 3])", "reshape(X, [2, 3])"),
    ("o = concat(u, v)", "concat(u, v)", "concat(u, v)"),
    ("o = [x, y, 1]", "[x, y, 1]", "[x, y, 1]"),
    ("o = where(x > 0, a, 1e-5)", "where(x > 0, a, 1e−5)", "where(x > 0, a, 1e-5)"),
    ("o = (x > 0)*a", "(x > 0)·a", "(x > 0)*a"),
    ("o = x <= y", "x ≤ y", "x <= y"),
    ("o = leaky_relu(x, slope=0.2)", "leaky_relu(x, slope=0.2)", "leaky_relu(x, slope=0.2)"),
    ("o = u*u", "u ⊙ u", "u*u"),
    ("L = cross_entropy(X, [1, 0, 0])", "cross_entropy(X, [1, 0, 0])", "cross_entropy(X, [1, 0, 0])"),
    ("o = layer_norm(X, gain=v, bias=b)", "layer_norm(X) ⊙ v + b", "layer_norm(X)*v + b"),
    ("o = softmax(X, axis=0)", "softmax(X, axis=0)", "softmax(X, axis=0)"),
    ("o = dropout(u)", "dropout(u, p=0.5, seed=0)", "dropout(u, p=0.5, seed=0)"),
    ("L = mse(u, 1)", "mean((u − 1)²)", "mean((u - 1)^2)"),
    ("o = a*(X @ v)", "a·X·v", "a*(X @ v)"),
    ("o = u*(X @ v)", "u ⊙ (X·v)", "u*(X @ v)"),
  ])
  func expressionsAsTheLessonWroteThem(_ definition: String, _ unicode: String, _ ascii: String) throws {
    let model = try Zoo.read(Self.leaves + definition).model
    let writer = FormulaWriter(model: model, visible: model.namedNodes)
    let region = try #require(model.graph.regions(showing: model.namedNodes).last)
    let formula = try #require(writer.expression(of: region))
    #expect(formula.formula.text == unicode)
    #expect(formula.code == ascii)
  }

  @Test func literalsAndUpstreamAreTold() throws {
    let one = try #require(try Self.derivative(Line("d = ŷ − y", by: "ŷ", "", "", "")))
    #expect(one.literal == 1 && !one.hasUpstream && one.size == 1)
    let minus = try #require(try Self.derivative(Line("d = ŷ − y", by: "y", "", "", "")))
    #expect(minus.literal == -1)
    let matrix = try #require(try Self.derivative(Line("o = X @ v", by: "v", "", "", "")))
    #expect(matrix.literal == nil && matrix.hasUpstream && matrix.shape == [2])
  }

  /// A node that is called `upstream` keeps its name; the gradient takes a prime.
  @Test func upstreamGivesWay() throws {
    let model = try Zoo.read("param upstream = [1, 2]\nparam X = [[1, 2], [3, 4]]\no = X @ upstream").model
    let writer = FormulaWriter(model: model, visible: model.namedNodes)
    let region = try #require(model.graph.regions(showing: model.namedNodes).last)
    let source = try #require(model.node(named: "X"))
    let formula = try #require(writer.totalDerivative(of: region, by: source))
    #expect(formula.code == "reshape(upstream', [2, 1])*upstream")
  }

  /// Before a parenthesis a name is set directly, but not where it would read as a call.
  @Test func aNameThatIsAFunctionKeepsItsDot() throws {
    let model = try Zoo.read("param σ = 2\nparam x = 1\no = σ·(x + 1)").model
    let writer = FormulaWriter(model: model, visible: model.namedNodes)
    let region = try #require(model.graph.regions(showing: model.namedNodes).last)
    #expect(writer.expression(of: region)?.formula.text == "σ·(x + 1)")
  }
}
