import Autodiff
import Depiction
import FlowLanguage
import Renderers
import Training

extension Figure {
  /// A training run as it went: its steps, how it ended, and the figure at each of them.
  ///
  /// ```swift
  /// let training = figure.train(.adam(), learningRate: 0.1, steps: 50)
  /// print(training)                     // the steps as a table
  /// training.last.value(of: "L")        // the loss at the end
  /// print(training.figure(at: 1)!)      // the picture after one step
  /// ```
  public struct Training: Sendable {
    let figure: Figure
    package let descent: Descent

    /// What was asked for.
    public var run: TrainingRun { descent.run }
    /// How it ended.
    public var outcome: TrainingRun.Outcome { descent.outcome }
    /// How many updates were made.
    public var updateCount: Int { descent.updateCount }

    /// A state that a run was in.
    public struct Step: Sendable, Hashable {
      /// How many updates were made before.
      public let number: Int
      /// The loss, before the next update.
      public let loss: Double
      /// η of the next update.
      public let learningRate: Double
      /// The 2-norm of the gradient of all parameters together.
      public let gradientNorm: Double
    }

    /// Every state, from the start to where the run ended; of more than 10,000 every so-maniest.
    public var steps: [Step] {
      descent.steps.map {
        Step(number: $0.number, loss: $0.loss, learningRate: $0.learningRate, gradientNorm: $0.gradientNorm)
      }
    }

    /// The figure after so many updates; a converged run keeps its last state for ever. Nil past the end of another run.
    public func figure(at step: Int) -> Figure? {
      precondition(step >= 0, "a run has no steps before its start")
      guard step < updateCount else { return step == updateCount || outcome == .converged ? last : nil }
      return figure.moved(to: TrainedState(of: Descent(of: run, in: figure.file.model.graph, limit: 0, upTo: step)))
    }

    /// The figure where the run ended.
    public var last: Figure { figure.moved(to: TrainedState(of: descent)) }

    /// The steps with all digits: their number, loss, learning rate, parameters and gradients, a line each.
    public func csv() -> String {
      let record = RunRecord(descent, in: figure.model)
      return String(
        decoding: CSVWriter().bytes(of: record, loss: figure.model.id(of: run.loss)), as: UTF8.self)
    }

    /// The same for other programs.
    public func json() -> String {
      let record = RunRecord(descent, in: figure.model)
      return String(decoding: JSONWriter().bytes(of: [record], title: figure.title), as: UTF8.self)
    }

    /// The steps as a table, as `edgewise train` prints it; of many some.
    public func table(precision: Int = 4, width: Int = 80, ascii: Bool = false) -> String {
      let table = Depiction(precision: precision).table(of: descent, in: figure.model)
      return TerminalPicture(width: width, ascii: ascii).text(of: table)
    }
  }

  /// The training runs that the flow file asks for.
  public var runs: [TrainingRun] { file.runs }

  /// Runs one of the file's training runs to its end.
  public func train(_ run: TrainingRun) -> Training {
    Training(figure: self, descent: Descent(of: run, in: file.model.graph))
  }

  /// Moves the parameters until the loss has converged, or for so many steps; from where this figure is.
  /// - Parameters:
  ///   - rule: the optimizer.
  ///   - learningRate: η, before the schedule.
  ///   - schedule: how the learning rate changes.
  ///   - steps: how many updates at most.
  ///   - until: ends the run once the loss is below.
  ///   - clipNorm: the gradient's norm is brought down to this.
  ///   - weightDecay: λ of λ·w, which is added to the gradient.
  /// - Precondition: the figure has an output of one number, and parameters.
  public func train(
    _ rule: UpdateRule, learningRate: Double, schedule: Schedule = .constant, steps: Int = 1_000,
    until: Double? = nil, clipNorm: Double? = nil, weightDecay: Double = 0
  ) -> Training {
    guard let output = model.output, model.graph.shape(of: output).count == 1 else {
      preconditionFailure("the figure has no output of one number to make small")
    }
    let parameters = model.definitions.filter { $0.role == .parameter }.map { $0.node }
    precondition(!parameters.isEmpty, "the figure has no parameters to train")
    precondition(steps >= 0, "a run has no less than 0 steps")
    return train(
      TrainingRun(
        name: rule.name, loss: output, parameters: parameters, rule: rule, learningRate: learningRate,
        schedule: schedule, steps: steps, until: until, clipNorm: clipNorm, weightDecay: weightDecay,
        start: state.leaves))
  }
}

extension Figure.Training: CustomStringConvertible {
  /// The steps as a table in 80 columns.
  public var description: String { table() }
}

extension Figure.Training.Step: CustomStringConvertible {
  /// `step 3: loss 0.006561`.
  public var description: String { "step \(number): loss \(Tensor(loss))" }
}
