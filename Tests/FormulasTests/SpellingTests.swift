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
    param X = [[1, 2], [3, 4], [5, 6]]; param v = [1, 2]; param u = [3, 4, 5]; param W = [[1, 2], [3, 4]]; param K = [[[1, 2]]]

    """

  static func derivative(_ line: Line) throws -> SymbolicFormula? {
    let file = try Zoo.read(leaves + line.definition)
    let model = file.model
    let writer = FormulaWriter(model: model, visible: model.namedNodes, trace: model.graph.forwardTrace())
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
    // Equal factors cancel, numbers fold, what is multiplied by 0 is gone.
    Line("f = 1/(x·x)", by: "x", "−2/x³", "-2/x^3", "-\\frac{2}{x^{3}}"),
    Line("f = a/(b/x)", by: "x", "a/b", "a/b", ""),
    Line("f = a/(b/x)", by: "b", "−x·a/b²", "-x*a/b^2", ""),
    Line("f = (x/(1 + x²))^(−1)", by: "x", "(x² − 1)/x²", "(x^2 - 1)/x^2", ""),
    Line("f = x/x", by: "x", "0", "0", ""),
    Line("f = exp(x)/exp(x)", by: "x", "0", "0", ""),
    Line("f = sqrt(x)·sqrt(x)", by: "x", "1", "1", ""),
    Line("f = max(x + a, a − a)", by: "a", "(x + a > 0)", "(x + a > 0)", ""),
    Line(
      "f = max(max(z, x), tanh(x))", by: "x",
      "(max(z, x) ≥ tanh(x))·(x > z) + (tanh(x) > max(z, x))·(1 − tanh²(x))",
      "(max(z, x) >= tanh(x))*(x > z) + (tanh(x) > max(z, x))*(1 - tanh(x)^2)", ""),
    Line(
      "f = max(max(z, w)/(1 + (w·3)²), (x + w)·exp(w))", by: "x", "exp(w)·(exp(w)·(x + w) > max(z, w)/(1 + 9w²))",
      "exp(w)*(exp(w)*(x + w) > max(z, w)/(1 + 9*w^2))", ""),
    Line("f = x/(1 + 10²)", by: "x", "1/101", "1/101", ""),
    Line("f = x·sqrt(4)", by: "x", "2", "2", ""),
    Line("f = 2π·x", by: "x", "2π", "2*pi", ""),
    Line("f = elu(x·a)", by: "x", "a·where(x·a > 0, 1, exp(x·a))", "a*where(x*a > 0, 1, exp(x*a))", ""),
    // Slices, windows and extremes as what they are.
    Line("o = X[0, ::2]", by: "X", "∂L/∂o at [0, ::2], 0 elsewhere", "", ""),
    Line("L = sum(X[::−1, ::2])", by: "X", "1 at [::-1, ::2], 0 elsewhere", "", ""),
    Line("o = X[:, 0]·2 − X[:, 1]", by: "X", "2 · ∂L/∂o at [:, 0] − ∂L/∂o at [:, 1], 0 elsewhere", "", ""),
    Line("o = max(X, axis=1)", by: "X", "∂L/∂o ⊙ (X == o)", "", ""),
    Line("o = conv1d(reshape(u, [1, 3]), K)", by: "u", "conv1d of ∂L/∂o with K turned round", "", ""),
    Line("o = conv1d(reshape(u, [1, 3]), K)", by: "K", "conv1d of u with ∂L/∂o", "", ""),
    Line("o = conv1d(reshape(u, [1, 3]), K, stride=2)", by: "K", "conv1d of u with ∂L/∂o", "", ""),
    Line("o = max_pool1d(X, 2)", by: "X", "∂L/∂o at each window's largest entry", "", ""),
    Line("o = avg_pool1d(X, 2)", by: "X", "∂L/∂o shared by each window's entries", "", ""),
    // Sums of like terms.
    Line("f = a + a", by: "a", "2", "2", "2"),
    Line("f = x·x", by: "x", "2x", "2*x", "2x"),
    Line("f = x·x·x", by: "x", "3x²", "3*x^2", "3x^{2}"),
    Line("f = 3*x² + 1", by: "x", "6x", "6*x", "6x"),
    Line("f = 3*x² − 4*x + 5", by: "x", "6x − 4", "6*x - 4", "6x - 4"),
    Line(
      "f = (x·x + x)²", by: "x", "2(x² + x)·(2x + 1)", "2*(x^2 + x)*(2*x + 1)",
      "2\\left(x^{2} + x\\right) \\cdot \\left(2x + 1\\right)"),
    Line("f = 5 − x − x", by: "x", "−2", "-2", "-2"),
    Line("f = x/3", by: "x", "1/3", "1/3", "\\frac{1}{3}"),
    Line("f = 0.1*(3*x)", by: "x", "0.3", "0.3", "0.3"),
    Line("f = w·(x·2)", by: "w", "2x", "2*x", "2x"),
    // No number runs into a name.
    Line("f = e5²", by: "e5", "2·e5", "2*e5", "2e_{5}"),
    // Ties are said where they are: a = w2.
    Line("f = max(a, b)", by: "a", "(a > b)", "(a > b)", "\\left(a > b\\right)"),
    Line(
      "f = max(a, w2)", by: "a", "(a > w2) + (a == w2)/2", "(a > w2) + (a == w2)/2",
      "\\left(a > w_{2}\\right) + \\frac{\\left(a = w_{2}\\right)}{2}"),
    Line(
      "L = −(t·log(p) + (1 − t)·log(1 − p))", by: "p", "(1 − t)/(1 − p) − t/p", "(1 - t)/(1 - p) - t/p",
      "\\frac{1 - t}{1 - p} - \\frac{t}{p}"),
    // Tensors: what arrives is ∂L/∂o; at the output it is 1.
    Line("o = X @ v", by: "v", "Xᵀ · ∂L/∂o", "X.T @ upstream", "X^{\\top} \\cdot \\frac{\\partial L}{\\partial o}"),
    Line(
      "o = X @ v", by: "X", "∂L/∂o · vᵀ", "reshape(upstream, [3, 1])*v",
      "\\frac{\\partial L}{\\partial o} \\cdot v^{\\top}"),
    Line("o = X @ W", by: "X", "∂L/∂o · Wᵀ", "upstream @ W.T", "\\frac{\\partial L}{\\partial o} \\cdot W^{\\top}"),
    Line("L = mean(u²)", by: "u", "2u/3", "2*u*upstream/3", "\\frac{2u}{3}"),
    Line(
      "L = mean((X @ v − u)²)", by: "v", "2Xᵀ·(X·v − u)/3", "2*(X.T @ (X @ v - u))*upstream/3",
      "\\frac{2X^{\\top} \\cdot \\left(X \\cdot v - u\\right)}{3}"),
    Line(
      "o = sin(u)", by: "u", "∂L/∂o ⊙ cos(u)", "cos(u)*upstream",
      "\\frac{\\partial L}{\\partial o} \\odot \\cos\\left(u\\right)"),
    Line(
      "o = X + v", by: "v", "Σ over rows of ∂L/∂o", "sum(upstream, axis=0)",
      "\\sum\\text{ over rows of }\\frac{\\partial L}{\\partial o}"),
    Line("o = X + v", by: "X", "∂L/∂o", "upstream", "\\frac{\\partial L}{\\partial o}"),
    Line("o = x − u", by: "u", "−∂L/∂o", "-upstream", "-\\frac{\\partial L}{\\partial o}"),
    Line("o = 2*u", by: "u", "2 · ∂L/∂o", "2*upstream", "2 \\cdot \\frac{\\partial L}{\\partial o}"),
    Line("L = sum(u)", by: "u", "1", "ones(3)*upstream", "1"),
    Line("o = X.T", by: "X", "(∂L/∂o)ᵀ", "upstream.T", "\\left(\\frac{\\partial L}{\\partial o}\\right)^{\\top}"),
    Line(
      "L = sum((X @ v + b)²)", by: "b", "2·sum(X·v + b)", "2*sum(X @ v + b)",
      "2 \\cdot \\operatorname{sum}\\left(X \\cdot v + b\\right)"),
    Line(
      "s = softmax(u)", by: "u", "(diag(s) − s·sᵀ) · ∂L/∂s", "s*(upstream - sum(s*upstream))",
      "\\left(\\operatorname{diag}\\left(s\\right) - s \\cdot s^{\\top}\\right) \\cdot \\frac{\\partial L}{\\partial s}"
    ),
    Line(
      "S = softmax(X)", by: "X", "S ⊙ (∂L/∂S − Σ₁(∂L/∂S ⊙ S))",
      "S*(upstream - sum(S*upstream, axis=1, keepdims=1))",
      "S \\odot \\left(\\frac{\\partial L}{\\partial S} - \\sum_{1}\\left(\\frac{\\partial L}{\\partial S} \\odot S\\right)\\right)"
    ),
    Line(
      "l = log_softmax(u)", by: "u", "∂L/∂l − exp(l) · sum(∂L/∂l)", "upstream - exp(l)*sum(upstream)",
      "\\frac{\\partial L}{\\partial l} - \\exp\\left(l\\right) \\cdot \\operatorname{sum}\\left(\\frac{\\partial L}{\\partial l}\\right)"
    ),
    Line(
      "h = layer_norm(u, eps=0.1)", by: "u", "(∂L/∂h − mean(∂L/∂h) − h · mean(∂L/∂h ⊙ h))/√(var(u) + 0.1)",
      "(upstream - mean(upstream) - h*mean(h*upstream))/sqrt(var(u) + 0.1)",
      "\\frac{\\frac{\\partial L}{\\partial h} - \\operatorname{mean}\\left(\\frac{\\partial L}{\\partial h}\\right) - h \\cdot "
        + "\\operatorname{mean}\\left(\\frac{\\partial L}{\\partial h} \\odot h\\right)}{\\sqrt{\\operatorname{var}\\left(u\\right) + 0.1}}"
    ),
    Line(
      "h = rms_norm(u, eps=0.1)", by: "u", "(∂L/∂h − h · mean(∂L/∂h ⊙ h))/√(mean(u²) + 0.1)",
      "(upstream - h*mean(h*upstream))/sqrt(mean(u^2) + 0.1)",
      "\\frac{\\frac{\\partial L}{\\partial h} - h \\cdot \\operatorname{mean}\\left(\\frac{\\partial L}{\\partial h} \\odot h\\right)}"
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
      "o = embedding(X, [1, 0, 1])", by: "X", "one_hot([1, 0, 1], 3)ᵀ · ∂L/∂o",
      "one_hot([1, 0, 1], 3).T @ upstream",
      "\\operatorname{one\\_hot}\\left(\\left[1, 0, 1\\right],\\, 3\\right)^{\\top} \\cdot \\frac{\\partial L}{\\partial o}"
    ),
    Line(
      "o = dropout(u, p=0.1, seed=3)", by: "u", "dropout(∂L/∂o, p=0.1, seed=3)", "dropout(upstream, p=0.1, seed=3)",
      "\\operatorname{dropout}\\left(\\frac{\\partial L}{\\partial o},\\, \\text{p}=0.1,\\, \\text{seed}=3\\right)"),
    Line("L = u[1]", by: "u", "[0, 1, 0]", "[0, 1, 0]*upstream", "\\left[0, 1, 0\\right]"),
  ])
  func derivativesAsATeacherWritesThem(_ line: Line) throws {
    let formula = try #require(try Self.derivative(line))
    let output = try #require(line.definition.split(separator: " ").first)
    let shown =
      output == "L"
      ? formula.formula : formula.formula(upstream: .derivative(of: .name("L"), by: .name(String(output))))
    #expect(shown.text == line.unicode)
    if !line.ascii.isEmpty { #expect(formula.code == line.ascii) }
    if !line.latex.isEmpty { #expect(LaTeXFormula().text(shown) == line.latex) }
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
