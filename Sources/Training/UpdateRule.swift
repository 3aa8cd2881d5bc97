/// How a gradient moves the parameters: an optimizer, as a pure pair of an initial state and an update.
///
/// Each rule is the one of the PyTorch class of its name, to the last digit but for the order of rounding. In the formulas g is the
/// gradient, w the parameter, η the learning rate, t = 1, 2, … the number of the update.
package enum UpdateRule: Sendable, Hashable {
  /// w ← w − η·g. `torch.optim.SGD`; Cauchy 1847.
  case gradientDescent
  /// b ← β·b + g; w ← w − η·b; b is g at the first update. `torch.optim.SGD(momentum: β)`; Polyak 1964.
  case momentum(beta: Double)
  /// b as in momentum; w ← w − η·(g + β·b). `torch.optim.SGD(momentum: β, nesterov: True)`; Sutskever et al. 2013.
  case nesterov(beta: Double)
  /// s ← s + g²; w ← w − η·g/(√s + ε). `torch.optim.Adagrad`; Duchi, Hazan, Singer 2011.
  case adagrad(epsilon: Double)
  /// s ← α·s + (1 − α)·g²; w ← w − η·g/(√s + ε). `torch.optim.RMSprop`; Hinton 2012.
  case rmsprop(alpha: Double, epsilon: Double)
  /// m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ),
  /// v̂ = v/(1 − β₂ᵗ). `torch.optim.Adam`; Kingma and Ba 2015.
  case adam(beta1: Double, beta2: Double, epsilon: Double)
  /// w ← w − η·λ·w, then Adam. `torch.optim.AdamW`; Loshchilov and Hutter 2019.
  case adamw(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// The rule's name in the flow language.
  package var name: String {
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
}
