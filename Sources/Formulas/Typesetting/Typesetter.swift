import Autodiff
import Pictures

/// Sets a tree in runs, as people write it or as the flow language does. Parentheses stand where Python's precedence wants them, and
/// nowhere else.
struct Typesetter {
  let isCode: Bool
  /// What stands in the place of the upstream gradient, if not its sign.
  let upstream: Formula?
  var runs: [Formula.Run] = []

  init(isCode: Bool = false, upstream: Formula? = nil) {
    self.isCode = isCode
    self.upstream = upstream
  }

  /// How tightly a text holds together.
  enum Level: Int, Comparable {
    case comparison, sum, signed, product, power, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  mutating func add(_ kind: Formula.Run.Kind, _ text: String = "", in layout: Formula.Layout = .both) {
    runs.append(Formula.Run(kind, text, in: layout))
  }

  mutating func sign(_ text: String) { add(.sign, text) }

  /// The expression, in parentheses unless it holds together at least so.
  ///
  /// - Parameter stacked: how tightly it must where fractions are stacked and the like, if not as on a line.
  mutating func write(_ expression: Expression, atLeast level: Level = .comparison, stacked: Level? = nil) {
    if case .guarded(let inner) = expression.kind, !isCode {
      return write(inner, atLeast: level, stacked: stacked)
    }
    let stacked = stacked ?? level
    let layout = Formula.Layout(
      line: self.level(of: expression, isStacked: false) < level,
      stacked: self.level(of: expression, isStacked: true) < stacked)
    if let layout { add(.open, "(", in: layout) }
    writeBare(expression)
    if let layout { add(.close, ")", in: layout) }
  }

  /// A whole formula: a description that ends it needs no parentheses, whatever sign or number stands before it.
  mutating func writeWhole(_ expression: Expression, atLeast level: Level) {
    switch expression.kind {
    case .described: writeBare(expression)
    case .negative(let inner) where inner.isDescribed:
      sign(minus)
      writeWhole(inner, atLeast: level)
    case .product(let factors) where expression.isDescribed:
      write(.product(Array(factors.dropLast())), atLeast: .signed)
      add(.dot, " · ")
      writeBare(factors[factors.count - 1])
    default: write(expression, atLeast: level)
    }
  }

  func level(of expression: Expression, isStacked: Bool) -> Level {
    switch expression.kind {
    case .comparison: return .comparison
    case .described(let code, _):
      return isCode ? code.map { level(of: $0, isStacked: isStacked) } ?? .atom : .comparison
    case .sum: return .sum
    // A fraction.
    case .upstream: return isCode || upstream.map { $0.holdsTogether } ?? true ? .atom : .power
    case .negative: return .signed
    case .number(let value):
      if value < 0 || value.sign == .minus { return .signed }
      return isStacked && Self.power(in: value)?.isBare == false ? .product : .atom
    case .product(let factors): return level(of: factors[0], isStacked: isStacked) == .signed ? .signed : .product
    case .quotient(let a, _):
      return isStacked ? .power : level(of: a, isStacked: isStacked) == .signed ? .signed : .product
    case .power: return isReciprocal(expression) ? .product : .power
    case .matrixProduct, .outerProduct: return .product
    case .softmaxMatrix: return isCode ? .product : .sum
    case .guarded(let inner): return isCode ? .sum : level(of: inner, isStacked: isStacked)
    case .call(.normalCumulative, _, _), .call(.normalDensity, _, _): return .product
    case .call(.primitive(.map(.sqrt)), _, _): return isCode || isStacked ? .atom : .power
    case .circleNumber, .name, .call, .transposed, .indexed, .taken, .list, .zeros, .ones, .identityMatrix:
      return .atom
    }
  }

  private mutating func writeBare(_ expression: Expression) {
    switch expression.kind {
    case .number(let value): number(value)
    case .circleNumber: add(.name, isCode ? "pi" : "π")
    case .name(let name, let node): runs.append(Formula.Run(.name, name, node: node))
    case .upstream(let name):
      if let upstream { runs += upstream.runs } else { add(.name, name) }
    case .negative(let inner):
      sign(minus)
      write(inner, atLeast: .product)
    case .sum(let terms): sum(terms)
    case .product(let factors): product(factors)
    case .quotient(let a, let b): quotient(a, b)
    case .power(let base, let exponent): power(base, exponent)
    case .call(let function, let arguments, let options): call(function, arguments, options)
    case .comparison(let relation, let a, let b): compare(relation, a, b)
    case .matrixProduct(let a, let b): matrixProduct(a, b)
    case .outerProduct(let a, let b):
      if isCode {
        column(a)
        sign("*")
        write(b, atLeast: .power)
      } else {
        write(a, atLeast: .power)
        add(.dot, dot(a, b))
        transposed(b)
      }
    case .transposed(let inner): transposed(inner)
    case .indexed(let base, let subscripts):
      write(base, atLeast: .atom)
      bracketed(indices(subscripts, of: base.shape))
    case .taken(let base, let axis, let indices):
      write(base, atLeast: .atom)
      add(.open, "[")
      sign(String(repeating: ":, ", count: axis))
      for (place, index) in indices.enumerated() {
        if place > 0 { sign(", ") }
        write(index)
      }
      add(.close, "]")
    case .list(let entries):
      add(.open, "[")
      for (place, entry) in entries.enumerated() {
        if place > 0 { sign(", ") }
        write(entry)
      }
      add(.close, "]")
    case .zeros: filled("zeros", expression.shape)
    case .ones: filled("ones", expression.shape)
    case .identityMatrix:
      guard isCode else { return add(.name, "I") }
      call("eye") { $0.sign("\(expression.shape.dimensions[0])") }
    case .softmaxMatrix(let s): softmaxMatrix(s)
    case .described(let code, let phrases):
      if let code, isCode { return writeBare(code) }
      for phrase in phrases {
        switch phrase {
        case .words(let words) where words.hasPrefix("Σ"):
          add(.function, "Σ")
          add(.words, String(words.dropFirst()))
        case .words(let words): add(.words, words)
        case .part(let part): write(part, atLeast: .sum)
        }
      }
    case .guarded(let inner):
      write(inner, atLeast: .signed)
      sign(" + ")
      parenthesized {
        $0.write(inner, atLeast: .sum)
        $0.sign(" == 0")
      }
    }
  }

