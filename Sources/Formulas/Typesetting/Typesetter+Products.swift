import Autodiff
import Letters

extension Typesetter {
  /// A number directly before what it multiplies and a factor directly before a parenthesis; `·` between names, `⊙`
  /// between tensors, entry by entry.
  func product(_ factors: [Expression]) -> String {
    var result = ""
    var hasTensor = false
    for (place, factor) in factors.enumerated() {
      let next = self.factor(factor, place: place, of: factors)
      if place == 0 {
        result = next
      } else if isASCII {
        result += "*" + next
      } else if hasTensor, !factor.shape.isScalar {
        result += (isLaTeX ? " \\odot " : " ⊙ ") + next
      } else if isDirect(factors[place - 1], place: place - 1, before: factor, text: next) {
        result += next
      } else {
        result += dot + next
      }
      hasTensor = hasTensor || !factor.shape.isScalar
    }
    return result
  }

  private func factor(_ factor: Expression, place: Int, of factors: [Expression]) -> String {
    switch factor.kind {
    case .matrixProduct, .outerProduct:
      // Numbers before a matrix product need no parenthesis, nor does one in the sense of mathematics.
      let others = factors.dropLast()
      let isFree = !isASCII && place == factors.count - 1 && others.allSatisfy { $0.shape.isScalar }
      return text(factor, atLeast: isFree ? .product : .power)
    default: return text(factor, atLeast: place == 0 ? .signed : .power)
    }
  }

  private func isDirect(_ factor: Expression, place: Int, before next: Expression, text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    // What arrives is no argument of a function.
    if case .upstream = next.kind, upstream != nil { return false }
    if case .number(let value) = factor.kind {
      if first.properties.numericType != nil || number(value).contains("e") || number(value).contains("cdot") {
        return false
      }
      if first == "(" || text.hasPrefix("\\left(") { return true }
      // 2·e5, not 2e5.
      if first == "e" || first == "E", let second = text.unicodeScalars.dropFirst().first,
        second.properties.numericType != nil
      {
        return false
      }
      if case .list = next.kind { return false }
      if case .matrixProduct = next.kind { return true }
      return place == 0
    }
    guard first == "(" || text.hasPrefix("\\left(") else { return false }
    switch factor.kind {
    case .name(let name, _): return !Typesetter.looksLikeFunction(name)
    case .power(_, let exponent): return isLaTeX || (exponent.literal.map { $0 == $0.rounded() } ?? false)
    case .sum, .circleNumber: return true
    case .call(.primitive(let primitive), _, _): return primitive != .map(.sqrt)
    case .call: return true
    default: return false
    }
  }

  /// Names that would read as a call before a parenthesis.
  private static func looksLikeFunction(_ name: String) -> Bool {
    functionNames.contains(name)
  }

  private static let functionNames: Set<String> = {
    var names: Set<String> = ["σ", "Φ", "φ", "ln", "f", "where"]
    for primitive in Primitive.allCases { names.insert(primitive.name) }
    return names
  }()
}

/// Where the upstream gradient stands last, it is left out: `Xᵀ·`, `cos(x) ⊙`.
extension Typesetter {
  private enum Joint {
    /// A single number multiplies.
    case none
    case entryByEntry
    case matrix
  }

  /// - Returns: nil if the upstream gradient does not stand last.
  func operatorText(_ expression: Expression) -> String? {
    switch expression.kind {
    case .upstream: return "1"
    case .call(.primitive(.move(.reshape)), _, _) where expression.isUpstreamSeen: return nil
    case .negative(let inner): return operatorText(inner).map { minus + $0 }
    case .call(.primitive(.reduce(.sum)), let arguments, let options): return sumSign(arguments[0], options)
    case .product(let factors):
      guard let last = factors.last, case .call(.primitive(.reduce(.sum)), let arguments, let options) = last.kind,
        factors.dropLast().allSatisfy({ !$0.hasUpstream && $0.shape.isScalar }),
        let sign = sumSign(arguments[0], options)
      else { break }
      return text(.product(Array(factors.dropLast())), atLeast: .signed) + dot + sign
    default: break
    }
    guard let (rest, joint) = withoutUpstream(expression) else { return nil }
    switch joint {
    case .none: return text(rest)
    case .entryByEntry: return text(rest, atLeast: .signed) + (isLaTeX ? " \\odot" : " ⊙")
    case .matrix: return text(rest, atLeast: .signed) + (isLaTeX ? " \\cdot" : "·")
    }
  }

  private func sumSign(_ argument: Expression, _ options: [Expression.Option]) -> String? {
    guard argument.isUpstream, options.allSatisfy({ $0.key == "axis" || $0.key == "keepdims" }) else { return nil }
    var axes: [Int] = []
    switch options.first(where: { $0.key == "axis" })?.value {
    case .integer(let axis): axes = [axis]
    case .integers(let all): axes = all
    case .line(let axis): axes = [axis]
    default: break
    }
    if isLaTeX {
      return axes.isEmpty ? "\\sum" : "\\sum_{\(axes.map(String.init).joined(separator: ","))}"
    }
    return "Σ" + axes.map { String($0, .lowered) }.joined()
  }

  private func withoutUpstream(_ expression: Expression) -> (Expression, Joint)? {
    switch expression.kind {
    case .negative(let inner):
      guard let (rest, joint) = withoutUpstream(inner) else { return nil }
      return (Expression(.negative(rest), shape: rest.shape), joint)
    case .quotient(let a, let b):
      guard !b.hasUpstream else { return nil }
      if a.isUpstreamSeen {
        return (Expression(.quotient(.number(1), b), shape: b.shape), joint(of: a, after: b))
      }
      guard let (rest, joint) = withoutUpstream(a), joint != .matrix else { return nil }
      let shape = Shape.broadcast([rest.shape, b.shape]) ?? rest.shape
      return (
        Expression(.quotient(rest, b), shape: shape), joint == .none && !b.shape.isScalar ? .entryByEntry : joint
      )
    case .product(let factors):
      guard let last = factors.last, factors.dropLast().allSatisfy({ !$0.hasUpstream }) else { return nil }
      let others = Expression.product(Array(factors.dropLast()))
      if last.isUpstreamSeen {
        let rest = factors.dropLast().filter {
          if case .ones = $0.kind { return false }
          return true
        }
        return (rest.isEmpty ? .number(1) : .product(rest), joint(of: last, after: others))
      }
      guard others.shape.isScalar, let (rest, joint) = withoutUpstream(last), joint == .matrix else { return nil }
      return (.product(factors.dropLast() + [rest]), .matrix)
    case .matrixProduct(let a, let b):
      guard !a.hasUpstream else { return nil }
      if b.isUpstream { return (a, .matrix) }
      guard let (rest, joint) = withoutUpstream(b), joint == .matrix else { return nil }
      return (Expression(.matrixProduct(a, rest), shape: expression.shape), .matrix)
    default: return nil
    }
  }

  private func joint(of upstream: Expression, after factor: Expression) -> Joint {
    upstream.shape.isScalar || factor.shape.isScalar ? .none : .entryByEntry
  }
}
