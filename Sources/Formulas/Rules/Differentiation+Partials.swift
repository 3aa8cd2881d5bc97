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
    let primitive = graph.primitive(of: node)
    guard primitive.hasEdge(slot) else { return nil }
    switch primitive {
    case .leaf, .detach, .compare, .find, .oneHot: return nil
    case .identity: return upstream
    case .map(.negate): return upstream.negated
    case .map(let map): return chained(upstream, try slope(map, node))
    case .parametric(let parametric): return chained(upstream, try slope(parametric, node))
    case .dropout: return dropoutPullback(node, upstream)
    case .pair(let pair):
      let source = graph.shape(of: graph.operand(of: node, slot: slot))
      return try pairPullback(pair, node, slot, upstream).unbroadcast(to: source)
    case .choose:
      let source = graph.shape(of: graph.operand(of: node, slot: slot))
      return chained(upstream, try choice(node, slot)).unbroadcast(to: source)
    case .reduce(let reduction): return try reductionPullback(reduction, node, upstream)
    case .move(let move): return movePullback(move, node, upstream)
    case .join(let join): return joinPullback(join, node, slot, upstream)
    case .scan(let scan): return try scanPullback(scan, node, upstream)
    case .pool(let pool): return try poolPullback(pool, node, upstream)
    case .convolve: return try convolutionPullback(node, slot, upstream)
    case .matrix(let matrix): return try matrixPullback(matrix, node, upstream)
    case .take: return try takePullback(node, upstream)
    case .product(.outer):
      let other = try operand(node, 1 - slot)
      return slot == 0 ? upstream.matrixProduct(other) : upstream.transposed.matrixProduct(other)
    case .product(.matmul), .product(.dot): return try productPullback(node, slot, upstream)
    case .lines(let lines): return try linesPullback(lines, node, upstream)
    case .crossEntropy: return try crossEntropyPullback(node, slot, upstream)
    case .embedding: return try rowsPullback(operand(node, 1), node, upstream)
    }
  }

  private mutating func pairPullback(
    _ pair: Primitive.Pair, _ node: Int, _ slot: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression {
    switch pair {
    case .add: return upstream
    case .subtract: return slot == 0 ? upstream : upstream.negated
    case .multiply: return chained(upstream, try operand(node, 1 - slot))
    case .divide:
      let divisor = try operand(node, 1)
      if slot == 0 { return chained(upstream, Expression.number(1).over(divisor)) }
      let dividend = try operand(node, 0)
      // By the result's own name, but where the divisor then cancels.
      if let own = symbol(for: node), !dividend.isSimple, !dividend.sharesFactor(with: divisor) {
        return chained(upstream, own.over(divisor)).negated
      }
      return chained(upstream, dividend.over(divisor.raised(to: 2))).negated
    case .pow: return chained(upstream, try powerSlope(node, slot))
    case .atan2:
      let (y, x) = (try operand(node, 0), try operand(node, 1))
      let slope = (slot == 0 ? x : y).over(.sum(y.raised(to: 2), x.raised(to: 2)))
      return chained(upstream, slot == 0 ? slope : slope.negated)
    case .minimum: return chained(upstream, try share(.less, node, slot))
    case .maximum: return chained(upstream, try share(.greater, node, slot))
    }
  }

  /// Half of it at a tie, which is said where one is drawn. Operands with a name in common may be equal wherever one looks, as
  /// in max(x, max(x, y)): there the first has it all.
  private mutating func share(
    _ relation: Expression.Relation, _ node: Int, _ slot: Int
  ) throws(Unwritable) -> Expression {
    let (own, other) = (try operand(node, slot), try operand(node, 1 - slot))
    let hit = Expression.comparison(relation, own, other)
    guard writer.isTie(node) else {
      guard slot == 0, !own.names.isDisjoint(with: other.names) else { return hit }
      return .comparison(relation == .greater ? .greaterOrEqual : .lessOrEqual, own, other)
    }
    return .sum(hit, .times(.fraction(1, 2), .comparison(.equal, own, other)))
  }

  /// One more factor of the chain.
  private func chained(_ upstream: Expression, _ local: Expression?) -> Expression? {
    local.map { chained(upstream, $0) }
  }

  private func chained(_ upstream: Expression, _ local: Expression) -> Expression {
    if upstream.literal == 1, local.isName || local.literal != nil { return local }
    if local.literal == 1, local.shape == upstream.shape { return upstream }
    var result = Monomial(goesForward ? local : upstream)
    result.multiply(by: goesForward ? upstream : local, exponent: 1)
    return result.expression
  }

  /// The derivative of what works entry by entry on one operand: nil where it is 0 everywhere. A named result may
  /// stand for itself: `1 − h²`.
  private mutating func slope(_ map: Primitive.Map, _ node: Int) throws(Unwritable) -> Expression? {
    let one = Expression.number(1)
    let x = try operand(node, 0)
    let own = symbol(for: node)
    func y() -> Expression { own ?? .call(map, x) }
    switch map {
    case .sign, .floor, .ceil, .round: return nil
    case .negate: return .number(-1)
    case .exp: return y()
    case .expm1: return .call(.exp, x)
    case .log1p: return one.over(.sum(one, x))
    case .log, .log2, .log10:
      if map == .log { return one.over(x) }
      return one.over(.times(x, .call(.log, .number(map == .log2 ? 2 : 10))))
    case .sqrt: return one.over(.times(.number(2), y()))
    case .square: return .times(.number(2), x)
    case .abs: return .call(.sign, x)
    case .sin: return .call(.cos, x)
    case .cos: return Expression.call(.sin, x).negated
    case .tan:
      if let own { return .sum(one, own.raised(to: 2)) }
      return Expression.call(.cos, x).raised(to: -2)
    case .asin, .acos:
      let slope = one.over(.call(.sqrt, .difference(one, x.raised(to: 2))))
      return map == .asin ? slope : slope.negated
    case .atan: return one.over(.sum(one, x.raised(to: 2)))
    case .sinh: return .call(.cosh, x)
    case .cosh: return .call(.sinh, x)
    case .tanh: return .difference(one, y().raised(to: 2))
    case .asinh: return one.over(.call(.sqrt, .sum(one, x.raised(to: 2))))
    case .acosh: return one.over(.call(.sqrt, .difference(x.raised(to: 2), one)))
    case .atanh: return one.over(.difference(one, x.raised(to: 2)))
    case .sigmoid: return .times(y(), .difference(one, y()))
    // What is compared with 0: relu(x) is above 0 just where x is.
    case .relu: return .comparison(.greater, x.isName ? x : own ?? x, .number(0))
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
    }
  }

  private mutating func slope(_ parametric: Primitive.Parametric, _ node: Int) throws(Unwritable) -> Expression? {
    let x = try operand(node, 0)
    let number = graph.operation(of: node).number
    switch parametric {
    case .leakyRelu:
      return .sum(
        .comparison(.greater, x, .number(0)), .times(.number(number), .comparison(.lessOrEqual, x, .number(0))))
    case .elu:
      let below = Expression.times(.number(number), .call(.exp, x))
      return .call(.choose, [.comparison(.greater, x, .number(0)), .number(1), below], shape: x.shape)
    case .power:
      if number == 0 { return nil }
      if number == number.rounded(), number.magnitude <= 1000 {
        return .times(.number(number), number == 1 ? .number(1) : x.raised(to: Int(number) - 1))
      }
      return .times(.number(number), Expression(.power(x, .number(number - 1)), shape: x.shape))
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
    if writer.isIndicator(graph.operand(of: node, slot: 0)) {
      return slot == 1 ? condition : .difference(.number(1), condition)
    }
    return .call(
      .choose, [condition, .number(slot == 1 ? 1 : 0), .number(slot == 1 ? 0 : 1)], shape: condition.shape)
  }
}

extension Expression {
  /// The nodes that it names.
  fileprivate var names: Set<Int> {
    if case .name(_, let node) = kind { return [node] }
    return kind.parts.reduce(into: []) { $0.formUnion($1.names) }
  }

  fileprivate func sharesFactor(with other: Expression) -> Bool {
    let bases = Monomial(other).factors.map { $0.base }
    return Monomial(self).factors.contains { bases.contains($0.base) }
  }

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

extension FormulaWriter {
  /// Whether entries that are drawn share an extreme.
  func isTie(_ node: Int) -> Bool { trace?.boundaryHit(by: node) == .tie }

  /// Whether a node is 0 or 1 everywhere, whatever is trained.
  fileprivate func isIndicator(_ node: Int) -> Bool {
    let graph = model.graph
    switch graph.primitive(of: node) {
    case .compare, .oneHot: return true
    case .leaf: return !isParameter(node) && graph.leafValue(of: node).scalars.allSatisfy { $0 == 0 || $0 == 1 }
    case .identity, .move: return isIndicator(graph.operand(of: node, slot: 0))
    default: return false
    }
  }
}
