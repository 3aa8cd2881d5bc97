/// What is computed entry by entry, of at most two numbers x and y. One flat list, so that a slot costs one jump.
enum Kernel: UInt8, CaseIterable {
  /// x: what has a new name or a new place.
  case copy
  /// x times the literal y.
  case scale

  // Of x.
  case negate, exp, log, sqrt, square, abs, sin, cos, tan, tanh, sigmoid, relu, softplus, silu, erf, sign, floor, gelu
  case geluTanh
  // Of x and the literal y.
  case leakyRelu, elu, power
  // Of x and y.
  case add, subtract, multiply, divide, pow, minimum, maximum
  // 1 where it holds, else 0.
  case less, lessOrEqual, greater, greaterOrEqual, equal

  init(_ map: Primitive.Map) {
    switch map {
    case .negate: self = .negate
    case .exp: self = .exp
    case .log: self = .log
    case .sqrt: self = .sqrt
    case .square: self = .square
    case .abs: self = .abs
    case .sin: self = .sin
    case .cos: self = .cos
    case .tan: self = .tan
    case .tanh: self = .tanh
    case .sigmoid: self = .sigmoid
    case .relu: self = .relu
    case .softplus: self = .softplus
    case .silu: self = .silu
    case .erf: self = .erf
    case .sign: self = .sign
    case .floor: self = .floor
    case .gelu: self = .gelu
    case .geluTanh: self = .geluTanh
    }
  }

  init(_ parametric: Primitive.Parametric) {
    switch parametric {
    case .leakyRelu: self = .leakyRelu
    case .elu: self = .elu
    case .power: self = .power
    }
  }

  init(_ pair: Primitive.Pair) {
    switch pair {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    case .pow: self = .pow
    case .minimum: self = .minimum
    case .maximum: self = .maximum
    }
  }

  init(_ comparison: Primitive.Comparison) {
    switch comparison {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equal: self = .equal
    }
  }

  /// Whether the values of a run are computed many at a time, so that none of its slots may need another.
  var isTogether: Bool {
    switch self {
    case .exp, .log, .sin, .cos, .tanh, .sigmoid, .softplus: true
    case _: false
    }
  }
}