  var minus: String { isCode ? "-" : "−" }

  mutating func parenthesized(_ inside: (inout Typesetter) -> Void) {
    add(.open, "(")
    inside(&self)
    add(.close, ")")
  }

  private mutating func sum(_ terms: [Expression.Term]) {
    for (place, term) in terms.enumerated() {
      if place > 0 {
        sign(term.isSubtracted ? " \(minus) " : " + ")
      } else if term.isSubtracted {
        sign(minus)
      }
      write(term.value, atLeast: place > 0 || term.isSubtracted ? .product : .signed)
    }
  }

  private mutating func quotient(_ a: Expression, _ b: Expression) {
    let isMixed = isCode ? isMatrixProduct(a) : !b.shape.isScalar && (isMatrixProduct(a) || isTensorProduct(a))
    add(.fraction)
    write(a, atLeast: isMixed ? .power : .signed, stacked: .sum)
    add(.next, "/")
    write(b, atLeast: .power, stacked: .sum)
    add(.end)
  }

  private func isMatrixProduct(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .matrixProduct, .outerProduct: true
    default: false
    }
  }

  private func isTensorProduct(_ expression: Expression) -> Bool {
    if case .product(let factors) = expression.kind { return factors.count { !$0.shape.isScalar } > 1 }
    return false
  }

  /// `W⁻¹` is the inverse: one over the entries of a matrix is written so.
  private func isReciprocal(_ expression: Expression) -> Bool {
    guard !isCode, case .power(let base, let exponent) = expression.kind else { return false }
    return base.shape.rank >= 2 && exponent.literal == -1
  }

  private mutating func power(_ base: Expression, _ exponent: Expression) {
    if !isCode, base.shape.rank >= 2, exponent.literal == -1 { return quotient(.number(1), base) }
    if !isCode, case .call(.primitive(.map(let function)), let arguments, _) = base.kind,
      [.sin, .cos, .tan, .tanh].contains(function), let n = exponent.literal, n > 0, n == n.rounded(), n < 100
    {
      add(.function, function.rawValue)
      runs.append(.raised(Int(n)))
      return parenthesized { $0.write(arguments[0]) }
    }
    if case .transposed = base.kind { parenthesized { $0.write(base) } } else { write(base, atLeast: .atom) }
    let literal = exponent.literal
    if !isCode, let n = literal, n == n.rounded(), n.magnitude < 100 { return runs.append(.raised(Int(n))) }
    add(.power, "^")
    let isBare = literal.map { isCode || $0 >= 0 } ?? false
    write(exponent, atLeast: isBare ? .comparison : .atom, stacked: .comparison)
    add(.end)
  }

  private mutating func matrixProduct(_ a: Expression, _ b: Expression) {
    if isCode || !b.hasUpstream, case .softmaxMatrix(let s) = a.kind {
      let inside = Expression.times(s, b)
      let sum = Expression.call(.reduce(.sum), [inside], shape: .scalar)
      return write(.product([s, .difference(b, sum)]))
    }
    write(a, atLeast: isMatrixProduct(a) && !isOuter(a) ? .comparison : factor(a))
    if isCode { sign(" @ ") } else { add(.dot, dot(a, b)) }
    write(b, atLeast: factor(b))
  }

  /// A power of a matrix's entries stands in brackets: without them it could be one of the matrix.
  private func factor(_ expression: Expression) -> Level {
    if case .power = expression.kind, !isCode, expression.shape.rank == 2 { return .atom }
    return .power
  }

  /// As a person writes it; in the flow language the column of s times what is left of the unit matrix.
  private mutating func softmaxMatrix(_ s: Expression) {
    if isCode {
      let length = s.shape.count
      column(s)
      sign("*")
      return write(.difference(Expression(.identityMatrix, shape: [length, length]), s), atLeast: .power)
    }
    call("diag") { $0.write(s) }
    sign(" − ")
    write(s, atLeast: .power)
    add(.dot, "·")
    transposed(s)
  }

  /// `reshape(s, [3, 1])`
  private mutating func column(_ vector: Expression) {
    call("reshape") {
      $0.write(vector)
      $0.sign(", [\(vector.shape.count), 1]")
    }
  }

  private func isOuter(_ expression: Expression) -> Bool {
    if case .outerProduct = expression.kind { return true }
    return false
  }

  private mutating func transposed(_ inner: Expression) {
    var isTwice = false
    if case .transposed = inner.kind { isTwice = true }
    if isTwice { add(.open, "(", in: .stacked) }
    write(inner, atLeast: .atom)
    if isTwice { add(.close, ")", in: .stacked) }
    if isCode { sign(".T") } else { add(.raised, "T") }
  }
}

extension Formula {
  /// One sign, or in parentheses.
  fileprivate var holdsTogether: Bool { runs.count == 1 || runs.first?.kind == .open && runs.last?.kind == .close }
}

extension Expression {
  /// A description, or single numbers times one.
  fileprivate var isDescribed: Bool {
    switch kind {
    case .described: true
    case .product(let factors):
      factors[factors.count - 1].isDescribed && factors.dropLast().allSatisfy { $0.shape.isScalar && !$0.hasUpstream }
    default: false
    }
  }
}
