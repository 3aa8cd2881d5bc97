import Letters

/// How a gradient moves the parameters: an optimizer, as a pure pair of an initial state and an update.
///
/// ```swift
/// figure.train(.adam(), learningRate: 0.1, steps: 100)
/// ```
///
/// Each rule is the one of the PyTorch class of its name, to the last digit but for the order of rounding. In the formulas g is the
/// gradient, w the parameter, η the learning rate, t = 1, 2, … the number of the update.
public enum UpdateRule: Sendable, Hashable {
  /// w ← w − η·g. `torch.optim.SGD`; Cauchy 1847.
  case gradientDescent
  /// b ← β·b + g; w ← w − η·b; b is g at the first update. `torch.optim.SGD(momentum: β)`; Polyak 1964.
  case momentum(beta: Double = 0.9)
  /// b as in momentum; w ← w − η·(g + β·b). `torch.optim.SGD(momentum: β, nesterov: True)`; Sutskever et al. 2013.
  case nesterov(beta: Double = 0.9)
  /// s ← s + g²; w ← w − η·g/(√s + ε). `torch.optim.Adagrad`; Duchi, Hazan, Singer 2011.
  case adagrad(epsilon: Double = 1e-10)
  /// s ← α·s + (1 − α)·g²; w ← w − η·g/(√s + ε). `torch.optim.RMSprop`; Hinton 2012.
  case rmsprop(alpha: Double = 0.99, epsilon: Double = 1e-8)
  /// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ),
  /// v̂ = v/(1 − β₂ᵗ). `torch.optim.Adam`; Kingma and Ba 2015.
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
  /// w ← w − η·λ·w, then Adam. `torch.optim.AdamW`; Loshchilov and Hutter 2019.
  case adamw(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01)

  /// The rule's name in the flow language: `gd`, `adam`.
  public var name: String {
    switch self {
    case .gradientDescent: "gd"
    case .momentum: "momentum"
    case .nesterov: "nesterov"
    case .adagrad: "adagrad"
    case .rmsprop: "rmsprop"
    case .adam: "adam"
    case .adamw: "adamw"
    }
  }

  /// What the rule is told, under the names of the flow language.
  private var options: [(name: String, value: Double)] {
    switch self {
    case .gradientDescent: []
    case .momentum(let beta), .nesterov(let beta): [("beta", beta)]
    case .adagrad(let epsilon): [("eps", epsilon)]
    case .rmsprop(let alpha, let epsilon): [("alpha", alpha), ("eps", epsilon)]
    case .adam(let beta1, let beta2, let epsilon): [("beta1", beta1), ("beta2", beta2), ("eps", epsilon)]
    case .adamw(let beta1, let beta2, let epsilon, let decay):
      [("beta1", beta1), ("beta2", beta2), ("eps", epsilon), ("weight_decay", decay)]
    }
  }
}

extension UpdateRule: CustomStringConvertible {
  /// `adam(beta1=0.9, beta2=0.999, eps=1e-8)`: as the flow language writes it, without the learning rate.
  public var description: String {
    options.isEmpty
      ? name : name + "(" + options.map { "\($0.name)=\($0.value.spelled)" }.joined(separator: ", ") + ")"
  }
}
