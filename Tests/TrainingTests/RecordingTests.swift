import Autodiff
import FlowLanguage
import Testing
import Training

/// Which steps of a run are kept.
@Suite struct RecordingTests {
  private static let crawling = "param x = 1\nf = x²\ntrain f using gd(lr=1e-9), steps="

  /// Up to 10,000 updates every state is there; above, every ⌈n/10,000⌉-th, the first, the last and those asked for.
  @Test func thinning() throws {
    let whole = try descent(RecordingTests.crawling + "10000")
    #expect(whole.steps.map(\.number) == Array(0...10_000) && whole.stride == 1)
    let thinned = try descent(RecordingTests.crawling + "25001", keeping: [7, 8, 9, 30_000])
    #expect(thinned.stride == 3)
    let expected = (Array(stride(from: 0, through: 25_001, by: 3)) + [7, 8, 25_001]).sorted()
    #expect(thinned.steps.map(\.number) == expected)
  }

  /// What counts is how many updates were made, not how many were allowed.
  @Test func earlyEnd() throws {
    let descent = try descent("param x = 1\nf = x²\ntrain f using gd(lr=0.1), until=0.2, steps=1000000000")
    #expect(descent.steps.map(\.number) == [0, 1, 2, 3, 4] && descent.stride == 1)
  }

  /// A record of many numbers is thinned until it fits.
  @Test func bounded() throws {
    let descent = try descent("param x = ones(50000)\nf = mean(x²)\ntrain f using gd(lr=1), steps=100", keeping: [1])
    let rows = Descent.numberLimit / 100_003
    #expect(descent.stride == 100 / rows + 1)
    #expect(descent.steps.count <= rows + 3)
    #expect(descent.steps.first?.number == 0 && descent.steps[1].number == 1 && descent.steps.last?.number == 100)
  }

  @Test func lookingUp() throws {
    let stopped = try descent(RecordingTests.crawling + "20001", keeping: [5])
    #expect(stopped.step(after: 5)?.number == 5 && stopped.step(after: 6)?.number == 6)
    #expect(stopped.step(after: 7) == nil && stopped.step(after: 20_001)?.number == 20_001)
    #expect(stopped.step(after: 20_002) == nil)
    let converged = try descent("param x = 1\nf = x²\ntrain f using gd(lr=0.1), until=0.2")
    #expect(converged.step(after: 1_000)?.number == 4)
  }

  /// States by leaf, and the gradient as the graph has it there.
  @Test func statesAndGradients() throws {
    let file = try file("param a = [1, 2]\nparam b = 3\nf = sum(a²) + b²\ntrain f using gd(lr=0.25), steps=2")
    let run = try #require(file.runs.first)
    let descent = Descent(of: run, in: file.model.graph)
    let step = try #require(descent.step(after: 1))
    #expect(descent.leafValues(at: step) == [0: Tensor(shape: [2], scalars: [0.5, 1]), 1: Tensor(1.5)])
    #expect(descent.gradients(at: step) == [0: Tensor(shape: [2], scalars: [1, 2]), 1: Tensor(3)])
    #expect(step.loss == 3.5 && step.gradientNorm == 14.0.squareRoot())
    let there = file.model.graph.rebuilt(leaves: descent.leafValues(at: step)).forwardTrace()
    #expect(there.scalar(of: run.loss) == 3.5)
  }

  @Test func interruption() throws {
    let file = try file(RecordingTests.crawling + "100000000")
    let run = try #require(file.runs.first)
    let descent = Descent(of: run, in: file.model.graph) { updates, _ in updates < 25_000 }
    #expect(descent.wasInterrupted && descent.outcome == .stopped && descent.updateCount == 25_000)
    #expect(descent.steps.map(\.number) == [0, 10_000, 20_000, 25_000])
  }

  /// The same twice, and no state left behind by the first.
  @Test func sameTwice() throws {
    let text = "param x = 1\nf = x⁴ - x\ntrain f using adam(lr=0.1), steps=50, schedule=warmup(3, then=plateau)"
    #expect(try Array(descent(text).steps) == Array(descent(text).steps))
  }
}
