import ElementaryFunctions
import Letters

/// The learning rate as a function of the update's number k, from 0 at the first, and of η, the rate that the run is given.
public indirect enum Schedule: Sendable, Hashable {
  /// η.
  case constant
  /// η·γ^⌊k/every⌋. `torch.optim.lr_scheduler.StepLR`.
  case step(every: Int, gamma: Double)
  /// η·γ^k. `ExponentialLR`.
  case exponential(gamma: Double)
  /// to + (η − to)(1 + cos(πk/steps))/2 up to k = steps, `to` after. `CosineAnnealingLR`; Loshchilov and Hutter 2017.
  case cosine(steps: Int, to: Double = 0)
  /// η·(start + (end − start)·k/steps) up to k = steps, η·end after. `LinearLR`.
  case linear(start: Double = 1.0 / 3, end: Double = 1, steps: Int = 5)
  /// η·(1 − k/steps)^power up to k = steps, 0 after. `PolynomialLR`.
  case polynomial(steps: Int, power: Double = 1)
  /// η·(k + 1)/steps for k < steps, then the other, counted from 0.
  case warmup(steps: Int, then: Schedule)
  /// η times `factor` whenever the loss has not fallen by a ten-thousandth for more than `patience` updates.
  /// `ReduceLROnPlateau` (min, relative threshold 1e-4).
  case plateau(factor: Double = 0.1, patience: Int = 10)

  /// The rate of update `k` for the base rate `rate`; a plateau's reductions come from its `PlateauState`.
  package func rate(_ rate: Double, at k: Int, plateau state: PlateauState) -> Double {
    switch self {
    case .constant: return rate
    case .step(let every, let gamma): return rate * Elementary.pow(gamma, Double(k / every))
    case .exponential(let gamma): return rate * Elementary.pow(gamma, Double(k))
    case .cosine(let steps, let to):
      return k >= steps ? to : to + (rate - to) * (1 + Elementary.cos(Double.pi * Double(k) / Double(steps))) / 2
    case .linear(let start, let end, let steps):
      return rate * (start + (end - start) * Double(min(k, steps)) / Double(steps))
    case .polynomial(let steps, let power):
      return rate * Elementary.pow(1 - Double(min(k, steps)) / Double(steps), power)
    case .warmup(let steps, let then):
      return k < steps
        ? rate * Double(k + 1) / Double(steps) : then.rate(rate, at: k - steps, plateau: state)
    case .plateau: return rate * state.scale
    }
  }

  /// The plateau in this schedule, with the update from which it watches the loss.
  package var plateau: (factor: Double, patience: Int, from: Int)? {
    switch self {
    case .plateau(let factor, let patience): (factor, patience, 0)
    case .warmup(let steps, let then): then.plateau.map { ($0.factor, $0.patience, $0.from + steps) }
    case .constant, .step, .exponential, .cosine, .linear, .polynomial: nil
    }
  }
}

extension Schedule: CustomStringConvertible {
  /// `cosine(steps=100, to=0)`: as the flow language writes it.
  public var description: String {
    switch self {
    case .constant: "constant"
    case .step(let every, let gamma): "step(every=\(every), gamma=\(gamma.spelled))"
    case .exponential(let gamma): "exponential(gamma=\(gamma.spelled))"
    case .cosine(let steps, let to): "cosine(steps=\(steps), to=\(to.spelled))"
    case .linear(let start, let end, let steps):
      "linear(start=\(start.spelled), end=\(end.spelled), steps=\(steps))"
    case .polynomial(let steps, let power): "polynomial(steps=\(steps), power=\(power.spelled))"
    case .warmup(let steps, let then): "warmup(steps=\(steps), then=\(then))"
    case .plateau(let factor, let patience): "plateau(factor=\(factor.spelled), patience=\(patience))"
    }
  }
}
