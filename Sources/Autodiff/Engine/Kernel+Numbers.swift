import ElementaryFunctions

// The tables of numbers of all that works entry by entry: `x` is the operand's entry; `y` the second operand's, or the literal number of
// the operation.
extension Kernel {
  /// The value. Forms are chosen so that nothing overflows before its result does.
  @_transparent
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .copy: x
    case .scale: x * y
    case .negate: -x
    case .exp: Elementary.exp(x)
    case .expm1: Elementary.expm1(x)
    case .log: Elementary.log(x)
    case .log1p: Elementary.log1p(x)
    case .log2: Elementary.log2(x)
    case .log10: Elementary.log10(x)
    case .sqrt: x.squareRoot()
    case .square: x * x
    case .abs: Swift.abs(x)
    case .sin: Elementary.sin(x)
    case .cos: Elementary.cos(x)
    case .tan: Elementary.tan(x)
    case .asin: Elementary.asin(x)
    case .acos: Elementary.acos(x)
    case .atan: Elementary.atan(x)
    case .sinh: Elementary.sinh(x)
    case .cosh: Elementary.cosh(x)
    case .tanh: Elementary.tanh(x)
    case .asinh: Elementary.asinh(x)
    case .acosh: Elementary.acosh(x)
    case .atanh: Elementary.atanh(x)
    case .sigmoid: Elementary.sigmoid(x)
    case .relu: x <= 0 ? 0 : x
    case .softplus: Elementary.softplus(x)
    case .silu: x * Elementary.sigmoid(x)
    case .erf: Elementary.erf(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .gelu: 0.5 * x * Elementary.erfc(-x * Constants.inverseSqrt2)
    case .geluTanh: 0.5 * x * (1 + geluTangent(x))
    case .leakyRelu: x > 0 ? x : y * x
    case .elu: x > 0 ? x : y * Elementary.expm1(x)
    case .power, .pow: Elementary.pow(x, y)
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .atan2: Elementary.atan2(x, y)
    case .minimum: x.isNaN ? x : x < y ? x : y
    case .maximum: x.isNaN ? x : x > y ? x : y
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    }
  }

  /// ∂z/∂x and ∂z/∂y at z = `value(x, y)`; a literal has the partial 0. At a kink or tie they are PyTorch's.
  @_transparent
  func partials(_ x: Double, _ y: Double, _ z: Double) -> Partials {
    switch self {
    case .copy: .constant(1)
    case .scale: .first(y)
    case .negate: .constant(-1)
    case .exp: .first(z)
    case .expm1: .first(z + 1)
    case .log: .first(1 / x)
    case .log1p: .first(1 / (1 + x))
    case .log2: .first(1 / (x * Constants.log2))
    case .log10: .first(1 / (x * Constants.log10))
    case .sqrt: .first(0.5 / z)
    case .square: .first(2 * x)
    case .abs: .first(x > 0 ? 1 : x < 0 ? -1 : 0)
    case .sin: .first(Elementary.cos(x))
    case .cos: .first(-Elementary.sin(x))
    case .tan: .first(1 + z * z)
    case .asin: .first(1 / ((1 - x) * (1 + x)).squareRoot())
    case .acos: .first(-1 / ((1 - x) * (1 + x)).squareRoot())
    case .atan: .first(1 / (1 + x * x))
    case .sinh: .first(Elementary.cosh(x))
    case .cosh: .first(Elementary.sinh(x))
    case .tanh: .first(1 - z * z)
    case .asinh: .first(1 / (1 + x * x).squareRoot())
    case .acosh: .first(1 / ((x - 1).squareRoot() * (x + 1).squareRoot()))
    case .atanh: .first(1 / ((1 - x) * (1 + x)))
    case .sigmoid: .first(z * (1 - z))
    case .relu: .first(x <= 0 ? 0 : 1)
    case .softplus: .first(Elementary.sigmoid(x))
    case .silu: .first(siluSlope(x))
    case .erf: .first(Constants.twoOverSqrtPi * Elementary.exp(-x * x))
    case .sign, .floor, .ceil, .round: .constant(0)
    case .gelu:
      .first(
        0.5 * Elementary.erfc(-x * Constants.inverseSqrt2) + x
          * (Constants.inverseSqrt2Pi * Elementary.exp(-0.5 * x * x)))
    case .geluTanh: .first(geluTanhSlope(x))
    case .leakyRelu: .first(x > 0 ? 1 : y)
    case .elu: .first(x <= 0 ? y * Elementary.exp(x) : 1)
    case .power: .first(powerSlope(x, y))
    case .add: .constant(1, 1)
    case .subtract: .constant(1, -1)
    case .multiply: .both(y, x)
    case .divide: quotientPartials(y, z)
    case .pow: .both(powerSlope(x, y), x == 0 && y >= 0 ? 0 : z * Elementary.log(x))
    case .atan2: anglePartials(x, y)
    case .minimum: .both(x == y ? 0.5 : x > y ? 0 : 1, x == y ? 0.5 : y > x ? 0 : 1)
    case .maximum: .both(x == y ? 0.5 : x < y ? 0 : 1, x == y ? 0.5 : y < x ? 0 : 1)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal: .constant(0)
    }
  }

  /// Both: a quotient and an inverse, side by side, take as long as one of them.
  @_transparent
  func valueAndPartials(_ x: Double, _ y: Double) -> (Double, Partials) {
    if self == .divide {
      let quotients = SIMD2(x, 1) / SIMD2(y, y)
      return (quotients.x, .both(quotients.y, -quotients.x * quotients.y))
    }
    let z = value(x, y)
    return (z, partials(x, y, z))
  }

  /// The partials that hold whatever the operands are, so that a step need not store them.
  var constantPartials: (Double, Double)? {
    if case .constant(let p, let q) = partials(1, 1, 1) { (p, q) } else { nil }
  }

  /// ∂²z/∂x², ∂²z/∂x∂y and ∂²z/∂y². On either side of a kink a straight piece has 0, and at the kink too.
  func secondPartials(_ x: Double, _ y: Double, _ z: Double) -> (xx: Double, xy: Double, yy: Double) {
    switch self {
    case .copy, .scale, .negate, .abs, .relu, .sign, .floor, .ceil, .round, .leakyRelu, .add, .subtract, .minimum,
      .maximum,
      .less, .lessOrEqual, .greater, .greaterOrEqual, .equal:
      return (0, 0, 0)
    case .exp: return (z, 0, 0)
    case .expm1: return (z + 1, 0, 0)
    case .log: return (-1 / (x * x), 0, 0)
    case .log1p: return (-1 / ((1 + x) * (1 + x)), 0, 0)
    case .log2: return (-1 / (x * x * Constants.log2), 0, 0)
    case .log10: return (-1 / (x * x * Constants.log10), 0, 0)
    case .sqrt: return (-0.25 / (x * z), 0, 0)
    case .square: return (2, 0, 0)
    case .sin, .cos: return (-z, 0, 0)
    case .tan: return (2 * z * (1 + z * z), 0, 0)
    case .asin, .acos:
      let square = (1 - x) * (1 + x)
      return ((self == .asin ? x : -x) / (square * square.squareRoot()), 0, 0)
    case .atan:
      let square = 1 + x * x
      return (-2 * x / (square * square), 0, 0)
    case .sinh, .cosh: return (z, 0, 0)
    case .tanh: return (-2 * z * (1 - z * z), 0, 0)
    case .asinh:
      let square = 1 + x * x
      return (-x / (square * square.squareRoot()), 0, 0)
    case .acosh:
      let square = (x - 1) * (x + 1)
      return (-x / (square * square.squareRoot()), 0, 0)
    case .atanh:
      let square = (1 - x) * (1 + x)
      return (2 * x / (square * square), 0, 0)
    case .sigmoid: return (z * (1 - z) * (1 - 2 * z), 0, 0)
    case .softplus:
      let s = Elementary.sigmoid(x)
      return (s * (1 - s), 0, 0)
    case .silu:
      let s = Elementary.sigmoid(x)
      let slope = s * (1 - s)
      return (slope == 0 ? 0 : slope * (2 + x * (1 - 2 * s)), 0, 0)
    case .erf:
      let slope = Constants.twoOverSqrtPi * Elementary.exp(-x * x)
      return (slope == 0 ? 0 : -2 * x * slope, 0, 0)
    case .gelu:
      let density = Constants.inverseSqrt2Pi * Elementary.exp(-0.5 * x * x)
      return (density == 0 ? 0 : density * (2 - x * x), 0, 0)
    case .geluTanh: return (geluTanhCurvature(x), 0, 0)
    case .elu: return (x > 0 ? 0 : y * Elementary.exp(x), 0, 0)
    case .power: return (powerCurvature(x, y), 0, 0)
    case .multiply: return (0, 1, 0)
    case .divide:
      let inverse = 1 / y
      return (0, -inverse * inverse, 2 * z * inverse * inverse)
    case .atan2:
      let square = x * x + y * y
      let mixed = 2 * x * y / (square * square)
      return (-mixed, (x - y) * (x + y) / (square * square), mixed)
    case .pow:
      let slope = Elementary.pow(x, y - 1)
      let mixed = x == 0 && y > 1 ? 0 : slope * (1 + y * Elementary.log(x))
      let second = x == 0 && y >= 0 ? 0 : z * Elementary.log(x) * Elementary.log(x)
      return (powerCurvature(x, y), mixed, second)
    }
  }
}

