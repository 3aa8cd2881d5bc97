import Autodiff

/// Tensors: linear operations let numbers through.
extension Expression {
  static func call(_ primitive: Primitive, _ arguments: [Expression], _ options: [Option] = [], shape: Shape)
    -> Expression
  {
    Expression(.call(.primitive(primitive), arguments, options), shape: shape)
  }

  /// Entry by entry.
  static func call(_ map: Primitive.Map, _ argument: Expression) -> Expression {
    call(.map(map), [argument], shape: argument.shape)
  }

  static func comparison(_ relation: Relation, _ a: Expression, _ b: Expression) -> Expression {
    Expression(.comparison(relation, a, b), shape: Shape.broadcast([a.shape, b.shape]) ?? a.shape)
  }

  /// Applies a linear operation to the part that is a tensor; single numbers stand outside.
  func mapLinearly(_ operation: (Expression) -> Expression) -> Expression {
    let monomial = Monomial(self)
    var outside = Monomial()
    var inside = Monomial()
    outside.coefficient = monomial.coefficient
    for factor in monomial.factors {
      if factor.base.shape.isScalar {
        outside.multiply(by: factor.base, exponent: factor.exponent)
      } else {
        inside.multiply(by: factor.base, exponent: factor.exponent)
      }
    }
    var rest = inside.expression
    if rest.shape != shape { rest = .times(rest, Expression(.ones, shape: shape)) }
    if case .negative(let positive) = rest.kind {
      outside.coefficient = outside.coefficient.negated
      rest = positive
    }
    outside.multiply(by: operation(rest), exponent: 1)
    return outside.expression
  }

  var transposed: Expression {
    if shape.rank < 2 { return self }
    if case .transposed(let original) = kind { return original }
    return mapLinearly {
      if case .transposed(let original) = $0.kind { return original }
      if case .matrixProduct(let a, let b) = $0.kind, a.shape.rank == 2, b.shape.rank == 2 {
        return b.transposed.matrixProduct(a.transposed)
      }
      if case .outerProduct(let a, let b) = $0.kind { return b.outerProduct(a) }
      return Expression(.transposed($0), shape: Shape($0.shape.dimensions.reversed()))
    }
  }

  func permuted(_ axes: [Int]) -> Expression {
    if axes == Array(0..<shape.rank) { return self }
    if axes == Array((0..<shape.rank).reversed()) { return transposed }
    return mapLinearly { tensor in
      if case .call(.primitive(.move(.transpose)), let arguments, let options) = tensor.kind,
        case .integers(let inner)? = options.first?.value
      {
        return arguments[0].permuted(axes.map { inner[$0] })
      }
      return .call(
        .move(.transpose), [tensor], [Option(key: "axes", value: .integers(axes))],
        shape: Shape(axes.map { tensor.shape.dimensions[$0] }))
    }
  }

  func matrixProduct(_ other: Expression) -> Expression {
    mapLinearly { left in
      other.mapLinearly { right in
        let batch =
          Shape.broadcast([
            Shape(Array(left.shape.dimensions.dropLast(2))), Shape(Array(right.shape.dimensions.dropLast(2))),
          ]) ?? .scalar
        var dimensions = batch.dimensions
        if left.shape.rank > 1 { dimensions.append(left.shape.dimensions[left.shape.rank - 2]) }
        if right.shape.rank > 1 { dimensions.append(right.shape.dimensions[right.shape.rank - 1]) }
        return Expression(.matrixProduct(left, right), shape: Shape(dimensions))
      }
    }
  }

  func outerProduct(_ other: Expression) -> Expression {
    mapLinearly { left in
      other.mapLinearly { right in
        Expression(
          .outerProduct(left, right), shape: [left.shape.dimensions[0], right.shape.dimensions[0]])
      }
    }
  }

  /// To a shape with as many entries. A single number is reached by a sum over the one entry.
  func reshaped(to target: Shape) -> Expression {
    if shape == target { return self }
    if target.isScalar { return summed(over: Array(0..<shape.rank)) }
    if shape.isScalar { return .times(self, Expression(.ones, shape: target)) }
    return mapLinearly { tensor in
      var inner = tensor
      if case .call(.primitive(.move(.reshape)), let arguments, _) = tensor.kind { inner = arguments[0] }
      if inner.shape == target { return inner }
      if case .ones = inner.kind { return Expression(.ones, shape: target) }
      return .call(
        .move(.reshape), [inner], [Option(key: "", value: .integers(target.dimensions))], shape: target)
    }
  }

  /// The sum over some axes.
  func summed(over axes: [Int], keepingDimensions: Bool = false) -> Expression {
    if axes.isEmpty { return self }
    let kept = shape.dimensions.enumerated().compactMap { axis, length in
      axes.contains(axis) ? (keepingDimensions ? 1 : nil) : length
    }
    return mapLinearly { tensor in
      if case .ones = tensor.kind {
        let count = axes.reduce(1) { $0 * tensor.shape.dimensions[$1] }
        return .times(
          .number(Double(count)), Shape(kept).isScalar ? .number(1) : Expression(.ones, shape: Shape(kept)))
      }
      return .call(
        .reduce(.sum), [tensor],
        Option.reduction(axes: axes.count == tensor.shape.rank ? nil : axes, keepDimensions: keepingDimensions),
        shape: Shape(kept))
    }
  }

  /// Undoes a broadcast: the sum over the axes that were repeated.
  func unbroadcast(to target: Shape) -> Expression {
    if shape == target { return self }
    let missing = shape.rank - target.rank
    let repeated = (0..<target.rank).filter { target.dimensions[$0] == 1 && shape.dimensions[missing + $0] != 1 }
    return summed(over: Array(0..<missing)).summed(over: repeated, keepingDimensions: true)
  }

  func indexed(_ subscripts: [Subscript]) -> Expression {
    var dimensions: [Int] = []
    var isWhole = true
    for (place, length) in zip(subscripts, shape.dimensions) {
      if case .slice(_, let count, _) = place { dimensions.append(count) }
      if place != .slice(start: 0, count: length, step: 1) { isWhole = false }
    }
    dimensions += shape.dimensions.dropFirst(subscripts.count)
    if isWhole { return self }
    return mapLinearly {
      if case .ones = $0.kind { return Expression(.ones, shape: Shape(dimensions)) }
      return Expression(.indexed($0, subscripts), shape: Shape(dimensions))
    }
  }
}

extension Expression.Option {
  static func reduction(axes: [Int]?, keepDimensions: Bool, ddof: Double = 0) -> [Expression.Option] {
    var options: [Expression.Option] = []
    if let axes { options.append(.init(key: "axis", value: axes.count == 1 ? .integer(axes[0]) : .integers(axes))) }
    if keepDimensions { options.append(.init(key: "keepdims", value: .integer(1))) }
    if ddof != 0 { options.append(.init(key: "ddof", value: .number(ddof))) }
    return options
  }
}
