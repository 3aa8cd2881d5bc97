import Autodiff
import Testing
import Training

/// The lesson's descents, number for number.
@Suite struct LessonTests {
  /// ŷ = w·x, L = (ŷ − y)² with x = 2, y = 5, w = 3 at rate 0.1.
  @Test func oneKnob() throws {
    var sketch = GraphRecorder()
    let x = sketch.leaf(2)
    let y = sketch.leaf(5)
    let w = sketch.leaf(3)
    let error = try sketch.record(.subtract, sketch.record(.multiply, w, x), y)
    let loss = try sketch.record(.square, error)
    let run = TrainingRun(
      name: "gd", loss: loss, parameters: [w], rule: .gradientDescent, learningRate: 0.1, steps: 3)
    let descent = Descent(of: run, in: sketch.finish())
    #expect(descent.steps.map(\.number) == [0, 1, 2, 3])
    let expected: [(w: Double, loss: Double, gradient: Double)] = [
      (3, 1, 4), (2.6, 0.04, 0.8), (2.52, 0.0016, 0.16), (2.504, 0.000064, 0.032),
    ]
    for (step, truth) in zip(descent.steps, expected) {
      #expect(abs(step.parameters[0] - truth.w) < 1e-12)
      #expect(abs(step.loss - truth.loss) < 1e-12)
      #expect(abs(step.gradient[0] - truth.gradient) < 1e-12)
      #expect(step.learningRate == 0.1)
    }
    #expect(descent.outcome == .stopped)
  }
}
