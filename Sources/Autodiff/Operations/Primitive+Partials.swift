import Platform

extension Primitive {
  /// The table of partials of all that works entry by entry: ∂z/∂x and ∂z/∂y at z = `value(x, y)`. A literal number
  /// has the partial 0. At a kink or tie they are PyTorch's.
  @_transparent
  func partials(_ x: Double, _ y: Double, _ z: Double) -> (Double, Double) {
    switch self {
    case .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu: (1, 0)
    case .negate: (-1, 0)
    case .exp: (z, 0)
    case .log: (1 / x, 0)
    case .sqrt: (0.5 / z, 0)
    case .square: (2 * x, 0)
    case .abs: (x > 0 ? 1 : x < 0 ? -1 : 0, 0)
    case .sin: (cosine(x), 0)
    case .cos: (-sine(x), 0)
    case .tan: (1 + z * z, 0)
    case .tanh: (1 - z * z, 0)
    case .sigmoid: (z * (1 - z), 0)
    case .relu: (x <= 0 ? 0 : 1, 0)
    case .softplus: (logistic(x), 0)
    case .silu: (siluSlope(x), 0)
    case .erf: (Constants.twoOverSqrtPi * exponential(-x * x), 0)
    case .sign, .floor, .detach: (0, 0)
    case .gelu:
      (0.5 * erfc(-x * Constants.inverseSqrt2) + x * (Constants.inverseSqrt2Pi * exponential(-0.5 * x * x)), 0)
    case .geluTanh: (geluTanhSlope(x), 0)
    case .leakyRelu: (x > 0 ? 1 : y, 0)
    case .elu: (x > 0 ? 1 : y * exponential(x), 0)
    case .dropout: (y, 0)
    case .power: (y == 0 ? 0 : y * raised(x, y - 1), 0)
    case .add: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (y, x)
    case .divide: quotientPartials(y, z)
    case .pow: (y == 0 ? 0 : y * raised(x, y - 1), x == 0 && y >= 0 ? 0 : z * logarithm(x))
    case .minimum: (x == y ? 0.5 : x > y ? 0 : 1, x == y ? 0.5 : y > x ? 0 : 1)
    case .maximum: (x == y ? 0.5 : x < y ? 0 : 1, x == y ? 0.5 : y < x ? 0 : 1)
    case .less, .lessEqual, .greater, .greaterEqual, .equal: (0, 0)
    // Not entry by entry: these stand in their blocks.
    case .leaf, .select, .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest,
      .smallest, .cumsum, .matmul, .dot, .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding,
      .oneHot:
      (.nan, .nan)
    }
  }

  /// The partials that hold whatever the operands are, so that a step need not store them.
  var constantPartials: (Double, Double)? { hasConstantPartials ? partials(1, 1, 1) : nil }
}

/// z = x/y: (1/y, −z/y).
@inline(__always)
private func quotientPartials(_ y: Double, _ z: Double) -> (Double, Double) {
  let inverse = 1 / y
  return (inverse, -z * inverse)
}

/// σ + xσ(1 − σ), where the second term is 0 as soon as σ is 0 or 1.
@inline(__always)
private func siluSlope(_ x: Double) -> Double {
  let s = logistic(x)
  return s * (1 + x * (1 - s))
}

@inline(__always)
private func geluTanhSlope(_ x: Double) -> Double {
  let t = geluTangent(x)
  let slope = 1 - t * t
  let inner = Constants.sqrt2OverPi * (1 + 3 * Constants.geluCubic * x * x)
  return 0.5 * (1 + t) + (slope == 0 ? 0 : 0.5 * x * slope * inner)
}
