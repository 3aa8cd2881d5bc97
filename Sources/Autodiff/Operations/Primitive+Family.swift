/// How a primitive is recorded and evaluated.
enum Family: Equatable, Sendable {
  case leaf
  /// One operand, entry by entry.
  case unary
  /// One operand and a literal number, entry by entry.
  case parametrized
  /// Two operands, entry by entry, broadcast.
  case binary
  /// `where(condition, a, b)`, entry by entry, broadcast.
  case select
  /// Many entries to one.
  case reduction
  /// Entries moved, repeated or left out, but not changed.
  case arrangement
  /// Running sums along one axis.
  case running
  /// Matrix products.
  case product
  /// Along the lines of one axis, each entry from all of its line.
  case lines
  /// Logits and probabilities to one number.
  case crossEntropy
  /// Rows of a table.
  case lookup
  /// Classes to rows of 0 and 1.
  case oneHot
}

extension Primitive {
  var family: Family {
    switch self {
    case .leaf: .leaf
    case .identity, .negate, .exp, .log, .sqrt, .square, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus,
      .silu, .erf, .sign, .floor, .gelu, .geluTanh, .detach:
      .unary
    case .leakyRelu, .elu, .power, .dropout: .parametrized
    case .add, .subtract, .multiply, .divide, .pow, .minimum, .maximum, .less, .lessEqual, .greater, .greaterEqual,
      .equal:
      .binary
    case .select: .select
    case .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest: .reduction
    case .reshape, .transpose, .index, .concat, .stack, .tril, .triu: .arrangement
    case .cumsum: .running
    case .matmul, .dot: .product
    case .softmax, .logSoftmax, .layerNorm, .rmsNorm: .lines
    case .crossEntropy: .crossEntropy
    case .embedding: .lookup
    case .oneHot: .oneHot
    }
  }

  /// How many operands there must be; nil for as many as one likes, but one at least.
  var operandCount: Int? {
    switch family {
    case .leaf: 0
    case .unary, .parametrized, .reduction, .running, .lines, .oneHot: 1
    case .binary, .product, .crossEntropy, .lookup: 2
    case .select: 3
    case .arrangement: self == .concat || self == .stack ? nil : 1
    }
  }

  /// True if the operands stand in the table of long operand lists.
  var hasOperandList: Bool { operandCount == nil || operandCount == 3 }
}
