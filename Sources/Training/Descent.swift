/// A training run as it went: its states, thinned if it was long, and how it ended.
public struct Descent: Sendable {
  /// The state before update `number` + 1; the last is where the run ended.
  public struct Step: Sendable, Equatable {
    public let number: Int
    public let loss: Double
    /// Of update `number` + 1.
    public let learningRate: Double
    /// The parameters' numbers, one leaf after the other.
    public let parameters: [Double]
    /// ∂loss/∂parameter, in the same order; before clipping and decay.
    public let gradient: [Double]
    /// The 2-norm of the gradient.
    public let gradientNorm: Double
  }

  public enum Outcome: String, Sendable { case converged, diverged, stopped }

  public let run: TrainingRun
  public let steps: [Step]
  public let outcome: Outcome
  /// How many updates were made.
  public let updateCount: Int
  /// Every loss, of up to 10,000 steps; a longer run keeps each `stride`-th.
  public let stride: Int
}
