import Autodiff

/// The table of partials in symbols: upstream × ∂node/∂operand, of the operand's shape.
extension Differentiation {
  /// - Returns: nil where nothing flows whatever the values are.
  mutating func pullback(_ node: Int, _ slot: Int, _ upstream: Expression) throws(Unwritable) -> Expression? {
    guard let result = try product(node, slot, upstream) else { return nil }
    if result.isTooLarge { throw Unwritable() }
    return result
  }

  private mutating func product(_ node: Int, _ slot: Int, _ upstream: Expression) throws(Unwritable) -> Expression? {
    let source = graph.shape(of: graph.operand(of: node, slot: slot))
    switch graph.primitive(of: node) {
    case .leaf, .sign, .floor, .less, .lessEqual, .greater, .greaterEqual, .equal, .detach, .oneHot: return nil
    case .identity: return upstream
    case .negate: return upstream.negated
    case .log:
      // Where the operand is 0 the value is not finite, so that it may cancel: (x·log(x))′ = log(x) + 1.
      let x = try operand(node, 0)
      for factor in Monomial(x).factors { nonzero.insert(factor.base) }
      return chained(upstream, Expression.number(1).over(x))
    case .exp, .sqrt, .square, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus, .silu, .erf, .gelu,
      .geluTanh, .leakyRelu, .elu, .power:
      guard let slope = try slope(node) else { return nil }
      return chained(upstream, slope)
    case .add: return upstream.unbroadcast(to: source)
    case .subtract: return (slot == 0 ? upstream : upstream.negated).unbroadcast(to: source)
    case .multiply: return chained(upstream, try operand(node, 1 - slot)).unbroadcast(to: source)
    case .divide:
      let divisor = try operand(node, 1)
      if slot == 0 { return chained(upstream, Expression.number(1).over(divisor)).unbroadcast(to: source) }
      let dividend = try operand(node, 0)
      if let own = symbol(for: node), !dividend.isSimple {
        return chained(upstream, own.over(divisor)).negated.unbroadcast(to: source)
      }
      return chained(upstream, dividend.over(divisor.raised(to: 2))).negated.unbroadcast(to: source)
    case .pow: return chained(upstream, try powerSlope(node, slot)).unbroadcast(to: source)
    case .minimum, .maximum:
      let (own, other) = (try operand(node, slot), try operand(node, 1 - slot))
      let relation: Expression.Relation = graph.primitive(of: node) == .maximum ? .greater : .less
      let share = Expression.sum(
        .comparison(relation, own, other), .times(.fraction(1, 2), .comparison(.equal, own, other)))
      return chained(upstream, share).unbroadcast(to: source)
    case .select:
      if slot == 0 { return nil }
      return chained(upstream, try choice(node, slot)).unbroadcast(to: source)
    case .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest:
      return try reductionPullback(node, upstream)
    case .reshape, .transpose, .index, .concat, .stack, .cumsum, .tril, .triu:
      return try arrangementPullback(node, slot, upstream)
    case .matmul, .dot: return try productPullback(node, slot, upstream)
    case .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding, .dropout:
      return try networkPullback(node, slot, upstream)
    }
  }

  /// One more factor of the chain.
  private func chained(_ upstream: Expression, _ local: Expression) -> Expression {
    if upstream.literal == 1, local.isName { return local }
    if local.literal == 1, local.shape == upstream.shape { return upstream }
    var result = Monomial(goesForward ? local : upstream)
    result.multiply(by: goesForward ? upstream : local, exponent: 1)
    result.cancel(nonzero)
    return result.expression
  }

