import Autodiff
import Letters
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
          runs.insert(Formula.Run(.dot, dot(factors[place - 1], factor), in: layout), at: start)
        }
      }
      hasTensor = hasTensor || !factor.shape.isScalar
    }
  }

  /// With air beside what arrives, which is a fraction.
  func dot(_ left: Expression, _ right: Expression) -> String { left.hasUpstream || right.hasUpstream ? " · " : "·" }

  private func level(ofFactor place: Int, of factors: [Expression]) -> Level {
    switch factors[place].kind {
    case .matrixProduct, .outerProduct:
      // Numbers before a matrix product need no parenthesis, nor does one in the sense of mathematics.
      let isFree = !isCode && place == factors.count - 1 && factors.dropLast().allSatisfy { $0.shape.isScalar }
      return isFree ? .product : .power
    case .quotient, .product:
      return !isCode && place > 0 && place == factors.count - 1 && factors[0].hasUpstream
        ? .product : place == 0 ? .signed : .power
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
