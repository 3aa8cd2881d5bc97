/// A training run as facts to be written out.
package struct RunRecord: Sendable, Equatable {
  package let name: String
  /// The update rule's name in the flow language.
  package let optimizer: String
  /// `converged`, `diverged` or `stopped`.
  package let outcome: String
  /// The parameters' names, in the order of the file.
  package let parameters: [String]
  /// The state before each update, and where the run ended; thinned if it was long.
  package let steps: [StepRecord]

  package init(name: String, optimizer: String, outcome: String, parameters: [String], steps: [StepRecord]) {
    self.name = name
    self.optimizer = optimizer
    self.outcome = outcome
    self.parameters = parameters
    self.steps = steps
  }
}

/// One state of a training run.
package struct StepRecord: Sendable, Equatable {
  /// How many updates were made before.
  package let step: Int
  package let loss: Double
  /// Of the update that follows.
  package let learningRate: Double
  /// Of each parameter, in the order of `RunRecord.parameters`.
  package let values: [Quantity]
  /// ∂loss/∂parameter, in the same order.
  package let gradients: [Quantity]
  /// The 2-norm of all gradients together.
  package let gradientNorm: Double

  package init(
    step: Int, loss: Double, learningRate: Double, values: [Quantity], gradients: [Quantity], gradientNorm: Double
  ) {
    self.step = step
    self.loss = loss
    self.learningRate = learningRate
    self.values = values
    self.gradients = gradients
    self.gradientNorm = gradientNorm
  }
}
