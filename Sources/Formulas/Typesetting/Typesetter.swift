import Autodiff
import Letters

/// Writes a tree in one notation. Parentheses stand where Python's precedence wants them, and nowhere else.
struct Typesetter {
  let notation: Notation
  /// What stands in the place of the upstream gradient, if not its sign.
  var upstream: String?

  init(_ notation: Notation) { self.notation = notation }

  var isASCII: Bool { notation == .ascii }
  var isLaTeX: Bool { notation == .latex }

  /// How tightly a text holds together.
  enum Level: Int, Comparable {
    case comparison, sum, signed, product, power, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  func formula(_ expression: Expression, isFactor: Bool) -> String {
    if !isASCII {
      if case .zeros = expression.kind { return "0" }
      if expression.hasUpstream, let text = operatorText(expression) { return text }
    }
    return text(expression, atLeast: isFactor ? .sum : .comparison)
  }

  /// The text, in parentheses unless it holds together at least so.
  func text(_ expression: Expression, atLeast level: Level = .comparison) -> String {
    if case .guarded(let inner) = expression.kind, !isASCII { return text(inner, atLeast: level) }
    if case .comparison(let relation, let a, let b) = expression.kind, level > .comparison, !isASCII {
      let inside = "\(text(a, atLeast: .sum)) \(sign(relation, inBrackets: true)) \(text(b, atLeast: .sum))"
      return isLaTeX ? "\\left[\(inside)\\right]" : "[\(inside)]"
    }
    let bare = plain(expression)
    return self.level(of: expression) < level ? parenthesized(bare) : bare
  }

  func parenthesized(_ text: String) -> String { isLaTeX ? "\\left(\(text)\\right)" : "(\(text))" }

  func level(of expression: Expression) -> Level {
    switch expression.kind {
    case .comparison: return .comparison
    case .sum: return .sum
    case .negative: return .signed
    case .number(let value):
      if value < 0 || value.sign == .minus { return .signed }
      return isLaTeX && number(value).contains("\\cdot") ? .product : .atom
    case .product(let factors): return level(of: factors[0]) == .signed ? .signed : .product
    case .quotient(let a, _): return isLaTeX ? .power : level(of: a) == .signed ? .signed : .product
    case .power: return .power
    case .matrixProduct, .outerProduct: return .product
    case .identityMatrix: return isASCII ? .product : .atom
    case .softmaxMatrix: return isASCII ? .product : .sum
    case .guarded(let inner): return isASCII ? .sum : level(of: inner)
    case .call(.normalCumulative, _, _), .call(.normalDensity, _, _): return isASCII ? .product : .atom
    case .call(.primitive(.map(.sqrt)), _, _): return notation == .unicode ? .power : .atom
    case .circleNumber, .name, .upstream, .call, .transposed, .indexed, .list, .zeros, .ones: return .atom
    }
  }

