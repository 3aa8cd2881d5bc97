/// Where an operation's domain is divided: on the boundary its derivative is a convention or does not exist, on
/// either side it is smooth.
package enum Boundary: Sendable, Hashable {
  /// Smooth wherever it is defined.
  case none
  /// Operand `slot` is 0.
  case zero(slot: Int, Singularity.Kind)
  /// The two operands are equal.
  case equality(Singularity.Kind)
  /// A whole number.
  case whole
  /// A whole number and a half.
  case half
  /// The operand is one of these numbers, at most two: the edge of its domain.
  case edges(Double, Double)
  /// The first operand is 0 and the second is not above it.
  case cut
  /// An odd multiple of π/2.
  case pole
  /// The base is 0, and the exponent is no natural number.
  case zeroBase
  /// Several entries share the largest (or smallest) value.
  case sharedExtreme(Singularity.Kind)
  /// A matrix that has no inverse.
  case singular
  /// All entries that are reduced together are equal.
  case equalEntries
  /// All entries that are reduced together are 0.
  case zeroEntries
}

extension Operation {
  /// The operation's facet of domains.
  package var boundary: Boundary {
    switch primitive {
    case .leaf, .identity, .detach, .dropout: .none
    case .map(let map): map.boundary
    case .parametric(let parametric): parametric.boundary(at: number)
    case .pair(let pair): pair.boundary
    case .compare: .equality(.jump)
    // A condition has no edge; what it was made of has boundaries of its own.
    case .choose: .none
    case .reduce(let reduction): reduction.boundary
    case .find: .sharedExtreme(.jump)
    case .pool(.max1d), .pool(.max2d): .sharedExtreme(.tie)
    case .matrix(.inverse): .singular
    case .matrix(.determinant): .none
    case .pool(.mean1d), .pool(.mean2d), .move, .join, .scan, .product, .convolve, .lines, .crossEntropy, .embedding,
      .take,
      .oneHot:
      .none
    }
  }

  /// x^p has a derivative at 0 on both sides for p = 0, 1, 2, … alone.
  static func isSmoothAtZero(exponent: Double) -> Bool { exponent >= 0 && exponent == exponent.rounded() }
}

extension Primitive.Map {
  fileprivate var boundary: Boundary {
    switch self {
    case .negate, .exp, .expm1, .square, .sin, .cos, .atan, .sinh, .cosh, .tanh, .asinh, .sigmoid, .softplus, .silu,
      .erf, .gelu, .geluTanh:
      .none
    case .log, .log2, .log10, .sqrt: .zero(slot: 0, .domainEdge)
    case .abs, .relu: .zero(slot: 0, .kink(at: 0))
    case .sign: .zero(slot: 0, .jump)
    case .log1p: .edges(-1, -1)
    case .asin, .acos, .atanh: .edges(-1, 1)
    case .acosh: .edges(1, 1)
    case .floor, .ceil: .whole
    case .round: .half
    case .tan: .pole
    }
  }
}

extension Primitive.Parametric {
  fileprivate func boundary(at number: Double) -> Boundary {
    switch self {
    case .leakyRelu, .elu: number == 1 ? .none : .zero(slot: 0, .kink(at: 0))
    case .power: Operation.isSmoothAtZero(exponent: number) ? .none : .zero(slot: 0, .domainEdge)
    }
  }
}

extension Primitive.Pair {
  fileprivate var boundary: Boundary {
    switch self {
    case .add, .subtract, .multiply: .none
    case .divide: .zero(slot: 1, .domainEdge)
    case .pow: .zeroBase
    case .atan2: .cut
    case .minimum, .maximum: .equality(.tie)
    }
  }
}

extension Primitive.Reduction {
  fileprivate var boundary: Boundary {
    switch self {
    case .sum, .mean, .product, .variance, .logSumExp: .none
    case .standardDeviation: .equalEntries
    case .norm: .zeroEntries
    case .largest, .smallest: .sharedExtreme(.tie)
    }
  }
}
