extension Primitive {
  /// The table of second partials of all that works on numbers: ∂²z/∂x², ∂²z/∂x∂y and ∂²z/∂y² at z = `value(x, y)`. A literal number
  /// has none; on either side of a kink a straight piece has 0, and at the kink too.
  func secondPartials(_ x: Double, _ y: Double, _ z: Double) -> (xx: Double, xy: Double, yy: Double) {
    switch self {
    // Straight, or in straight pieces.
    case .leaf, .identity, .detach, .dropout, .oneHot, .negate, .abs, .relu, .leakyRelu, .sign, .floor, .add,
      .subtract, .minimum,
      .maximum, .less, .lessEqual, .greater, .greaterEqual, .equal, .select, .reshape, .transpose, .index, .concat,
      .stack, .tril, .triu:
      return (0, 0, 0)
    case .exp: return (z, 0, 0)
    case .log: return (-1 / (x * x), 0, 0)
    case .sqrt: return (-0.25 / (x * z), 0, 0)
    case .square: return (2, 0, 0)
    case .sin: return (-z, 0, 0)
    case .cos: return (-z, 0, 0)
    case .tan: return (2 * z * (1 + z * z), 0, 0)
    case .tanh: return (-2 * z * (1 - z * z), 0, 0)
    case .sigmoid: return (z * (1 - z) * (1 - 2 * z), 0, 0)
    case .softplus:
      let s = logistic(x)
      return (s * (1 - s), 0, 0)
    case .silu:
      let s = logistic(x)
      let slope = s * (1 - s)
      return (slope == 0 ? 0 : slope * (2 + x * (1 - 2 * s)), 0, 0)
    case .erf:
      let slope = Constants.twoOverSqrtPi * exponential(-x * x)
      return (slope == 0 ? 0 : -2 * x * slope, 0, 0)
    case .gelu:
      let density = Constants.inverseSqrt2Pi * exponential(-0.5 * x * x)
      return (density == 0 ? 0 : density * (2 - x * x), 0, 0)
    case .geluTanh: return (geluTanhCurvature(x), 0, 0)
    case .elu: return (x > 0 ? 0 : y * exponential(x), 0, 0)
    case .power: return (powerCurvature(x, y), 0, 0)
    case .multiply: return (0, 1, 0)
    case .divide:
      let inverse = 1 / y
      return (0, -inverse * inverse, 2 * z * inverse * inverse)
    case .pow:
      let slope = raised(x, y - 1)
      let mixed = x == 0 && y > 1 ? 0 : slope * (1 + y * logarithm(x))
      let second = x == 0 && y >= 0 ? 0 : z * logarithm(x) * logarithm(x)
      return (powerCurvature(x, y), mixed, second)
    // Not on numbers: an opened model has none of these.
    case .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding, .sum, .mean, .product, .variance,
      .standardDeviation, .norm, .logSumExp, .largest, .smallest, .cumsum,
      .matmul,
      .dot:
      return (.nan, .nan, .nan)
    }
  }
}

/// p(p − 1)·x^(p−2), where a power of 0 or 1 is straight at 0 too.
private func powerCurvature(_ x: Double, _ p: Double) -> Double {
  p == 0 || p == 1 ? 0 : p * (p - 1) * raised(x, p - 2)
}

/// f = ½x(1 + t) with t = tanh(u) and u = √(2/π)(x + 0.044715x³): f″ = t′ + ½x·t″.
private func geluTanhCurvature(_ x: Double) -> Double {
  let t = geluTangent(x)
  let slope = 1 - t * t
  if slope == 0 { return 0 }
  let inner = Constants.sqrt2OverPi * (1 + 3 * Constants.geluCubic * x * x)
  let bend = Constants.sqrt2OverPi * 6 * Constants.geluCubic * x
  return slope * inner + 0.5 * x * (slope * bend - 2 * t * slope * inner * inner)
}