  /// The derivative of what works entry by entry on one operand: nil where it is 0 everywhere. A named result may
  /// stand for itself: `1 − h²`.
  private mutating func slope(_ node: Int) throws(Unwritable) -> Expression? {
    let one = Expression.number(1)
    let operation = graph.operation(of: node)
    let x = try operand(node, 0)
    let own = symbol(for: node)
    func y() -> Expression { own ?? .call(operation.primitive, x) }
    /// What is compared with 0: relu(x) is above 0 just where x is.
    func positive() -> Expression { .comparison(.greater, x.isName ? x : own ?? x, .number(0)) }
    switch operation.primitive {
    case .exp: return y()
    case .sqrt: return one.over(.times(.number(2), y()))
    case .square: return .times(.number(2), x)
    case .abs: return .call(.sign, x)
    case .sin: return .call(.cos, x)
    case .cos: return Expression.call(.sin, x).negated
    case .tan:
      if let own { return .sum(one, own.raised(to: 2)) }
      return Expression.call(.cos, x).raised(to: -2)
    case .tanh: return .difference(one, y().raised(to: 2))
    case .sigmoid: return .times(y(), .difference(one, y()))
    case .relu: return positive()
    case .softplus: return .call(.sigmoid, x)
    case .silu:
      let s = Expression.call(.sigmoid, x)
      return .times(s, .sum(one, .times(x, .difference(one, s))))
    case .erf:
      // 2/√π · exp(−x²)
      let root = Expression.call(.sqrt, Expression(.circleNumber, shape: .scalar))
      return .product([
        Expression(.quotient(.number(2), root), shape: .scalar), .call(.exp, x.raised(to: 2).negated),
      ])
    case .gelu:
      return .sum(
        Expression(.call(.normalCumulative, [x], []), shape: x.shape),
        .times(x, Expression(.call(.normalDensity, [x], []), shape: x.shape)))
    case .geluTanh: return geluTanhSlope(x)
    case .leakyRelu:
      let slope = operation.number
      return .sum(
        .comparison(.greater, x, .number(0)), .times(.number(slope), .comparison(.lessOrEqual, x, .number(0))))
    case .elu:
      let below = Expression.times(.number(operation.number), .call(.exp, x))
      return .call(.select, [.comparison(.greater, x, .number(0)), one, below], shape: x.shape)
    case .power:
      let exponent = operation.number
      if exponent == 0 { return nil }
      if exponent == exponent.rounded(), exponent.magnitude <= 1000 {
        return .times(.number(exponent), exponent == 1 ? one : x.raised(to: Int(exponent) - 1))
      }
      return .times(.number(exponent), Expression(.power(x, .number(exponent - 1)), shape: x.shape))
    default: throw Unwritable()
    }
  }

  /// ½(1 + tanh u) + ½x(1 − tanh²u)·u′ with u = √(2/π)·(x + 0.044715x³).
  private func geluTanhSlope(_ x: Expression) -> Expression {
    let one = Expression.number(1)
    let half = Expression.fraction(1, 2)
    let cubic = Expression.number(0.044715)
    let two = Expression(.quotient(.number(2), Expression(.circleNumber, shape: .scalar)), shape: .scalar)
    let root = Expression.call(.sqrt, two)
    let u = Expression.times(root, .sum(x, .times(cubic, x.raised(to: 3))))
    let tangent = Expression.call(.tanh, u)
    let inner = Expression.sum(one, .times(.number(3), cubic, x.raised(to: 2)))
    return .sum(
      .times(half, .sum(one, tangent)),
      .times(half, root, x, .difference(one, tangent.raised(to: 2)), inner))
  }

  /// b·a^(b−1) by the base, a^b·log(a) by the exponent.
  private mutating func powerSlope(_ node: Int, _ slot: Int) throws(Unwritable) -> Expression {
    let (base, exponent) = (try operand(node, 0), try operand(node, 1))
    let shape = graph.shape(of: node)
    if slot == 0 {
      let less =
        exponent.literal.map { Expression.number($0 - 1) } ?? .total([exponent, .number(-1)])
      return .times(exponent, Expression(.power(base, less), shape: shape))
    }
    let guarded = base.literal == nil ? Expression(.guarded(base), shape: base.shape) : base
    return .times(
      symbol(for: node) ?? Expression(.power(base, exponent), shape: shape), .call(.log, guarded))
  }

  /// 1 where `where` takes this operand.
  private mutating func choice(_ node: Int, _ slot: Int) throws(Unwritable) -> Expression {
    let condition = try operand(node, 0)
    if case .comparison(let relation, let a, let b) = condition.kind {
      if slot == 1 { return condition }
      if let opposite = relation.opposite { return .comparison(opposite, a, b) }
    }
    return .call(
      .select, [condition, .number(slot == 1 ? 1 : 0), .number(slot == 1 ? 0 : 1)], shape: condition.shape)
  }
}

extension Expression {
  /// A name or a number.
  fileprivate var isSimple: Bool { isName || literal != nil }
}

extension Expression.Relation {
  fileprivate var opposite: Expression.Relation? {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: nil
    }
  }
}
