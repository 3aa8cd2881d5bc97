import ElementaryFunctions

// The numbers of the operations on one number.
extension Primitive.Map {
  /// The value. Forms are chosen so that nothing overflows before its result does.
  @_transparent
  func value(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .exp: Elementary.exp(x)
    case .log: Elementary.log(x)
    case .sqrt: x.squareRoot()
    case .square: x * x
    case .abs: Swift.abs(x)
    case .sin: Elementary.sin(x)
    case .cos: Elementary.cos(x)
    case .tan: Elementary.tan(x)
    case .tanh: Elementary.tanh(x)
    case .sigmoid: Elementary.sigmoid(x)
    case .relu: x <= 0 ? 0 : x
    case .softplus: Elementary.softplus(x)
    case .silu: x * Elementary.sigmoid(x)
    case .erf: Elementary.erf(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .floor: x.rounded(.down)
    case .gelu: 0.5 * x * Elementary.erfc(-x * Constants.inverseSqrt2)
    case .geluTanh: 0.5 * x * (1 + geluTangent(x))
    }
  }

  /// ∂z/∂x at z = `value(x)`; at a kink it is PyTorch's.
  @_transparent
  func partial(_ x: Double, _ z: Double) -> Partials {
    switch self {
    case .negate: .constant(-1)
    case .exp: .first(z)
    case .log: .first(1 / x)
    case .sqrt: .first(0.5 / z)
    case .square: .first(2 * x)
    case .abs: .first(x > 0 ? 1 : x < 0 ? -1 : 0)
    case .sin: .first(Elementary.cos(x))
    case .cos: .first(-Elementary.sin(x))
    case .tan: .first(1 + z * z)
    case .tanh: .first(1 - z * z)
    case .sigmoid: .first(z * (1 - z))
    case .relu: .first(x <= 0 ? 0 : 1)
    case .softplus: .first(Elementary.sigmoid(x))
    case .silu: .first(siluSlope(x))
    case .erf: .first(Constants.twoOverSqrtPi * Elementary.exp(-x * x))
    case .sign, .floor: .constant(0)
    case .gelu:
      .first(
        0.5 * Elementary.erfc(-x * Constants.inverseSqrt2) + x
          * (Constants.inverseSqrt2Pi * Elementary.exp(-0.5 * x * x)))
    case .geluTanh: .first(geluTanhSlope(x))
    }
  }

  /// ∂²z/∂x²; on either side of a kink a straight piece has 0, and at the kink too.
  func secondPartial(_ x: Double, _ z: Double) -> Double {
    switch self {
    case .negate, .abs, .relu, .sign, .floor: return 0
    case .exp: return z
    case .log: return -1 / (x * x)
    case .sqrt: return -0.25 / (x * z)
    case .square: return 2
    case .sin, .cos: return -z
    case .tan: return 2 * z * (1 + z * z)
    case .tanh: return -2 * z * (1 - z * z)
    case .sigmoid: return z * (1 - z) * (1 - 2 * z)
    case .softplus:
      let s = Elementary.sigmoid(x)
      return s * (1 - s)
    case .silu:
      let s = Elementary.sigmoid(x)
      let slope = s * (1 - s)
      return slope == 0 ? 0 : slope * (2 + x * (1 - 2 * s))
    case .erf:
      let slope = Constants.twoOverSqrtPi * Elementary.exp(-x * x)
      return slope == 0 ? 0 : -2 * x * slope
    case .gelu:
      let density = Constants.inverseSqrt2Pi * Elementary.exp(-0.5 * x * x)
      return density == 0 ? 0 : density * (2 - x * x)
    case .geluTanh: return geluTanhCurvature(x)
    }
  }
}

/// √(2/π), 1/√2, 1/√(2π), 2/√π.
private enum Constants {
  static let sqrt2OverPi = 0.797_884_560_802_865_4
  static let inverseSqrt2 = 0.707_106_781_186_547_6
  static let inverseSqrt2Pi = 0.398_942_280_401_432_7
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
