import ElementaryFunctions

// The numbers of the operations on two numbers.
extension Primitive.Pair {
  @_transparent
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .pow: Elementary.pow(x, y)
    case .minimum: x.isNaN ? x : x < y ? x : y
    case .maximum: x.isNaN ? x : x > y ? x : y
    }
  }

  /// ∂z/∂x and ∂z/∂y at z = `value(x, y)`; at a tie they are PyTorch's.
  @_transparent
  func partials(_ x: Double, _ y: Double, _ z: Double) -> Partials {
    switch self {
    case .add: .constant(1, 1)
    case .subtract: .constant(1, -1)
    case .multiply: .both(y, x)
    case .divide: quotientPartials(y, z)
    case .pow: .both(powerSlope(x, y), x == 0 && y >= 0 ? 0 : z * Elementary.log(x))
    case .minimum: .both(x == y ? 0.5 : x > y ? 0 : 1, x == y ? 0.5 : y > x ? 0 : 1)
    case .maximum: .both(x == y ? 0.5 : x < y ? 0 : 1, x == y ? 0.5 : y < x ? 0 : 1)
    }
  }

  /// The value and the partials: a quotient and an inverse, side by side, take as long as one of them.
  @_transparent
  func valueAndPartials(_ x: Double, _ y: Double) -> (Double, Partials) {
    if self == .divide {
      let quotients = SIMD2(x, 1) / SIMD2(y, y)
      return (quotients.x, .both(quotients.y, -quotients.x * quotients.y))
    }
    let z = value(x, y)
    return (z, partials(x, y, z))
  }

  /// ∂²z/∂x², ∂²z/∂x∂y and ∂²z/∂y², 0 at a tie.
  func secondPartials(_ x: Double, _ y: Double, _ z: Double) -> (xx: Double, xy: Double, yy: Double) {
    switch self {
    case .add, .subtract, .minimum, .maximum: return (0, 0, 0)
    case .multiply: return (0, 1, 0)
    case .divide:
      let inverse = 1 / y
      return (0, -inverse * inverse, 2 * z * inverse * inverse)
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

extension Primitive.Comparison {
  @_transparent
  func holds(_ x: Double, _ y: Double) -> Bool {
    switch self {
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    case .greaterOrEqual: x >= y
    case .equal: x == y
    }
  }
}
