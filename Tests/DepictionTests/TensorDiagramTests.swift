import Autodiff
import Pictures
import Testing

@testable import Depiction

struct TensorDiagramTests {
  @Test func fiveDeliveriesAtOnce() throws {
    let diagram = try diagram(fiveDeliveries)
    #expect(diagram.boxes.map(\.id) == ["X", "y", "w", "e", "L"])
    let loss = try #require(diagram.box("L")?.value.number)
    #expect(abs(loss - 0.72884) < 5e-6)
    #expect(diagram.box("X")?.text.value == ["5×2: min 0.5, mean 2.35, max 5"])
    #expect(diagram.box("w")?.text.value == ["[0.8, 1.5]"])
    #expect(diagram.box("w")?.value == .tensor(shape: [2], values: [0.8, 1.5]))
    #expect(diagram.box("w")?.gradient?.shape == [2])
    // ∂e/∂w is X itself.
    #expect(
      diagram.arrow("w", "e")?.derivative
        == .tensor(shape: [5, 2], values: [2, 3, 1.5, 1, 4, 5, 0.8, 0.5, 3.2, 2.5]))
    #expect(diagram.arrow("w", "e")?.formula?.text.hasPrefix("Xᵀ") == true)
    #expect(diagram.arrow("X", "e")?.derivative?.shape == [5, 5, 2])
    #expect(
      diagram.arrow("w", "e")?.tooltip.contains("Jacobian [[2, 3], [1.5, 1], [4, 5], [0.8, 0.5], [3.2, 2.5]]") == true
    )
    #expect(diagram.arrows.allSatisfy { $0.text.contribution == nil })
  }

  /// Between terms rather than between factors, no sign alone, no blank at an end.
  @Test func formulasAreBrokenWhereTheyAreRead() throws {
    let mazur = "net_o1 = w5·out_h1 + w6·out_h2 + b2"
    let leaves = "param w5 = 1\nparam w6 = 2\ninput out_h1 = 3\ninput out_h2 = 4\nparam b2 = 5\n"
    let formula = try #require(try diagram(leaves + mazur + "\nloss L = net_o1²").box("net_o1")?.text.formula)
    #expect(formula.lines(of: 19)?.map { $0.text } == ["w5·out_h1", "+ w6·out_h2 + b2"])
    let logarithm = """
      param w = 0.2
      input x = [0.5, 2, 3]
      ŷ = σ(w·x)
      loss J = mean(ŷ)
      """
    let lines = try #require(try diagram(logarithm).arrow("w", "ŷ")?.text.formula?.lines())
    #expect(lines.count > 1 && lines.allSatisfy { $0.text.count > 2 && !$0.text.hasSuffix(" ") })
  }

  /// Of a number the gradient itself, which may be negative; a norm cannot.
  @Test func aNormHasNoSign() throws {
    var depiction = Depiction()
    depiction.parts = Parts.standard.union([.bands, .contributions])
    let diagram = try diagram("param w = [1, 2]\nd = −sum(w²)\nloss L = 3d", depiction)
    #expect(diagram.arrow("w", "d")?.text.contribution?.hasPrefix("3 → ‖") == true)
  }

  @Test func aLargeJacobianIsNoFact() throws {
    let diagram = try diagram("param v = ones(65)\nu = 2·v\nloss L = sum(u)")
    #expect(diagram.arrow("v", "u")?.derivative == nil, "65 · 65 = 4,225 numbers")
    #expect(diagram.arrow("u", "L")?.derivative?.shape == [65])
    #expect(
      diagram.arrow("v", "u")?.contribution == .tensor(shape: [65], values: ArraySlice(repeating: 2, count: 65)))
    let limit = try Depiction().diagram(of: model("param v = ones(64)\nu = 2·v\nloss L = sum(u)"))
    #expect(limit.arrow("v", "u")?.derivative?.shape == [64, 64])
  }

  @Test func fewNumbersStandInTheTooltip() throws {
    let diagram = try diagram("param v = [1, 2]\nu = [3, 4] ⊙ v\nloss L = sum(u)")
    let arrow = try #require(diagram.arrow("v", "u"))
    #expect(arrow.text.formula?.text == "∂L/∂u ⊙ [3, 4]" && arrow.text.number == nil)
    #expect(arrow.tooltip.contains("Jacobian [[3, 0], [0, 4]]"))
    #expect(diagram.arrow("u", "L")?.text.formula?.text == "1")
  }

  /// As attention is explained; a name of the figure is not taken.
  @Test func whatStandsTwiceHasAName() throws {
    let diagram = try diagram("param z = [[1, 2], [3, 4]]\nt = softmax(z@z.T/sqrt(2))@z\nloss L = sum(t)")
    let arrow = try #require(diagram.arrow("z", "t"))
    #expect(arrow.text.formula?.text == "Hᵀ·z/√2 + H·z/√2 + Aᵀ · ∂L/∂t")
    #expect(
      diagram.captions.map { $0.text } == [
        "with A = softmax(z·zᵀ/√2)", "with G = ∂L/∂t · zᵀ", "with H = A ⊙ (G − Σ₁(G ⊙ A))",
      ])
    let curve = try Depiction().diagram(of: model("param u = 0.5\nloss y = gelu(u, approximate=\"tanh\")"))
    #expect(curve.arrow("u", "y")?.text.formula?.text == "(1 + v)/2 + u·√(2/π)·(1 − v²)·(1 + 0.134145u²)/2")
    #expect(curve.captions.map { $0.text } == ["with v = tanh(√(2/π)·(u + 0.044715u³))"])
  }

  @Test func edgesBetweenTensorsSayTheirRule() throws {
    let diagram = try diagram(
      """
      param X = [[1, 2], [3, 4], [5, 6]]
      param W = [[1, 0.5], [-1, 2]]
      param b = [1, 2]
      z = X·W + b
      a = z³
      loss L = sum(3·a)
      """)
    let rules = [
      ("X", "z", "∂L/∂z · Wᵀ"), ("W", "z", "Xᵀ · ∂L/∂z"), ("b", "z", "Σ over rows of ∂L/∂z"),
      ("z", "a", "∂L/∂a ⊙ 3z²"), ("a", "L", "3"),
    ]
    for (from, to, rule) in rules { #expect(diagram.arrow(from, to)?.text.formula?.text == rule) }
  }

  /// Whole, on at most three lines, or not at all.
  @Test func longFormulasAreWholeOrBelowThePicture() throws {
    let text = """
      param first_long_name = 1
      input second_long_name = 2
      y = tanh(first_long_name·second_long_name)·second_long_name
      loss L = tanh(first_long_name + second_long_name)·tanh(first_long_name − second_long_name) + y²
      """
    let diagram = try diagram(text)
    let lines = try #require(diagram.box("y")?.text.formula?.lines())
    #expect(lines.map { $0.text } == ["tanh(first_long_name", "·second_long_name)", "·second_long_name"])
    #expect(diagram.box("L")?.text.formula == nil)
    #expect(
      diagram.captions.contains {
        $0.text == "L = tanh(first_long_name + second_long_name)·tanh(first_long_name − second_long_name) + y²"
      })
    let arrow = try #require(diagram.arrow("first_long_name", "L"))
    // What stands there twice has a name; u is one of y's derivative.
    #expect(arrow.text.formula?.text == "v(1 − s²) + s(1 − v²)")
    #expect(
      diagram.captions.suffix(2).map { $0.text } == [
        "with v = tanh(first_long_name − second_long_name)", "with s = tanh(first_long_name + second_long_name)",
      ])
    let whole = try #require(arrow.formula?.text)
    #expect(whole.count > 24)
    #expect(arrow.tooltip.contains(whole))
    #expect(diagram.box("L")?.tooltip.contains("tanh(first_long_name + second_long_name)") == true)
  }
}
