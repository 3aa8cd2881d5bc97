import Training

/// What can stand behind `using`.
enum OptimizerName: String, CaseIterable {
  case gd, sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw

  /// The options in the order in which they can be given without their names; only `lr` must be.
  var options: [String] {
    switch self {
    case .gd, .sgd: ["lr"]
    case .momentum, .nesterov: ["lr", "beta"]
    case .adagrad: ["lr", "eps"]
    case .rmsprop: ["lr", "alpha", "eps"]
    case .adam: ["lr", "beta1", "beta2", "eps"]
    case .adamw: ["lr", "beta1", "beta2", "eps", "weight_decay"]
    }
  }

  /// What an option is if it is not given; PyTorch's own, where it has one.
  func standard(_ option: String) -> Double {
    switch option {
    case "beta", "beta1": 0.9
    case "beta2": 0.999
    case "alpha": 0.99
    case "eps": self == .adagrad ? 1e-10 : 1e-8
    default: 0.01
    }
  }

  /// The update rule with these options.
  func rule(_ option: (String) -> Double) -> UpdateRule {
    switch self {
    case .gd, .sgd: .gradientDescent
    case .momentum: .momentum(beta: option("beta"))
    case .nesterov: .nesterov(beta: option("beta"))
    case .adagrad: .adagrad(epsilon: option("eps"))
    case .rmsprop: .rmsprop(alpha: option("alpha"), epsilon: option("eps"))
    case .adam: .adam(beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps"))
    case .adamw:
      .adamw(
        beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps"), weightDecay: option("weight_decay"))
    }
  }
}
