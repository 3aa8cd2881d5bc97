import Autodiff

/// What one `train` line asks for.
public struct TrainingRun: Sendable {
  public var name: String
  /// The node that is made small; one number.
  public var loss: Int
  /// The leaves that move, in the order of the file.
  public var parameters: [Int]
  public var rule: UpdateRule
  public var learningRate: Double
  public var schedule: Schedule
  /// How many updates at most.
  public var steps: Int
  /// The run has converged once the loss is below; nil: no such bound.
  public var until: Double?
  /// The gradient's norm is brought down to this; nil: never. As `torch.nn.utils.clip_grad_norm_`.
  public var clipNorm: Double?
  /// λ of λ·w, which is added to the (clipped) gradient.
  public var weightDecay: Double
  /// Where parameters start if not at their own values.
  public var start: [Int: Tensor]

  public init(
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
