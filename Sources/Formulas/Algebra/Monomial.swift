import Autodiff

/// A product taken apart: a number, and bases with whole exponents. x cancels against 1/x: where x is 0, what is
/// differentiated has no value there, or an infinite slope.
struct Monomial {
  var coefficient = Coefficient.one
  private(set) var factors: [(base: Expression, exponent: Int)] = []
  /// Where each factor stands; empty while there are few, which are looked through.
  private var places: [Expression: Int] = [:]
  private static let few = 12
  /// What all factors broadcast to.
  private(set) var shape = Shape.scalar

  init() {}

  init(_ expression: Expression) { multiply(by: expression, exponent: 1) }

  mutating func multiply(by expression: Expression, exponent: Int) {
    shape = Shape.broadcast([shape, expression.shape]) ?? expression.shape
    enter(expression, exponent)
  }

  private mutating func enter(_ expression: Expression, _ exponent: Int) {
    switch expression.kind {
    case .number(let value): enter(number: value, expression, exponent)
    case .negative(let a):
      if exponent % 2 != 0 { coefficient = coefficient.negated }
      enter(a, exponent)
    case .product(let parts): for part in parts { enter(part, exponent) }
    case .quotient(let a, let b):
      enter(a, exponent)
      enter(b, -exponent)
    case .power(let base, let power):
      let inner = Monomial(base)
      if let n = power.literal, n == n.rounded(), n != 0, n.magnitude <= 1000, exponent.magnitude <= 1000 {
        if inner.isPlain { append(base, Int(n) * exponent) } else { enter(base, Int(n) * exponent) }
      } else {
        append(expression, exponent)
      }
    default: append(expression, exponent)
    }
  }

  /// One factor without a number: then a power of it may stay whole.
  private var isPlain: Bool { coefficient.isOne }

  private mutating func enter(number value: Double, _ expression: Expression, _ exponent: Int) {
    guard let number = Coefficient(value), exponent.magnitude <= 64 else { return append(expression, exponent) }
    var result = coefficient
    for _ in 0..<exponent.magnitude {
      guard let next = exponent > 0 ? result.times(number) : result.over(number) else {
        return append(expression, exponent)
      }
      result = next
    }
    coefficient = result
  }

  private mutating func append(_ base: Expression, _ exponent: Int) {
    // Where it is 0, so is what stands above it, with the slope 0 by convention.
    if case .guarded(let inner) = base.kind, exponent < 0, let place = place(of: inner), factors[place].exponent > 0 {
      let common = min(factors[place].exponent, -exponent)
      factors[place].exponent -= common
      if exponent + common < 0 { append(base, exponent + common) }
      return
    }
    if let place = place(of: base) {
      factors[place].exponent += exponent
      return
    }
    factors.append((base, exponent))
    if factors.count < Monomial.few { return }
    if places.isEmpty {
      for (place, factor) in factors.enumerated() { places[factor.base] = place }
    } else {
      places[base] = factors.count - 1
    }
  }

  private func place(of base: Expression) -> Int? {
    places.isEmpty ? factors.firstIndex { $0.base == base } : places[base]
  }

  /// Takes the factors of another product out, which this one has.
  mutating func remove(_ base: Expression, exponent: Int) {
    guard let place = place(of: base) else { return }
    factors[place].exponent -= exponent
  }

  /// The exponent with which a base stands above or, negative, below the line; 0 if it does not.
  func exponent(of base: Expression) -> Int { place(of: base).map { factors[$0].exponent } ?? 0 }
}

extension Monomial {
  /// The product as a person writes it: the number, then names, then functions, then parentheses; what is divided by
  /// stands below one line.
  var expression: Expression {
    if coefficient.isZero { return .zero(shape) }
    var above: [(order: FactorOrder, value: Expression)] = []
    var below: [(order: FactorOrder, value: Expression)] = []
    var rest = Shape.scalar
    for (place, factor) in factors.enumerated() where factor.exponent != 0 {
      if case .ones = factor.base.kind { continue }
      rest = Shape.broadcast([rest, factor.base.shape]) ?? rest
      let order = FactorOrder(factor.base, place: place)
      let exponent = factor.exponent.magnitude
      let value =
        exponent == 1
        ? factor.base : Expression(.power(factor.base, .number(Double(exponent))), shape: factor.base.shape)
      if factor.exponent > 0 { above.append((order, value)) } else { below.append((order, value)) }
    }
    if rest != shape {
      let ones = Expression(.ones, shape: shape)
      above.append((FactorOrder(ones, place: factors.count), ones))
    }
    above.sort { $0.order < $1.order }
    below.sort { $0.order < $1.order }
    return assembled(above: above.map { $0.value }, below: below.map { $0.value })
  }

  private func assembled(above: [Expression], below: [Expression]) -> Expression {
    var above = above
    var below = below
    let number = Expression.number(coefficient.numerator.magnitude)
    let divisor = Expression.number(Double(coefficient.denominator))
    if let flipped = flipped(above) {
      var positive = self
      positive.coefficient = coefficient.negated
      return positive.assembled(above: flipped, below: below)
    }
    // Before what arrives or a sum the number stays a number of its own: 1/4 · Σ.
    let standsAlone = above.contains { $0.isReduction } || above.allSatisfy { $0.hasUpstream }
    if coefficient.denominator != 1, standsAlone, !above.isEmpty, below.isEmpty {
      above.insert(Expression(.quotient(number, divisor), shape: .scalar), at: 0)
    } else {
      if coefficient.numerator.magnitude != 1 { above.insert(number, at: 0) }
      if coefficient.denominator != 1 { below.insert(divisor, at: 0) }
    }
    if above.isEmpty { above = [.number(1)] }
    var result = Expression.product(above)
    if !below.isEmpty {
      let denominator = Expression.product(below)
      result = Expression(
        .quotient(result, denominator), shape: Shape.broadcast([result.shape, denominator.shape]) ?? shape)
    }
    guard coefficient.isNegative else { return result }
    if let value = result.literal { return .number(-value) }
    return Expression(.negative(result), shape: result.shape)
  }

  /// −(a − b) is b − a.
  private func flipped(_ above: [Expression]) -> [Expression]? {
    guard coefficient.numerator == -1, let first = above.first,
      above.dropFirst().allSatisfy({ $0.isUpstream }), case .sum(let terms) = first.kind, !terms[0].isSubtracted
    else { return nil }
    let turned = terms.map { term in
      if !term.isSubtracted, case let negated = term.value.negated, !negated.hasSign {
        return Expression.Term(value: negated)
      }
      return Expression.Term(isSubtracted: !term.isSubtracted, value: term.value)
    }
    guard turned.contains(where: { !$0.isSubtracted }) else { return nil }
    let sum = Expression(
      .sum(turned.filter { !$0.isSubtracted } + turned.filter { $0.isSubtracted }), shape: first.shape)
    return [sum] + above.dropFirst()
  }

  /// The same without the factors that were taken out, which may have been what gave it its shape.
  var shrunk: Monomial {
    var result = Monomial()
    result.coefficient = coefficient
    for factor in factors where factor.exponent != 0 { result.multiply(by: factor.base, exponent: factor.exponent) }
    return result
  }

  /// The factors but for the number, as a key for like terms.
  var withoutNumber: Monomial {
    var result = self
    result.coefficient = .one
    return result
  }
}
