import Autodiff
import Letters

/// What one `train` line asks for: how parameters are to be moved, and when that ends.
public struct TrainingRun: Sendable {
  /// How a run ends.
  public enum Outcome: String, Sendable, Hashable {
    /// The loss fell below `until`; or after all steps, or at 0, nothing moved any more.
    case converged
    /// The loss or a parameter is not finite, or the loss rose to the end.
    case diverged
    /// All steps were made, or it was interrupted.
    case stopped
  }

  /// Unlike any other in the file.
  public package(set) var name: String
  /// The node that is made small; one number.
  package var loss: Int
  /// The leaves that move, in the order of the file.
  package var parameters: [Int]
  /// The optimizer.
  public package(set) var rule: UpdateRule
  /// η, before the schedule.
  public package(set) var learningRate: Double
  /// How the learning rate changes.
  public package(set) var schedule: Schedule
  /// How many updates at most.
  public package(set) var steps: Int
  /// The run has converged once the loss is below; nil: no such bound.
  public package(set) var until: Double?
  /// The gradient's norm is brought down to this; nil: never. As `torch.nn.utils.clip_grad_norm_`.
  public package(set) var clipNorm: Double?
  /// λ of λ·w, which is added to the (clipped) gradient.
  public package(set) var weightDecay: Double
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

extension TrainingRun: CustomStringConvertible {
  /// `"plain" using gd, lr=0.05, steps=12, until=0.01`.
  public var description: String {
    var text = "\"\(name)\" using \(rule), lr=\(learningRate.spelled), steps=\(steps)"
    if schedule != .constant { text += ", schedule=\(schedule)" }
    if let until { text += ", until=\(until.spelled)" }
    if let clipNorm { text += ", clip_norm=\(clipNorm.spelled)" }
    if weightDecay != 0 { text += ", weight_decay=\(weightDecay.spelled)" }
    return text
  }
}
