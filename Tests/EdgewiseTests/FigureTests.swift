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

  @Test func settingsAndOutputs() throws {
    let file = try FlowFile.read(
      text: "param w = [1, 2]\ny = 3*w\nloss L = sum(y²)", settings: ["w": [2, 5]], output: "y[1]")
    #expect(file.figure.value(of: "w") == [2, 5])
    #expect(file.figure.gradient(of: "w") == [0, 3])
    #expect(try FlowFile.formatted("param   w=3\n") == "param w = 3\n")
  }
}
