/// What is computed entry by entry, of at most two numbers x and y. One flat list, so that a slot costs one jump.
enum Kernel: UInt8, CaseIterable {
  /// x: what has a new name or a new place.
  case copy
  /// x times the literal y.
  case scale

  // Of x.
  case negate, exp, expm1, log, log1p, log2, log10, sqrt, square, abs, sin, cos, tan, asin, acos, atan, sinh, cosh,
    tanh
  case asinh, acosh, atanh, sigmoid, relu, softplus, silu, erf, sign, floor, ceil, round, gelu, geluTanh
  // Of x and the literal y.
  case leakyRelu, elu, power
  // Of x and y.
  case add, subtract, multiply, divide, pow, atan2, minimum, maximum
  // 1 where it holds, else 0.
  case less, lessOrEqual, greater, greaterOrEqual, equal

  init(_ map: Primitive.Map) {
    switch map {
    case .negate: self = .negate
    case .exp: self = .exp
    case .expm1: self = .expm1
    case .log: self = .log
    case .log1p: self = .log1p
    case .log2: self = .log2
    case .log10: self = .log10
    case .sqrt: self = .sqrt
    case .square: self = .square
    case .abs: self = .abs
    case .sin: self = .sin
    case .cos: self = .cos
    case .tan: self = .tan
    case .asin: self = .asin
    case .acos: self = .acos
    case .atan: self = .atan
    case .sinh: self = .sinh
    case .cosh: self = .cosh
    case .tanh: self = .tanh
    case .asinh: self = .asinh
    case .acosh: self = .acosh
    case .atanh: self = .atanh
    case .sigmoid: self = .sigmoid
    case .relu: self = .relu
    case .softplus: self = .softplus
    case .silu: self = .silu
    case .erf: self = .erf
    case .sign: self = .sign
    case .floor: self = .floor
    case .ceil: self = .ceil
    case .round: self = .round
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
    case .atan2: self = .atan2
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
