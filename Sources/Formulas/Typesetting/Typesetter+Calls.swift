import Autodiff
import Pictures

extension Typesetter {
  mutating func call(
    _ function: Expression.Function, _ arguments: [Expression], _ options: [Expression.Option]
  ) {
    switch function {
    case .normalCumulative:
      write(cumulative(arguments[0]))
    case .normalDensity:
      write(density(arguments[0]))
    case .primitive(let primitive):
      if !isCode, options.isEmpty, writeSigns(primitive, arguments) { return }
      let name = !isCode && primitive == .map(.sigmoid) ? "σ" : primitive.name
      if !isCode, let axis = axis(options, arguments) {
        // Σ₁ and mean₁: along this axis.
        add(.function, primitive == .reduce(.sum) ? "Σ" : name)
        add(.lowered, String(axis))
        return parenthesized { $0.write(arguments[0]) }
      }
      call(name) { typesetter in
        for (place, argument) in arguments.enumerated() {
          if place > 0 { typesetter.add(.comma, ", ") }
          typesetter.write(argument)
        }
        for (place, option) in options.enumerated() {
          if place + arguments.count > 0 { typesetter.add(.comma, ", ") }
          typesetter.option(option)
        }
      }
    }
  }

  /// The one axis of a reduction, as a derivative has it.
  private func axis(_ options: [Expression.Option], _ arguments: [Expression]) -> Int? {
    guard let option = options.first, options.count == 1 else { return nil }
    if case .line(let axis) = option.value { return axis }
    if case .integer(let axis) = option.value, option.key == "axis", arguments[0].hasUpstream { return axis }
    return nil
  }

  mutating func call(_ name: String, _ inside: (inout Typesetter) -> Void) {
    add(.function, name)
    parenthesized(inside)
  }

  /// Φ(x) in terms of the language: (1 + erf(x/√2))/2.
  private func cumulative(_ x: Expression) -> Expression {
    let root = Expression.call(.sqrt, .number(2))
    let erf = Expression.call(.erf, Expression(.quotient(x, root), shape: x.shape))
    return Expression(.quotient(.sum(.number(1), erf), .number(2)), shape: x.shape)
  }

  /// φ(x) in terms of the language: exp(−x²/2)/√(2π).
  private func density(_ x: Expression) -> Expression {
    let square = Expression(.power(x, .number(2)), shape: x.shape)
    let half = Expression(.quotient(square, .number(2)), shape: x.shape)
    let root = Expression.call(.sqrt, .product([.number(2), Expression(.circleNumber, shape: .scalar)]))
    return Expression(.quotient(.call(.exp, Expression(.negative(half), shape: x.shape)), root), shape: x.shape)
  }

  /// √x, |x|, ‖x‖ and the like, which are no calls. False, and nothing is written, for any other.
  private mutating func writeSigns(_ primitive: Primitive, _ arguments: [Expression]) -> Bool {
    switch primitive {
    case .map(.sqrt):
      add(.root, "√")
      write(arguments[0], atLeast: .atom, stacked: .comparison)
      add(.end)
    case .map(.abs) where !arguments[0].shape.isScalar: return false
    case .map(.abs), .reduce(.norm):
      let bar = primitive == .map(.abs) ? "|" : "‖"
      add(.open, bar)
      write(arguments[0])
      add(.close, bar)
    case .choose:
      add(.cases, "where(")
      for (place, argument) in arguments.enumerated() {
        if place > 0 { add(.next, ", ") }
        write(argument)
      }
      add(.end, ")")
    default: return false
    }
    return true
  }

  private mutating func option(_ option: Expression.Option) {
    if case .line(let axis) = option.value { return sign("axis=\(axis), keepdims=1") }
    if !option.key.isEmpty {
      add(.words, option.key)
      sign("=")
    }
    switch option.value {
    case .number(let x): number(x)
    case .integer(let n): add(.number, (n < 0 ? minus : "") + n.magnitude.description)
    case .integers(let all): bracketed(all.map { String($0) }.joined(separator: ", "))
    case .line: break
    case .text(let text):
      add(.sign, "\"", in: .line)
      add(.words, text)
      add(.sign, "\"", in: .line)
    }
  }

  mutating func bracketed(_ text: String) {
    add(.open, "[")
    sign(text)
    add(.close, "]")
  }

  /// `zeros(3)`, `zeros([2, 3])`
  mutating func filled(_ name: String, _ shape: Shape) {
    let lengths = shape.dimensions.map { String($0) }.joined(separator: ", ")
    call(name) { if shape.rank == 1 { $0.sign(lengths) } else { $0.bracketed(lengths) } }
  }

  mutating func compare(_ relation: Expression.Relation, _ a: Expression, _ b: Expression) {
    write(a, atLeast: .sum)
    switch relation {
    case .less: sign(" < ")
    case .greater: sign(" > ")
    case .lessOrEqual: sign(isCode ? " <= " : " ≤ ")
    case .greaterOrEqual: sign(isCode ? " >= " : " ≥ ")
    case .equal: sign(" == ")
    }
    write(b, atLeast: .sum)
  }

  /// The places of an index, as NumPy writes them.
  func indices(_ subscripts: [Subscript], of shape: Shape) -> String {
    var places: [String] = []
    for (place, length) in zip(subscripts, shape.dimensions) {
      switch place {
      case .entry(let index): places.append(String(index))
      case .slice(let start, let count, let step):
        let end = start + count * step
        if step > 0 {
          places.append(
            (start == 0 ? "" : String(start)) + ":" + (end >= length ? "" : String(end))
              + (step == 1 ? "" : ":\(step)"))
        } else {
          places.append(
            (start == length - 1 ? "" : String(start)) + ":" + (end < 0 ? "" : String(end)) + ":\(step)")
        }
      }
    }
    while places.count > 1, places.last == ":" { places.removeLast() }
    return places.joined(separator: ", ")
  }

  /// The fewest digits that read back exactly.
  mutating func number(_ value: Double) {
    let sign = value < 0 ? minus : ""
    guard value.isFinite else {
      return add(.number, value.isNaN ? isCode ? "nan" : "NaN" : sign + (isCode ? "inf" : "∞"))
    }
    guard let power = Self.power(in: value) else {
      let digits = value.magnitude.description
      return add(.number, sign + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits))
    }
    if isCode {
      let exponent = (power.exponent < 0 ? minus : "") + power.exponent.magnitude.description
      return add(.number, "\(sign)\(power.digits)e\(exponent)")
    }
    add(.number, sign + power.digits, in: power.isBare ? .line : .both)
    if !power.isBare { add(.dot, "·", in: .stacked) } else if value < 0 { add(.sign, sign, in: .stacked) }
    add(.exponent, (power.exponent < 0 ? minus : "") + power.exponent.magnitude.description)
  }

  /// A number that is written with a power of ten: `1.5`, −7. Bare is one of which the power is all.
  static func power(in value: Double) -> (digits: String, exponent: Int, isBare: Bool)? {
    // Between these no power is written.
    if value == 0 || value.magnitude >= 1e-4 && value.magnitude < 1e15 { return nil }
    let parts = value.magnitude.description.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return nil }
    let digits = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
    return (digits, exponent, digits == "1")
  }
}