/// z = x/y: (1/y, −z/y).
@inline(__always)
private func quotientPartials(_ y: Double, _ z: Double) -> Partials {
  let inverse = 1 / y
  return .both(inverse, -z * inverse)
}

/// (y/r², −x/r²), and 0 at the origin.
@inline(__always)
private func anglePartials(_ x: Double, _ y: Double) -> Partials {
  let square = x * x + y * y
  return square == 0 ? .both(0, 0) : .both(y / square, -x / square)
}

/// p·x^(p−1), where a power of 0 is level at 0 too.
@inline(__always)
private func powerSlope(_ x: Double, _ p: Double) -> Double { p == 0 ? 0 : p * Elementary.pow(x, p - 1) }

/// p(p − 1)·x^(p−2), where a power of 0 or 1 is straight at 0 too.
private func powerCurvature(_ x: Double, _ p: Double) -> Double {
  p == 0 || p == 1 ? 0 : p * (p - 1) * Elementary.pow(x, p - 2)
}

/// √(2/π), 1/√2, 1/√(2π), 2/√π, ln 2, ln 10.
private enum Constants {
  static let sqrt2OverPi = 0.797_884_560_802_865_4
  static let inverseSqrt2 = 0.707_106_781_186_547_6
  static let inverseSqrt2Pi = 0.398_942_280_401_432_7
  static let log2 = 0.693_147_180_559_945_3
  static let log10 = 2.302_585_092_994_046
  static let twoOverSqrtPi = 1.128_379_167_095_512_6
  /// The cubic term of the tanh form of gelu (Hendrycks and Gimpel, 2016).
  static let geluCubic = 0.044715
}

