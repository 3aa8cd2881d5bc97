import Autodiff

/// What one `train` line asks for.
package struct TrainingRun: Sendable {
  package var name: String
  /// The node that is made small; one number.
  package var loss: Int
  /// The leaves that move, in the order of the file.
  package var parameters: [Int]
  package var rule: UpdateRule
  package var learningRate: Double
  package var schedule: Schedule
  /// How many updates at most.
  package var steps: Int
  /// The run has converged once the loss is below; nil: no such bound.
  package var until: Double?
  /// The gradient's norm is brought down to this; nil: never. As `torch.nn.utils.clip_grad_norm_`.
  package var clipNorm: Double?
  /// λ of λ·w, which is added to the (clipped) gradient.
  package var weightDecay: Double
  /// Where parameters start if not at their own values.
  package var start: [Int: Tensor]

  package init(
    name: String, loss: Int, parameters: [Int], rule: UpdateRule, learningRate: Double,
    schedule: Schedule = .constant, steps: Int = 1_000, until: Double? = nil, clipNorm: Double? = nil,
    weightDecay: Double = 0, start: [Int: Tensor] = [:]
  ) {
    self.name = name
    self.loss = loss
    self.parameters = parameters
    self.rule = rule
    self.learningRate = learningRate
    self.schedule = schedule
    self.steps = steps
    self.until = until
    self.clipNorm = clipNorm
    self.weightDecay = weightDecay
    self.start = start
  }
}