  private func plain(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let value): number(value)
    case .circleNumber: isASCII ? "pi" : isLaTeX ? "\\pi" : "π"
    case .name(let name, _): isLaTeX ? LaTeXName.text(name) : name
    case .upstream(let name): upstream ?? (isASCII ? name : isLaTeX ? "\\boxed{\\phantom{x}}" : "▢")
    case .negative(let inner): minus + text(inner, atLeast: .product)
    case .sum(let terms): sum(terms)
    case .product(let factors): product(factors)
    case .quotient(let a, let b): quotient(a, b)
    case .power(let base, let exponent): power(base, exponent)
    case .call(let function, let arguments, let options): call(function, arguments, options)
    case .comparison(let relation, let a, let b):
      "\(text(a, atLeast: .sum)) \(sign(relation, inBrackets: false)) \(text(b, atLeast: .sum))"
    case .matrixProduct(let a, let b): matrixProduct(a, b)
    case .outerProduct(let a, let b):
      isASCII
        ? "reshape(\(text(a)), [\(a.shape.count), 1])*\(text(b, atLeast: .power))"
        : "\(text(a, atLeast: .power))\(dot)\(transposed(b))"
    case .transposed(let inner): transposed(inner)
    case .indexed(let base, let subscripts):
      text(base, atLeast: .atom) + bracketed(indices(subscripts, of: base.shape))
    case .list(let entries): bracketed(entries.map { text($0) }.joined(separator: ", "))
    case .zeros: filled("zeros", expression.shape)
    case .ones: filled("ones", expression.shape)
    case .identityMatrix:
      isASCII ? "tril(\(filled("ones", expression.shape)))*triu(\(filled("ones", expression.shape)))" : "I"
    case .softmaxMatrix(let s): softmaxMatrix(s)
    case .guarded(let inner): "\(text(inner, atLeast: .signed)) + (\(text(inner, atLeast: .sum)) == 0)"
    }
  }

  var minus: String { notation == .unicode ? "−" : "-" }
  var dot: String { isASCII ? "*" : isLaTeX ? " \\cdot " : "·" }

  private func sum(_ terms: [Expression.Term]) -> String {
    var result = ""
    for (place, term) in terms.enumerated() {
      if place == 0 {
        result += term.isSubtracted ? minus + text(term.value, atLeast: .product) : text(term.value, atLeast: .signed)
      } else {
        result += term.isSubtracted ? " \(minus) " : " + "
        result += text(term.value, atLeast: .product)
      }
    }
    return result
  }

  private func quotient(_ a: Expression, _ b: Expression) -> String {
    if isLaTeX { return "\\frac{\(text(a, atLeast: .sum))}{\(text(b, atLeast: .sum))}" }
    let isMixed = isMatrixProduct(a) || (!isASCII && isTensorProduct(a))
    return "\(text(a, atLeast: isMixed ? .power : .signed))/\(text(b, atLeast: .power))"
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

  private func power(_ base: Expression, _ exponent: Expression) -> String {
    if !isASCII, case .call(.primitive(.map(let function)), let arguments, _) = base.kind,
      [.sin, .cos, .tan, .tanh].contains(function), let n = exponent.literal, n > 0, n == n.rounded(), n < 100
    {
      let name = isLaTeX ? "\\\(function.rawValue)^{\(Int(n))}" : function.rawValue + String(Int(n), .raised)
      return name + parenthesized(text(arguments[0]))
    }
    var bottom = text(base, atLeast: .atom)
    if case .transposed = base.kind { bottom = parenthesized(bottom) }
    if isLaTeX { return "\(bottom)^{\(text(exponent))}" }
    if let n = exponent.literal {
      if notation == .unicode, n == n.rounded(), n.magnitude < 100 { return bottom + String(Int(n), .raised) }
      if isASCII || n >= 0 { return "\(bottom)^\(number(n))" }
    }
    return "\(bottom)^\(text(exponent, atLeast: .atom))"
  }

  private func matrixProduct(_ a: Expression, _ b: Expression) -> String {
    if isASCII, case .softmaxMatrix(let s) = a.kind {
      let inside = Expression.times(s, b)
      let sum = Expression.call(.reduce(.sum), [inside], shape: .scalar)
      return text(.product([s, .difference(b, sum)]))
    }
    let left = isMatrixProduct(a) && !isOuter(a) ? text(a) : text(a, atLeast: .power)
    return left + (isASCII ? " @ " : dot) + text(b, atLeast: .power)
  }

  /// As a person writes it; in the flow language the column of s times what is left of the unit matrix.
  private func softmaxMatrix(_ s: Expression) -> String {
    if isASCII {
      let length = s.shape.count
      let unit = Expression(.identityMatrix, shape: [length, length])
      return "reshape(\(text(s)), [\(length), 1])*\(text(.difference(unit, s), atLeast: .power))"
    }
    let diagonal = (isLaTeX ? "\\operatorname{diag}" : "diag") + parenthesized(text(s))
    return "\(diagonal) \(minus) \(text(s, atLeast: .power))\(dot)\(transposed(s))"
  }

  private func isOuter(_ expression: Expression) -> Bool {
    if case .outerProduct = expression.kind { return true }
    return false
  }

  private func transposed(_ inner: Expression) -> String {
    var base = text(inner, atLeast: .atom)
    if isLaTeX, case .transposed = inner.kind { base = parenthesized(base) }
    return base + transposeSign
  }

  private var transposeSign: String { isASCII ? ".T" : isLaTeX ? "^{\\top}" : "ᵀ" }
}