/// σ + xσ(1 − σ), where the second term is 0 as soon as σ is 0 or 1.
@inline(__always)
private func siluSlope(_ x: Double) -> Double {
  let s = Elementary.sigmoid(x)
  return s * (1 + x * (1 - s))
}

// f = ½x(1 + t) with t = tanh(u) and u = √(2/π)(x + 0.044715x³): f′ = ½(1 + t) + ½x·t′, f″ = t′ + ½x·t″.

@inline(__always)
private func geluTangent(_ x: Double) -> Double {
  Elementary.tanh(Constants.sqrt2OverPi * (x + Constants.geluCubic * x * x * x))
}

@inline(__always)
private func geluTanhSlope(_ x: Double) -> Double {
  let t = geluTangent(x)
  let slope = 1 - t * t
  let inner = Constants.sqrt2OverPi * (1 + 3 * Constants.geluCubic * x * x)
  return 0.5 * (1 + t) + (slope == 0 ? 0 : 0.5 * x * slope * inner)
}

private func geluTanhCurvature(_ x: Double) -> Double {
  let t = geluTangent(x)
  let slope = 1 - t * t
  if slope == 0 { return 0 }
  let inner = Constants.sqrt2OverPi * (1 + 3 * Constants.geluCubic * x * x)
  let bend = Constants.sqrt2OverPi * 6 * Constants.geluCubic * x
  return slope * inner + 0.5 * x * (slope * bend - 2 * t * slope * inner * inner)
}
