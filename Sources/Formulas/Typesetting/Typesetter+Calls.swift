import Autodiff
import Letters

extension Typesetter {
  func call(_ function: Expression.Function, _ arguments: [Expression], _ options: [Expression.Option]) -> String {
    switch function {
    case .normalCumulative:
      return isASCII ? text(cumulative(arguments[0])) : (isLaTeX ? "\\Phi" : "Φ") + parenthesized(text(arguments[0]))
    case .normalDensity:
      return isASCII ? text(density(arguments[0])) : (isLaTeX ? "\\varphi" : "φ") + parenthesized(text(arguments[0]))
    case .primitive(let primitive):
      if !isASCII, let sign = signs(primitive, arguments, options) { return sign }
      if !isASCII, options.count == 1, case .line(let axis) = options[0].value {
        return lineName(primitive, axis) + parenthesized(text(arguments[0]))
      }
      var inside = arguments.map { text($0) }
      inside += options.map { option($0) }
      return name(of: primitive) + parenthesized(inside.joined(separator: isLaTeX ? ",\\, " : ", "))
    }
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

  /// √x, |x|, ‖x‖ and the like, which are no calls.
  private func signs(_ primitive: Primitive, _ arguments: [Expression], _ options: [Expression.Option]) -> String? {
    guard options.isEmpty, let argument = arguments.first else { return nil }
    switch primitive {
    case .map(.sqrt): return isLaTeX ? "\\sqrt{\(text(argument))}" : "√" + text(argument, atLeast: .atom)
    case .map(.abs): return isLaTeX ? "\\left|\(text(argument))\\right|" : "|\(text(argument))|"
    case .reduce(.norm):
      return isLaTeX ? "\\left\\lVert \(text(argument))\\right\\rVert" : "‖\(text(argument))‖"
    case .choose where isLaTeX:
      let (condition, a, b) = (text(arguments[0]), text(arguments[1]), text(arguments[2]))
      return "\\begin{cases} \(a) & \\text{if } \(condition) \\\\ \(b) & \\text{otherwise} \\end{cases}"
    default: return nil
    }
  }

  private func name(of primitive: Primitive) -> String {
    switch notation {
    case .ascii: return primitive.name
    case .unicode: return primitive == .map(.sigmoid) ? "σ" : primitive.name
    case .latex:
      switch primitive {
      case .map(.sigmoid): return "\\sigma"
      case .map(.exp), .map(.log), .map(.sin), .map(.cos), .map(.tan), .map(.tanh), .pair(.minimum), .pair(.maximum),
        .reduce(.largest), .reduce(.smallest):
        return "\\" + primitive.name
      default: return "\\operatorname{\(LaTeXName.escaped(primitive.name))}"
      }
    }
  }

  private func option(_ option: Expression.Option) -> String {
    let value: String
    switch option.value {
    case .number(let x): value = number(x)
    case .integer(let n): value = (n < 0 ? minus : "") + n.magnitude.description
    case .integers(let all): value = bracketed(all.map(String.init).joined(separator: ", "))
    case .line(let axis): return "axis=\(axis), keepdims=1"
    case .text(let text): value = isLaTeX ? "\\text{\(text)}" : "\"\(text)\""
    }
    if option.key.isEmpty { return value }
    return isLaTeX ? "\\text{\(option.key)}=\(value)" : "\(option.key)=\(value)"
  }

  /// Σ₁ and mean₁: along this axis.
  private func lineName(_ primitive: Primitive, _ axis: Int) -> String {
    if isLaTeX { return (primitive == .reduce(.sum) ? "\\sum" : name(of: primitive)) + "_{\(axis)}" }
    return (primitive == .reduce(.sum) ? "Σ" : name(of: primitive)) + String(axis, .lowered)
  }

  func bracketed(_ text: String) -> String { isLaTeX ? "\\left[\(text)\\right]" : "[\(text)]" }

  /// `zeros(3)`, `zeros([2, 3])`
  func filled(_ name: String, _ shape: Shape) -> String {
    let lengths = shape.dimensions.map(String.init).joined(separator: ", ")
    let inside = shape.rank == 1 ? lengths : bracketed(lengths)
    return (isLaTeX ? "\\operatorname{\(name)}" : name) + parenthesized(inside)
  }

  func sign(_ relation: Expression.Relation, inBrackets: Bool) -> String {
    switch (relation, notation) {
    case (.less, _): "<"
    case (.greater, _): ">"
    case (.lessOrEqual, .ascii): "<="
    case (.lessOrEqual, .unicode): "≤"
    case (.lessOrEqual, .latex): "\\le"
    case (.greaterOrEqual, .ascii): ">="
    case (.greaterOrEqual, .unicode): "≥"
    case (.greaterOrEqual, .latex): "\\ge"
    case (.equal, .latex): "="
    case (.equal, .unicode): inBrackets ? "=" : "=="
    case (.equal, .ascii): "=="
    }
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

  /// The shortest text that reads back exactly.
  func number(_ value: Double) -> String {
    if value.isNaN { return isASCII ? "nan" : isLaTeX ? "\\text{NaN}" : "NaN" }
    if value.isInfinite {
      return (value < 0 ? minus : "") + (isASCII ? "inf" : isLaTeX ? "\\infty" : "∞")
    }
    var digits = value.magnitude.description
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    let parts = digits.split(separator: "e", maxSplits: 1)
    if parts.count == 2, let exponent = Int(parts[1]) {
      let mantissa = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
      if isLaTeX {
        digits = (mantissa == "1" ? "" : mantissa + " \\cdot ") + "10^{\(exponent)}"
      } else {
        digits = "\(mantissa)e\(exponent < 0 ? minus : "")\(exponent.magnitude)"
      }
    }
    return (value < 0 ? minus : "") + digits
  }
}
