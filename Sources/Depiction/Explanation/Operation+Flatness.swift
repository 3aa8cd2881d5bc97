import Autodiff

/// Why nothing flows back along an edge whose local derivative is exactly 0.
enum Flatness {
  /// The other operand, with which this one is multiplied, is 0.
  case otherIsZero(slot: Int)
  /// The operand itself is 0, where the curve is level: x², |x| by convention.
  case operandIsZero
  /// `ReLU is off`, `tanh is saturated`: said of the operand's value.
  case off(String)
  /// `floor is flat`: whatever the value.
  case level(String)
  /// The other operand was taken.
  case notTaken(String)
  /// Nothing flows back by agreement.
  case closed(String)
}

extension Operation {
  /// The operation's facet of zeros: what a derivative of exactly 0 by operand `slot` means.
  func flatness(by slot: Int) -> Flatness {
    switch primitive {
    case .multiply, .matmul, .dot: .otherIsZero(slot: 1 - slot)
    case .divide: slot == 1 ? .otherIsZero(slot: 0) : .off("the quotient is level")
    case .square, .abs, .norm: .operandIsZero
    case .power, .pow: attributes == .number(0) ? .level("a power of 0") : .operandIsZero
    case .relu: .off("ReLU is off")
    case .leakyRelu: .off("leaky ReLU is off")
    case .elu: .off("ELU is saturated")
    case .sigmoid: .off("the sigmoid is saturated")
    case .tanh: .off("tanh is saturated")
    case .erf: .off("erf is saturated")
    case .softplus, .silu, .gelu, .geluTanh: .off("\(name) is off")
    case .exp, .log, .sqrt, .sin, .cos, .tan: .off("\(name) is level")
    case .sign, .floor: .level(name)
    case .less, .lessEqual, .greater, .greaterEqual, .equal: .level("a comparison")
    case .minimum, .maximum, .smallest, .largest: .notTaken(name)
    case .select: slot == 0 ? .closed("a condition only chooses") : .notTaken("where")
    case .index: .closed("another entry was picked")
    case .tril, .triu: .closed("it was masked out")
    case .product: .closed("another factor is 0")
    case .variance, .standardDeviation: .closed("all entries are equal")
    case .detach: .closed("detach lets nothing flow back")
    case .dropout: .closed("dropout dropped it")
    case .embedding: slot == 0 ? .closed("no row of the table was looked up") : .closed("a row's number only chooses")
    case .oneHot: .closed("a class's number only chooses")
    case .crossEntropy:
      slot == 0 ? .closed("the probabilities are the target's already") : .closed("a target is held")
    case .softmax, .logSoftmax: .closed("softmax is saturated")
    case .layerNorm, .rmsNorm: .closed("all entries are equal")
    case .leaf, .identity, .negate, .add, .subtract, .sum, .mean, .logSumExp, .reshape, .transpose, .concat, .stack,
      .cumsum:
      .closed("what flows through is too small for a double")
    }
  }
}
