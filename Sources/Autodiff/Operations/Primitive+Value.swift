import Platform

/// √(2/π), 1/√2, 1/√(2π), 2/√π.
enum Constants {
  static let sqrt2OverPi = 0.797_884_560_802_865_4
  static let inverseSqrt2 = 0.707_106_781_186_547_6
  static let inverseSqrt2Pi = 0.398_942_280_401_432_7
  static let twoOverSqrtPi = 1.128_379_167_095_512_6
  /// The cubic term of the tanh form of gelu (Hendrycks and Gimpel, 2016).
  static let geluCubic = 0.044715
}

extension Primitive {
  /// The table of values of all that works entry by entry: `x` is the operand's entry; `y` the second operand's, or
  /// the literal number of the operation. Forms are chosen so that nothing overflows before its result does.
  @_transparent
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu, .detach: x
    case .negate: -x
    case .exp: exponential(x)
    case .log: logarithm(x)
    case .sqrt: x.squareRoot()
    case .square: x * x
    case .abs: Swift.abs(x)
    case .sin: sine(x)
    case .cos: cosine(x)
    case .tan: tangent(x)
    case .tanh: hyperbolicTangent(x)
    case .sigmoid: logistic(x)
    case .relu: x <= 0 ? 0 : x
    case .softplus: (x > 0 ? x : x.isNaN ? x : 0) + log1p(exponential(-Swift.abs(x)))
    case .silu: x * logistic(x)
    case .erf: errorFunction(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .floor: x.rounded(.down)
    case .gelu: 0.5 * x * erfc(-x * Constants.inverseSqrt2)
    case .geluTanh: 0.5 * x * (1 + geluTangent(x))
    case .leakyRelu: x > 0 ? x : y * x
    case .elu: x > 0 ? x : y * expm1(x)
    case .power, .pow: raised(x, y)
    case .add: x + y
    case .subtract: x - y
    case .multiply, .dropout: x * y
    case .divide: x / y
    case .minimum: x.isNaN ? x : x < y ? x : y
    case .maximum: x.isNaN ? x : x > y ? x : y
    case .less: x < y ? 1 : 0
    case .lessEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterEqual: x >= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    // Not entry by entry: these stand in their blocks.
    case .leaf, .select, .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest,
      .smallest, .cumsum, .matmul, .dot, .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding,
      .oneHot:
      .nan
    }
  }
}

/// 1/(1 + e^−x), without overflow.
@inline(__always)
func logistic(_ x: Double) -> Double {
  let e = exponential(-Swift.abs(x))
  return (x >= 0 ? 1 : e) / (1 + e)
}

/// tanh(√(2/π)·(x + 0.044715 x³)).
@inline(__always)
func geluTangent(_ x: Double) -> Double {
  hyperbolicTangent(Constants.sqrt2OverPi * (x + Constants.geluCubic * x * x * x))
}

// The C library's, by names that do not collide with the cases of `Primitive`.
@inline(__always) func exponential(_ x: Double) -> Double { exp(x) }
@inline(__always) func logarithm(_ x: Double) -> Double { log(x) }
@inline(__always) func sine(_ x: Double) -> Double { sin(x) }
@inline(__always) func cosine(_ x: Double) -> Double { cos(x) }
@inline(__always) func tangent(_ x: Double) -> Double { tan(x) }
@inline(__always) func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
@inline(__always) func errorFunction(_ x: Double) -> Double { erf(x) }
@inline(__always) func raised(_ x: Double, _ y: Double) -> Double { pow(x, y) }
