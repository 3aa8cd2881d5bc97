/// A training run as facts to be written out.
public struct RunRecord: Sendable, Equatable {
  public let name: String
  /// The update rule's name in the flow language.
  public let optimizer: String
  /// `converged`, `diverged` or `stopped`.
  public let outcome: String
  /// The parameters' names, in the order of the file.
  public let parameters: [String]
  /// The state before each update, and where the run ended; thinned if it was long.
  public let steps: [StepRecord]

  public init(name: String, optimizer: String, outcome: String, parameters: [String], steps: [StepRecord]) {
    self.name = name
    self.optimizer = optimizer
    self.outcome = outcome
    self.parameters = parameters
    self.steps = steps
  }
}

/// One state of a training run.
public struct StepRecord: Sendable, Equatable {
  /// How many updates were made before.
  public let step: Int
  public let loss: Double
  /// Of the update that follows.
  public let learningRate: Double
  /// Of each parameter, in the order of `RunRecord.parameters`.
  public let values: [Quantity]
  /// ∂loss/∂parameter, in the same order.
  public let gradients: [Quantity]
  /// The 2-norm of all gradients together.
  public let gradientNorm: Double

  public init(
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
