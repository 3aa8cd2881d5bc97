import Autodiff
import FlowLanguage

extension Claim.Statement {
  /// Whether every entry of `actual`, of the claimed shape, stands in the claimed relation to its entry.
  package func holds(for actual: Tensor) -> Bool {
    guard actual.shape == claimed.shape else { return false }
    return actual.scalars.indices.allSatisfy { holds(for: actual.scalars[$0], at: $0) }
  }

  /// Whether one entry does.
  func holds(for number: Double, at entry: Int) -> Bool {
    let claim = claimed.scalars[entry]
    switch relation {
    case .less: return number < claim
    case .lessOrEqual: return number <= claim
    case .greater: return number > claim
    case .greaterOrEqual: return number >= claim
    case .equal:
      if claim.isNaN { return number.isNaN }
      if claim.isInfinite || number.isInfinite { return number == claim }
      let margin = tolerance.scalars[tolerance.scalars.count == 1 ? 0 : entry]
      // The ends are included. Half a unit of a decimal digit is no double, nor is the claim: so much may be lost in
      // reading both and subtracting.
      let slack = margin == 0 ? 0 : max(number.magnitude, claim.magnitude).ulp
      return (number - claim).magnitude <= margin + slack
    }
  }
}
