/// What is computed entry by entry, of at most two numbers.
enum Kernel: Equatable {
  /// The operand's number: what has a new name or a new place.
  case copy
  /// Times a literal.
  case scale
  case map(Primitive.Map)
  case parametric(Primitive.Parametric)
  case pair(Primitive.Pair)
  case compare(Primitive.Comparison)

  /// `x` is the operand's entry; `y` the second operand's, or the literal.
  @_transparent
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .copy: x
    case .scale: x * y
    case .map(let map): map.value(x)
    case .parametric(let parametric): parametric.value(x, y)
    case .pair(let pair): pair.value(x, y)
    case .compare(let comparison): comparison.holds(x, y) ? 1 : 0
    }
  }

  /// At z = `value(x, y)`. A literal has the partial 0.
  @_transparent
  func partials(_ x: Double, _ y: Double, _ z: Double) -> Partials {
    switch self {
    case .copy: .constant(1)
    case .scale: .first(y)
    case .map(let map): map.partial(x, z)
    case .parametric(let parametric): parametric.partial(x, y, z)
    case .pair(let pair): pair.partials(x, y, z)
    case .compare: .constant(0)
    }
  }

  @_transparent
  func valueAndPartials(_ x: Double, _ y: Double) -> (Double, Partials) {
    if case .pair(let pair) = self { return pair.valueAndPartials(x, y) }
    let z = value(x, y)
    return (z, partials(x, y, z))
  }

  /// ∂²z/∂x², ∂²z/∂x∂y and ∂²z/∂y².
  func secondPartials(_ x: Double, _ y: Double, _ z: Double) -> (xx: Double, xy: Double, yy: Double) {
    switch self {
    case .copy, .scale, .compare: (0, 0, 0)
    case .map(let map): (map.secondPartial(x, z), 0, 0)
    case .parametric(let parametric): (parametric.secondPartial(x, y), 0, 0)
    case .pair(let pair): pair.secondPartials(x, y, z)
    }
  }

  /// The partials that hold whatever the operands are, so that a step need not store them.
  var constantPartials: (Double, Double)? {
    if case .constant(let p, let q) = partials(1, 1, 1) { (p, q) } else { nil }
  }

  /// What flows back from it, and to which operands.
  var sweep: Sweep {
    switch constantPartials {
    case (0, 0)?: .nothing
    case (1, 0)?: .copy
    case (1, 1)?: .sum
    case (1, -1)?: .difference
    case _: hasTwoOperands ? .both : .first
    }
  }

  /// Whether `y` is a number of its own, not a literal.
  var hasTwoOperands: Bool {
    switch self {
    case .copy, .scale, .map, .parametric: false
    case .pair, .compare: true
    }
  }

  /// Whether the values of a run are computed many at a time, so that none of its slots may need another.
  var isTogether: Bool {
    switch self {
    case .map(.exp), .map(.log), .map(.sin), .map(.cos), .map(.tanh), .map(.sigmoid), .map(.softplus): true
    case .copy, .scale, .map, .parametric, .pair, .compare: false
    }
  }
}

/// What slots hand down to their operands.
enum Sweep {
  case nothing
  /// The adjoint; to both operands; to the second its negative.
  case copy, sum, difference
  /// The adjoint times the stored partial of the first operand; of both.
  case first, both
}

/// How the numbers of a node come about.
enum Form {
  case leaf
  /// Entry by entry.
  case entries(Kernel)
  /// Copied from other places.
  case move(Primitive.Move)
  case join(Primitive.Join)
  /// As a whole.
  case block(Block.Kind)
}

extension Primitive {
  @inline(__always)
  var form: Form {
    switch self {
    case .leaf: .leaf
    case .identity, .detach: .entries(.copy)
    case .map(let map): .entries(.map(map))
    case .parametric(let parametric): .entries(.parametric(parametric))
    case .dropout: .entries(.scale)
    case .pair(let pair): .entries(.pair(pair))
    case .compare(let comparison): .entries(.compare(comparison))
    case .move(let move): .move(move)
    case .join(let join): .join(join)
    case .choose: .block(.choose)
    case .reduce(let reduction): .block(.reduce(reduction))
    case .scan(let scan): .block(.scan(scan))
    case .product(let product): .block(.product(product))
    case .lines(let lines): .block(.lines(lines))
    case .crossEntropy: .block(.crossEntropy)
    case .embedding: .block(.lookup)
    case .oneHot: .block(.oneHot)
    }
  }
}
