import Autodiff

/// Reductions and matrix products.
extension Differentiation {
  mutating func reductionPullback(
    _ kind: Primitive.Reduction, _ node: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression? {
    let operation = graph.operation(of: node)
    let operand = graph.operand(of: node, slot: 0)
    let source = graph.shape(of: operand)
    let reduction = operation.reduction
    let axes = reduction.axes ?? Array(0..<source.rank)
    let count = axes.reduce(1.0) { $0 * Double(source.dimensions[$1]) }
    let kept = Shape(source.dimensions.enumerated().map { axes.contains($0.offset) ? 1 : $0.element })
    let isLeading = axes == Array(0..<axes.count)
    /// Seen so that it broadcasts against the operand.
    func lifted(_ result: Expression) -> Expression {
      isLeading || result.shape.isScalar ? result : result.reshaped(to: kept)
    }
    let above = lifted(upstream)
    let ones = Expression(.ones, shape: source)
    let keepDimensions = reduction.axes != nil && axes.count < source.rank || reduction.keepDimensions
    /// The same reduction, or the mean, seen so.
    func reduced(_ other: Primitive.Reduction, _ x: Expression) -> Expression {
      if other == kind, let own = symbol(for: node) { return lifted(own) }
      let ddof = other == kind ? reduction.ddof : 0
      return .call(
        .reduce(other), [x],
        Expression.Option.reduction(axes: reduction.axes, keepDimensions: keepDimensions, ddof: ddof),
        shape: keepDimensions ? kept : .scalar)
    }
    let freedom = max(0, count - reduction.ddof)
    if source.isScalar {
      switch kind {
      case .norm: return .times(upstream, .call(.sign, try term(for: operand)))
      case .variance, .standardDeviation: if freedom > 0 { return nil }
      case .sum, .mean, .product, .logSumExp, .largest, .smallest: return upstream
      }
    }
    switch kind {
    case .sum: return .times(above, ones)
    case .mean: return .times(above, .fraction(1, count), ones)
    case .product: return try productOfOthers(term(for: operand), axes: axes, upstream: above)
    case .variance:
      let x = try term(for: operand)
      return .times(above, .fraction(2, freedom), .difference(x, reduced(.mean, x)))
    case .standardDeviation:
      let x = try term(for: operand)
      let deviation = reduced(.standardDeviation, x)
      let divisor = Expression(.guarded(deviation), shape: deviation.shape)
      return Expression.times(above, .fraction(1, freedom), .difference(x, reduced(.mean, x))).over(divisor)
    case .norm:
      let x = try term(for: operand)
      let length = reduced(.norm, x)
      return Expression.times(above, x).over(Expression(.guarded(length), shape: length.shape))
    case .logSumExp:
      let x = try term(for: operand)
      return .times(above, .call(.exp, .difference(x, reduced(.logSumExp, x))))
    case .largest, .smallest:
      let x = try term(for: operand)
      let hit = Expression.comparison(.equal, x, reduced(kind, x))
      let hits = Expression.call(
        .reduce(.sum), [hit], Expression.Option.reduction(axes: reduction.axes, keepDimensions: keepDimensions),
        shape: keepDimensions ? kept : .scalar)
      let shared = Expression.times(above, hit)
      return writer.isTie(node) ? shared.over(hits) : shared
    }
  }

  /// The product of all other entries along the reduced axes, exact with zeros: each entry's row has a 1 in its place.
  private func productOfOthers(_ x: Expression, axes: [Int], upstream: Expression) throws(Unwritable) -> Expression {
    if x.shape.rank > 1, axes.count == x.shape.rank {
      let flat = Shape([x.shape.count])
      let others = try productOfOthers(x.reshaped(to: flat), axes: [0], upstream: .number(1))
      return .times(upstream, others.reshaped(to: x.shape))
    }
    guard axes.count == 1, let axis = axes.first else { throw Unwritable() }
    let lengths = x.shape.dimensions
    let length = lengths[axis]
    let behind = lengths.count - axis - 1
    guard x.shape.count <= (1 << 20) / length else { throw Unwritable() }
    let diagonal = Expression(.identityMatrix, shape: [length, length])
      .reshaped(to: Shape([length, length] + Array(repeating: 1, count: behind)))
    let rows = x.reshaped(to: axis == 0 ? x.shape : Shape(lengths[..<axis] + [1] + lengths[axis...]))
    let table = Shape(lengths[..<axis] + [length] + lengths[axis...])
    let chosen = Expression.call(.choose, [diagonal, .number(1), rows], shape: table)
    let others = Expression.call(
      .reduce(.product), [chosen], [.init(key: "axis", value: .integer(axis + 1))], shape: x.shape)
    let described = Expression(
      .described(others, [.words("products of the others of "), .part(x)]), shape: others.shape)
    return .times(upstream, described)
  }

  /// NumPy's `@`: Bᵀ from the right, Aᵀ from the left; a vector is a row on the left and a column on the right.
  mutating func productPullback(_ node: Int, _ slot: Int, _ upstream: Expression) throws(Unwritable) -> Expression {
    let (a, b) = (try operand(node, 0), try operand(node, 1))
    let above = graph.shape(of: node).dimensions
    let column = Shape(above + [1])
    let row = Shape(above.dropLast() + [1] + above.suffix(1))
    switch (a.shape.rank == 1, b.shape.rank == 1, slot) {
    case (true, true, _): return .times(upstream, slot == 0 ? b : a)
    case (false, false, 0): return upstream.matrixProduct(b.matrixTransposed).unbroadcast(to: a.shape)
    case (false, false, _): return a.matrixTransposed.matrixProduct(upstream).unbroadcast(to: b.shape)
    case (false, true, 0):
      if a.shape.rank == 2 { return upstream.outerProduct(b) }
      return .times(upstream.reshaped(to: column), b)
    case (false, true, _):
      if a.shape.rank == 2 { return a.transposed.matrixProduct(upstream) }
      return Expression.times(a, upstream.reshaped(to: column)).summed(over: Array(0..<a.shape.rank - 1))
    case (true, false, 0):
      if b.shape.rank == 2 { return b.matrixProduct(upstream) }
      return Expression.times(b, upstream.reshaped(to: row))
        .summed(over: (0..<b.shape.rank).filter { $0 != b.shape.rank - 2 })
    case (true, false, _):
      if b.shape.rank == 2 { return a.outerProduct(upstream) }
      return .times(a.reshaped(to: Shape(a.shape.dimensions + [1])), upstream.reshaped(to: row))
    }
  }
}

extension Expression {
  /// The last two axes exchanged.
  fileprivate var matrixTransposed: Expression {
    var axes = Array(0..<shape.rank)
    axes.swapAt(axes.count - 2, axes.count - 1)
    return permuted(axes)
  }
}
