import Edgewise
import Testing

/// What the command can do, the library can.
@Suite struct FigureTests {
  @Test func otherGradientsAreShown() throws {
    let figure = try FlowFile.read(text: DescriptionTests.text).figure
    let shown = try figure.withRespectTo("x2, e")
    #expect(shown.explain().contains("∂L/∂x2") && !shown.explain().contains("∂L/∂w1"))
    #expect(shown.terminalText() != figure.terminalText())
    #expect(throws: FlowErrors.self) { try figure.withRespectTo("q") }
    for format in ExplanationFormat.allCases { #expect(!shown.explain(format).isEmpty) }
  }

  /// After one step of gradient descent at rate 0.05, w = (0.4, 1.1), and L = 0.81; the gradient there is (−3.6, −5.4).
  @Test func figuresAlongTheWay() throws {
    let figure = try FlowFile.read(text: DescriptionTests.text).figure
    let training = figure.train(.gradientDescent, learningRate: 0.05, steps: 12, until: 0.01)
    let after = try #require(training.figure(at: 1))
    #expect(after.step == 1 && figure.step == 0)
    #expect(abs(try #require(after.value(of: "L")?.scalar) - 0.81) < 1e-12)
    #expect(abs(try #require(after.gradient(of: "w2")?.scalar) + 5.4) < 1e-12)
    #expect(after.json().contains("\"step\": 1"))
    #expect(after.terminalText() != figure.terminalText())
    // It converged, and stays so.
    #expect(training.figure(at: 100)?.value(of: "L") == training.last.value(of: "L"))
    // From there on: the error shrinks to 0.3² of itself with each step, so from 0.9 to 0.081.
    let more = after.train(.gradientDescent, learningRate: 0.05, steps: 1)
    #expect(more.outcome == .stopped && more.figure(at: 2)?.step == nil)
    #expect(abs(try #require(more.last.value(of: "L")?.scalar) - 0.0729) < 1e-12)
    #expect(training.csv().split(separator: "\n").count == 5)
    #expect(training.json().contains("\"outcome\": \"converged\""))
  }

  @Test func runsAndClaimsAreInJSON() throws {
    let json = try FlowFile.read(text: DescriptionTests.text).figure.json()
    #expect(json.contains("\"name\": \"plain\"") && json.contains("\"claim\": \"dL/dw1 = 13\", \"holds\": false"))
  }

  /// Of a long run 200 steps, or all that are kept.
  @Test func runsAreThinned() throws {
    let text = "param w = 1\nloss L = w²\ntrain L using gd(lr=1e-5), steps=1001\nexpect L < 1 after 7 steps\n"
    let figure = try FlowFile.read(text: text).figure
    func steps(_ json: String) -> [Int] {
      json.split(separator: "{\"step\": ").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
    }
    // ⌈1001/200⌉ = 6.
    #expect(steps(figure.json()) == (Array(stride(from: 0, through: 1_001, by: 6)) + [7, 1_001]).sorted())
    #expect(steps(figure.json(Depiction(parts: .runs))) == Array(0...1_001))
  }

  /// Each node says what it is computed of, and all that its operation is told besides.
  @Test func jsonIsATape() throws {
    let lines = [
      ("sum(x, axis=1, keepdims=1)", "sum", "\"axes\": [1], \"keepdims\": true"),
      ("mean(x)", "mean", "\"axes\": null, \"keepdims\": false"),
      ("var(x, ddof=1)", "var", "\"axes\": null, \"keepdims\": false, \"ddof\": 1"),
      ("x[1, 0:2]", "index", "\"index\": [1, [0, 2, 1]]"),
      ("x[:, ::-2]", "index", "\"index\": [[0, 2, 1], [2, 2, -2]]"),
      ("reshape(x, [3, -1])", "reshape", "\"shape\": [3, 2]"), ("x.T", "transpose", "\"axes\": [1, 0]"),
      ("x^3.5", "power", "\"exponent\": 3.5"), ("leaky_relu(x, slope=0.1)", "leaky_relu", "\"slope\": 0.1"),
      ("elu(x, alpha=2)", "elu", "\"alpha\": 2"), ("layer_norm(x, eps=1e-3)", "layer_norm", "\"eps\": 0.001"),
      ("dropout(x, p=0.25, seed=7)", "dropout", "\"p\": 0.25, \"seed\": 7"), ("softmax(x)", "softmax", "\"axis\": 1"),
      ("gelu(x, approximate=\"tanh\")", "gelu", "\"approximate\": \"tanh\""), ("gelu(x)", "gelu", ""),
      ("cumsum(x, axis=1)", "cumsum", "\"axis\": 1"), ("one_hot(x, 7)", "one_hot", "\"classes\": 7"),
    ]
    for (expression, operation, attributes) in lines {
      let file = try FlowFile.read(text: "input x = [[1, 2, 3], [4, 5, 6]]\ny = \(expression)\n")
      let json = file.figure.json(Depiction(detail: .operations))
      let wanted = "\"operation\": \"\(operation)\", \"attributes\": {\(attributes)}, \"operands\": [\"x\"]"
      #expect(json.contains(wanted), "\(expression): \(json)")
      #expect(!file.figure.json().contains("\"attributes\""))
    }
    // A slot for each operand, also where it is the same, and where nothing flows back.
    let text = "param a = 2\nb = a + 3·a\nc = detach(b)\nd = a > c\nloss L = where(d, a, c)·stack(b, a)[1]\n"
    let json = try FlowFile.read(text: text).figure.json(Depiction(detail: .operations))
    for operands in ["[\"a\", \"b.2\"]", "[\"b.1\", \"a\"]", "[\"b\"]", "[\"a\", \"c\"]", "[\"d\", \"a\", \"c\"]"] {
      #expect(json.contains("\"operands\": \(operands)"), "\(operands): \(json)")
    }
  }

  @Test func settingsAndOutputs() throws {
    let file = try FlowFile.read(
      text: "param w = [1, 2]\ny = 3*w\nloss L = sum(y²)", settings: ["w": [2, 5]], output: "y[1]")
    #expect(file.figure.value(of: "w") == [2, 5])
    #expect(file.figure.gradient(of: "w") == [0, 3])
    #expect(try FlowFile.formatted("param   w=3\n") == "param w = 3\n")
  }
}
