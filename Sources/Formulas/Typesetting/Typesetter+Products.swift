import Autodiff
import Pictures

extension Typesetter {
  /// A number directly before a name of one letter or a parenthesis, such a name directly before a parenthesis; else `·`, and `⊙`
  /// between tensors, entry by entry.
  mutating func product(_ factors: [Expression]) {
    var hasTensor = false
    for (place, factor) in factors.enumerated() {
      let start = runs.count
      write(factor, atLeast: level(ofFactor: place, of: factors))
      if place > 0 {
        if isCode {
          runs.insert(Formula.Run(.sign, "*"), at: start)
        } else if hasTensor, !factor.shape.isScalar {
          runs.insert(Formula.Run(.sign, " ⊙ "), at: start)
        } else if let layout = Formula.Layout(
          line: !isDirect(factors[place - 1], place: place - 1, before: factor, at: start, in: .line),
          stacked: !isDirect(factors[place - 1], place: place - 1, before: factor, at: start, in: .stacked))
        {
          runs.insert(Formula.Run(.dot, "·", in: layout), at: start)
        }
      }
      hasTensor = hasTensor || !factor.shape.isScalar
    }
  }

  private func level(ofFactor place: Int, of factors: [Expression]) -> Level {
    switch factors[place].kind {
    case .matrixProduct, .outerProduct:
      // Numbers before a matrix product need no parenthesis, nor does one in the sense of mathematics.
      let isFree = !isCode && place == factors.count - 1 && factors.dropLast().allSatisfy { $0.shape.isScalar }
      return isFree ? .product : .power
    // A quotient that ends the product divides all of it.
    case .call(.normalDensity, _, _) where place == factors.count - 1: return .product
    default: return place == 0 ? .signed : .power
    }
  }

  /// - Parameter start: where the next factor's runs begin.
  private func isDirect(
    _ factor: Expression, place: Int, before next: Expression, at start: Int, in layout: Formula.Layout
  ) -> Bool {
    // What arrives is no argument of a function.
    if case .upstream = next.kind, upstream != nil { return false }
    guard
      let first = runs[start...].first(where: {
        $0.layout == .both ? layout == .stacked || !$0.text.isEmpty : $0.layout == layout
      })
    else { return false }
    let isParenthesis = first.kind == .open && first.text == "("
    if case .number(let value) = factor.kind {
      if let power = Self.power(in: value), layout == .line || !power.isBare { return false }
      if isParenthesis { return place == 0 }
      guard first.kind == .name, NameParts.isOneLetter(first.text) else { return false }
      // 2·e5, not 2e5.
      if layout == .line, first.text.first == "e" || first.text.first == "E",
        first.text.dropFirst().first?.isNumber == true
      {
        return false
      }
      return place == 0
    }
    guard isParenthesis else { return false }
    switch factor.kind {
    case .name(let name, _): return NameParts.isOneLetter(name) && name != "σ"
    case .circleNumber: return true
    default: return false
    }
  }
}

/// Where the upstream gradient stands last, it is left out: `Xᵀ·`, `cos(x) ⊙`.
extension Typesetter {
  private enum Joint {
    /// A single number multiplies.
    case none
    case entryByEntry
    case matrix
  }

  /// - Returns: false, and nothing is written, if the upstream gradient does not stand last.
  mutating func writeOperator(_ expression: Expression) -> Bool {
    let start = runs.count
    switch expression.kind {
    case .upstream:
      add(.number, "1")
      return true
    case .call(.primitive(.move(.reshape)), _, _) where expression.isUpstreamSeen: return false
    case .negative(let inner):
      sign(minus)
      if writeOperator(inner) { return true }
      runs.removeSubrange(start...)
      return false
    case .call(.primitive(.reduce(.sum)), let arguments, let options): return writeSum(arguments[0], options)
    case .product(let factors):
      guard let last = factors.last, case .call(.primitive(.reduce(.sum)), let arguments, let options) = last.kind,
        factors.dropLast().allSatisfy({ !$0.hasUpstream && $0.shape.isScalar })
      else { break }
      write(.product(Array(factors.dropLast())), atLeast: .signed)
      add(.dot, "·")
      if writeSum(arguments[0], options) { return true }
      runs.removeSubrange(start...)
    default: break
    }
    guard let (rest, joint) = withoutUpstream(expression) else { return false }
    write(rest, atLeast: joint == .none ? .comparison : .signed)
    switch joint {
    case .none: break
    case .entryByEntry: sign(" ⊙")
    case .matrix:
      add(.sign, " ", in: .stacked)
      sign("·")
    }
    return true
  }

  /// `Σ₀`
  private mutating func writeSum(_ argument: Expression, _ options: [Expression.Option]) -> Bool {
    guard argument.isUpstream, options.allSatisfy({ $0.key == "axis" || $0.key == "keepdims" }) else { return false }
    var axes: [Int] = []
    switch options.first(where: { $0.key == "axis" })?.value {
    case .integer(let axis): axes = [axis]
    case .integers(let all): axes = all
    case .line(let axis): axes = [axis]
    default: break
    }
    add(.function, "Σ")
    if !axes.isEmpty { add(.lowered, axes.map { String($0) }.joined(separator: ",")) }
    return true
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
