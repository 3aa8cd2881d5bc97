import Edgewise
import Testing

/// What a user's `print` shows.
@Suite struct DescriptionTests {
  static let text = """
    title "Delivery time: one training example"
    input  x1 = 2
    input  x2 = 3
    target y  = 5
    param  w1 = 1
    param  w2 = 2
    ŷ = w1·x1 + w2·x2
    e = ŷ - y
    loss L = e²
    train "plain" L using gd(lr=0.05), steps=12, until=0.01
    expect ŷ = 8
    expect dL/dw1 = 13

    """

  private let file: FlowFile

  init() throws { file = try FlowFile.read(text: Self.text, name: "lesson.flow") }

  @Test(
    arguments: [
      (3, "3"), (-0.5, "-0.5"), ([1, 2.5, 1e-7], "[1, 2.5, 1e-7]"), ([[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
      ([[[1], [2]]], "[[[1], [2]]]"), (Tensor(.infinity), "inf"), (Tensor(1e300), "1e300"),
      (Tensor(Array(0..<1_001)), "[0, 1, 2, …, 998, 999, 1000]"),
    ] as [(Tensor, String)])
  func tensors(_ tensor: Tensor, _ text: String) { #expect(tensor.description == text) }

  @Test func entries() {
    let w: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(w[1, 0] == 4 && w[-1, -1] == 6 && w.shape.description == "[2, 3]")
    #expect(Tensor([[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
    #expect(Tensor(Float(0.5)) == 0.5)
  }

  @Test func aFigureIsItsPicture() {
    let figure = file.figure
    #expect("\(figure)".hasPrefix("Delivery time: one training example\n\n"))
    #expect("\(figure)" == figure.terminalText(width: 80))
    let edge = figure.edges().first { $0.source == "w1" }
    // ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · 2.
    #expect(edge?.description == "w1 → ŷ: x1 = 2, contributes 12")
  }

  /// L falls by (1 − 2·0.05·13)² = 0.09 at each step: 9, 0.81, 0.0729, 0.006561.
  @Test func aTrainingIsItsTable() throws {
    let training = file.figure.train(file.runs[0])
    #expect(training.outcome == .converged && training.updateCount == 3)
    #expect("\(training)".hasPrefix("\"plain\": gd, learning rate 0.05\n"))
    #expect("\(training)".contains("\n   3  0.006561"))
    #expect("\(training.run)" == "\"plain\" using gd, lr=0.05, steps=12, until=0.01")
    #expect(abs(try #require(training.steps.last).loss - 0.006561) < 1e-12)
    #expect("\(training.steps[0])" == "step 0: loss 9")
    #expect("\(UpdateRule.adam())" == "adam(beta1=0.9, beta2=0.999, eps=1e-8)")
    #expect(
      "\(Schedule.warmup(steps: 5, then: .cosine(steps: 10)))" == "warmup(steps=5, then=cosine(steps=10, to=0))")
  }

  @Test func aReportIsWhatCheckPrints() {
    let report = file.report()
    #expect(!report.passes)
    #expect(
      "\(report)".hasPrefix(
        """
        ✓ line 11: ŷ = 8
        ✗ line 12: dL/dw1 = 13 is false: dL/dw1 is 12
        """))
  }

  @Test func errorsAreTheirListings() throws {
    let error = try #require(throws: FlowErrors.self) {
      try FlowFile.read(text: "param w1 = 1\nloss L = w2²\n", name: "slip.flow")
    }
    #expect("\(error)".hasPrefix("slip.flow:2:10: error: "))
    #expect("\(error)".contains("\n  loss L = w2²\n"))
    #expect(String(reflecting: error) == "\(error)")
    let diagnostic = try #require(error.diagnostics.first)
    #expect(error.place(of: diagnostic) == (2, 10))
    #expect(diagnostic.description.hasPrefix(diagnostic.message) && diagnostic.severity == .error)
    let missing = try #require(throws: FlowErrors.self) { try FlowFile.read("no/such.flow") }
    #expect("\(missing)".hasPrefix("no/such.flow:1:1: error: the file cannot be read: "))
  }

  @Test func nodesAndSlips() throws {
    let g = GraphBuilder()
    let a = g.input("a", [[1, 2], [3, 4]]), b = g.input("b", [1, 2, 3])
    #expect("\(b)" == "node 1")
    g.loss("L", sum(matmul(a, b)))
    let error = try #require(throws: BuilderError.self) { try g.figure() }
    #expect("\(error)" == "matmul does not fit the shapes [2, 2] and [3]: they do not match")
  }
}
