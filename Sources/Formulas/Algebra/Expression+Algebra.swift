import Autodiff

/// Sums and products that put themselves in order. None of them changes a value, but for the last digits.
extension Expression {
  /// 0 of this shape.
  static func zero(_ shape: Shape) -> Expression {
    shape.isScalar ? .number(0) : Expression(.zeros, shape: shape)
  }

  /// The factors side by side, as they are; one factor is itself.
  static func product(_ factors: [Expression]) -> Expression {
    if factors.count == 1 { return factors[0] }
    return Expression(.product(factors), shape: Shape.broadcast(factors.map { $0.shape }) ?? .scalar)
  }

  /// The difference as it is: `1 − h²`.
  static func difference(_ a: Expression, _ b: Expression) -> Expression {
    Expression(
      .sum([Term(value: a), Term(isSubtracted: true, value: b)]),
      shape: Shape.broadcast([a.shape, b.shape]) ?? a.shape)
  }

  static func sum(_ a: Expression, _ b: Expression) -> Expression {
    Expression(.sum([Term(value: a), Term(value: b)]), shape: Shape.broadcast([a.shape, b.shape]) ?? a.shape)
  }

  static func times(_ factors: Expression...) -> Expression { times(factors) }

  static func times(_ factors: [Expression]) -> Expression {
    var monomial = Monomial()
    for factor in factors { monomial.multiply(by: factor, exponent: 1) }
    return monomial.expression
  }

  func over(_ divisor: Expression) -> Expression {
    var monomial = Monomial(self)
    monomial.multiply(by: divisor, exponent: -1)
    return monomial.expression
  }

  /// One half, a third: the number is in lowest terms.
  static func fraction(_ numerator: Double, _ denominator: Double) -> Expression {
    Expression.number(numerator).over(.number(denominator))
  }

  func raised(to exponent: Int) -> Expression {
    var monomial = Monomial()
    monomial.multiply(by: self, exponent: exponent)
    return monomial.expression
  }

  var negated: Expression { .times(.number(-1), self) }

  /// Like terms put together.
  static func total(_ terms: [Expression]) -> Expression {
    if terms.count == 1 { return terms[0] }
    if let number = sumOfLiterals(terms) { return number }
    var keys: [Expression: Int] = [:]
    var collected: [(coefficient: Coefficient, key: Expression)] = []
    let shape = Shape.broadcast(terms.map { $0.shape }) ?? .scalar
    func enter(_ expression: Expression, negated: Bool) {
      if case .sum(let parts) = expression.kind {
        for part in parts { enter(part.value, negated: negated != part.isSubtracted) }
        return
      }
      if case .negative(let inner) = expression.kind, case .sum = inner.kind {
        return enter(inner, negated: !negated)
      }
      let monomial = Monomial(expression)
      let coefficient = negated ? monomial.coefficient.negated : monomial.coefficient
      let key = monomial.withoutNumber.expression
      if let place = keys[key], let both = collected[place].coefficient.plus(coefficient) {
        collected[place].coefficient = both
      } else {
        keys[key] = collected.count
        collected.append((coefficient, key))
      }
    }
    for term in terms { enter(term, negated: false) }
    collected.removeAll { $0.coefficient.isZero }
    if let first = collected.first, first.coefficient.isNegative,
      let positive = collected.firstIndex(where: { !$0.coefficient.isNegative })
    {
      collected.insert(collected.remove(at: positive), at: 0)
    }
    if let factored = factored(collected.map { ($0.coefficient, Monomial($0.key)) }) {
      return factored.filled(to: shape)
    }
    // What broadcasts by itself needs no ones.
    let rest = Shape.broadcast(collected.compactMap { $0.key.hasOnes ? nil : $0.key.shape })
    let sum = collected.enumerated().map { place, entry in
      let isSubtracted = entry.coefficient.isNegative && (place > 0 || collected.count == 1)
      var monomial = Monomial(rest == shape ? entry.key.withoutOnes : entry.key)
      monomial.coefficient = isSubtracted ? entry.coefficient.negated : entry.coefficient
      return Term(isSubtracted: isSubtracted, value: monomial.expression)
    }
    let result: Expression
    switch sum.count {
    case 0: return .zero(shape)
    case 1: result = sum[0].isSubtracted ? sum[0].value.negated : sum[0].value
    default: result = Expression(.sum(sum), shape: Shape.broadcast(sum.map { $0.value.shape }) ?? shape)
    }
    return result.filled(to: shape)
  }

