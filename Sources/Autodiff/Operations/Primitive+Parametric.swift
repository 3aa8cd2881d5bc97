import ElementaryFunctions

// The numbers of the operations on one number that are told another, `y`.
extension Primitive.Parametric {
  @_transparent
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .leakyRelu: x > 0 ? x : y * x
    case .elu: x > 0 ? x : y * Elementary.expm1(x)
    case .power: Elementary.pow(x, y)
    }
  }

  /// ∂z/∂x at z = `value(x, y)`; at a kink it is PyTorch's.
  @_transparent
  func partial(_ x: Double, _ y: Double, _ z: Double) -> Partials {
    switch self {
    case .leakyRelu: .first(x > 0 ? 1 : y)
    case .elu: .first(x > 0 ? 1 : y * Elementary.exp(x))
    case .power: .first(powerSlope(x, y))
    }
  }

  /// ∂²z/∂x², 0 at a kink.
  func secondPartial(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .leakyRelu: 0
    case .elu: x > 0 ? 0 : y * Elementary.exp(x)
    case .power: powerCurvature(x, y)
    }
  }
}

/// p·x^(p−1), where a power of 0 is level at 0 too.
@inline(__always)
func powerSlope(_ x: Double, _ p: Double) -> Double { p == 0 ? 0 : p * Elementary.pow(x, p - 1) }

/// p(p − 1)·x^(p−2), where a power of 0 or 1 is straight at 0 too.
func powerCurvature(_ x: Double, _ p: Double) -> Double {
  p == 0 || p == 1 ? 0 : p * (p - 1) * Elementary.pow(x, p - 2)
}
