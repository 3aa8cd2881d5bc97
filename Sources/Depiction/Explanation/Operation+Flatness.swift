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
    case .detach: .closed("detach lets nothing flow back")
    case .map(let map): map.flatness
    case .parametric(let parametric): parametric.flatness(at: number)
    case .dropout: .closed("dropout dropped it")
    case .pair(let pair): pair.flatness(by: slot)
    case .compare: .level("a comparison")
    case .choose: slot == 0 ? .closed("a condition only chooses") : .notTaken("where")
    case .reduce(let reduction): reduction.flatness
    case .find: .closed("a place among the entries moves by jumps")
    case .pool: .notTaken(name)
    case .move(let move): move.flatness
    case .product, .convolve: .otherIsZero(slot: 1 - slot)
    case .matrix(.determinant): .closed("its cofactor is 0")
    case .matrix(.inverse): .tooSmall
    case .lines(let lines): lines.flatness
    case .crossEntropy:
      slot == 0 ? .closed("the probabilities are the target's already") : .closed("a target is held")
    case .embedding: slot == 0 ? .closed("no row of the table was looked up") : .closed("a row's number only chooses")
    case .take: slot == 0 ? .closed("other entries were picked") : .closed("an index only chooses")
    case .oneHot: .closed("a class's number only chooses")
    case .scan(.product): .closed("another factor is 0")
    case .leaf, .identity, .join, .scan(.sum): .tooSmall
    }
  }
}

extension Flatness {
  /// By itself the operation is never flat.
  fileprivate static var tooSmall: Flatness { .closed(tooSmallWords) }
  static let tooSmallWords = "what flows through is too small for a double"
}

extension Primitive.Map {
  fileprivate var flatness: Flatness {
    switch self {
    case .negate: .tooSmall
    case .square, .abs, .cosh: .operandIsZero
    case .relu: .off("ReLU is off")
    case .sigmoid: .off("the sigmoid is saturated")
    case .tanh: .off("tanh is saturated")
    case .erf: .off("erf is saturated")
    case .softplus, .silu: .off("\(rawValue) is off")
    case .gelu, .geluTanh: .off("gelu is off")
    case .atan: .off("atan is saturated")
    case .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .sin, .cos, .tan, .asin, .acos, .sinh, .asinh, .acosh,
      .atanh:
      .off("\(rawValue) is level")
    case .sign, .floor, .ceil, .round: .level(rawValue)
    }
  }
}

extension Primitive.Parametric {
  fileprivate func flatness(at number: Double) -> Flatness {
    switch self {
    case .leakyRelu: .off("leaky ReLU is off")
    case .elu: .off("ELU is saturated")
    case .power: number == 0 ? .level("a power of 0") : .operandIsZero
    }
  }
}

extension Primitive.Pair {
  fileprivate func flatness(by slot: Int) -> Flatness {
    switch self {
    case .add, .subtract: .tooSmall
    case .multiply: .otherIsZero(slot: 1 - slot)
    case .atan2: .otherIsZero(slot: 1 - slot)
    case .divide: slot == 1 ? .otherIsZero(slot: 0) : .off("the quotient is level")
    case .pow: .operandIsZero
    case .minimum, .maximum: .notTaken(rawValue)
    }
  }
}

extension Primitive.Reduction {
  fileprivate var flatness: Flatness {
    switch self {
    case .sum, .mean, .logSumExp: .tooSmall
    case .product: .closed("another factor is 0")
    case .variance, .standardDeviation: .closed("all entries are equal")
    case .norm: .operandIsZero
    case .largest, .smallest: .notTaken(rawValue)
    }
  }
}

extension Primitive.Move {
  fileprivate var flatness: Flatness {
    switch self {
    case .reshape, .transpose: .tooSmall
    case .index: .closed("another entry was picked")
    case .tril, .triu: .closed("it was masked out")
    case .diag: .closed("it is not on the diagonal")
    }
  }
}

extension Primitive.Lines {
  fileprivate var flatness: Flatness {
    switch self {
    case .softmax: .closed("softmax of one entry is always 1")
    case .logSoftmax, .layerNorm, .batchNorm: .closed("\(rawValue) of one entry is always 0")
    case .rmsNorm: .tooSmall
    }
  }
}