  /// 1 + 1, which is what most sums of derivatives are.
  private static func sumOfLiterals(_ terms: [Expression]) -> Expression? {
    var sum = Coefficient(0)
    for term in terms {
      guard let value = term.literal, let number = Coefficient(value), let next = sum?.plus(number) else {
        return nil
      }
      sum = next
    }
    return sum.flatMap { $0.denominator == 1 ? .number($0.numerator) : nil }
  }

  /// As large as it must be.
  private func filled(to target: Shape) -> Expression {
    shape == target ? self : .times(self, Expression(.ones, shape: target))
  }

  private var hasOnes: Bool { withoutOnes.shape != shape }

  private var withoutOnes: Expression {
    if case .ones = kind { return .number(1) }
    guard case .product(let factors) = kind else { return self }
    return .times(
      factors.filter {
        if case .ones = $0.kind { return false }
        return true
      })
  }

  /// a·f(x) + b·f(x) as f(x)(a + b): what all terms have stands before a parenthesis, but for mere names. Fractions are
  /// put over one denominator where that is shorter: 1/n − 2x²/n² with n = 1 + x² is (1 − x²)/n².
  private static func factored(_ terms: [(coefficient: Coefficient, monomial: Monomial)]) -> Expression? {
    guard terms.count > 1, terms.count <= 8, let first = terms.first else { return nil }
    var common: [(base: Expression, least: Int, most: Int)] = []
    var isNotable = false
    for (base, exponent) in first.monomial.factors where exponent != 0 {
      if case .ones = base.kind { continue }
      let exponents = terms.map { $0.monomial.exponent(of: base) }
      guard exponents.allSatisfy({ $0.signum() == exponent.signum() }) else { continue }
      let least = exponents.min { $0.magnitude < $1.magnitude } ?? exponent
      common.append((base, least, exponent < 0 ? exponents.min() ?? exponent : least))
      isNotable = isNotable || exponent < 0 || FactorOrder(base, place: 0).isNotable
    }
    guard isNotable else { return nil }
    let result = factored(terms, common.map { ($0.base, $0.least) })
    guard common.contains(where: { $0.least != $0.most && $0.base.isSum }) else { return result }
    let other = factored(terms, common.map { ($0.base, $0.base.isSum ? $0.most : $0.least) })
    return other.size < result.size ? other : result
  }

  private static func factored(
    _ terms: [(coefficient: Coefficient, monomial: Monomial)], _ common: [(base: Expression, exponent: Int)]
  ) -> Expression {
    var result = Monomial()
    result.coefficient = Coefficient.commonFactor(of: terms.map { $0.coefficient })
    for (base, exponent) in common { result.multiply(by: base, exponent: exponent) }
    let rest = terms.map { term in
      var monomial = term.monomial
      for (base, exponent) in common { monomial.remove(base, exponent: exponent) }
      monomial.coefficient = term.coefficient.over(result.coefficient) ?? term.coefficient
      return monomial.shrunk.expression
    }
    result.multiply(by: .total(rest.map { $0.expanded }), exponent: 1)
    return result.expression
  }

  private var isSum: Bool {
    if case .sum = kind { return true }
    return false
  }

  /// A number times a sum, term by term.
  private var expanded: Expression {
    let monomial = Monomial(self)
    let factors = monomial.factors.filter { $0.exponent != 0 }
    guard factors.count == 1, factors[0].exponent == 1, case .sum(let terms) = factors[0].base.kind,
      shape == factors[0].base.shape
    else { return self }
    let parts = terms.map { term in
      var part = Monomial(term.value)
      guard let coefficient = part.coefficient.times(monomial.coefficient) else { return term.value }
      part.coefficient = term.isSubtracted ? coefficient.negated : coefficient
      return part.expression
    }
    return .total(parts)
  }
}

extension Expression {
  /// As it stands in a derivative, of parts that are simple already: numbers folded (but for π), like terms put together,
  /// equal factors cancelled.
  var simplified: Expression {
    switch kind {
    case .sum(let terms):
      return .total(terms.map { $0.isSubtracted ? $0.value.negated : $0.value })
    case .product(let factors): return .times(factors)
    case .negative(let a): return a.negated
    case .quotient(let a, let b): return b.literal == 0 ? self : a.over(b)
    case .power(let base, let exponent):
      guard let n = exponent.literal, n == n.rounded(), n.magnitude <= 1000, base.literal != 0 else { return self }
      return n == 0 ? .times(.number(1), Expression(.ones, shape: shape)) : base.raised(to: Int(n))
    case .call(.primitive(.map(.sqrt)), let arguments, _):
      guard let x = arguments[0].literal, x >= 0, case let root = x.squareRoot(), root == root.rounded() else {
        return self
      }
      return .number(root)
    default: return self
    }
  }
}
