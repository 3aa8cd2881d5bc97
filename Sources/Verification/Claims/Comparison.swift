import Autodiff
import FlowLanguage

/// What is true beside what is claimed, in one shape.
package struct Comparison: Sendable {
  package let actual: Tensor
  package let claimed: Tensor
  let statement: Claim.Statement
  /// How far off each entry may be; one for all, or one for each.
  private let margins: [Double]

  /// Nil if the shapes do not fit: they are equal, or one side is a single number that stands for all entries.
  init?(_ statement: Claim.Statement, actual: Tensor, claimed: Tensor) {
    let shape = actual.shape.isScalar ? claimed.shape : actual.shape
    guard claimed.shape.isScalar || claimed.shape == shape else { return nil }
    self.statement = statement
    self.actual = actual.filling(shape)
    self.claimed = claimed.filling(shape)
    switch statement.tolerance {
    case .written(let tolerance):
      guard tolerance.shape.isScalar || tolerance.shape == shape else { return nil }
      margins = tolerance.scalars
    case .spelled(let spellings):
      let largest = claimed.scalars.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
      margins = self.claimed.scalars.enumerated().map { entry, claim in
        spellings[spellings.count == shape.count ? entry : 0].margin(claim, largest: largest)
      }
    }
  }

  /// Whether every entry stands in the claimed relation.
  package var holds: Bool { actual.scalars.indices.allSatisfy { holds(for: actual.scalars[$0], at: $0) } }

  /// The same claim of other numbers; nil where their shape does not fit.
  func of(_ other: Tensor) -> Comparison? { Comparison(statement, actual: other, claimed: claimed) }

  /// Whether a number in the place of an entry would.
  func holds(for number: Double, at entry: Int) -> Bool {
    let claim = claimed.scalars[entry]
    let margin = margins[margins.count == 1 ? 0 : entry]
    // Orders compare the numbers as they are, unless a tolerance is written.
    let shift = if case .written = statement.tolerance { margin } else { 0.0 }
    switch statement.relation {
    case .less: return number < claim + shift
    case .lessOrEqual: return number <= claim + shift
    case .greater: return number > claim - shift
    case .greaterOrEqual: return number >= claim - shift
    case .equal:
      if claim.isNaN { return number.isNaN }
      if claim.isInfinite || number.isInfinite { return number == claim }
      // The ends are included. Half a unit of a decimal digit is no double, nor is the claim: so much may be lost in computing,
      // reading and subtracting.
      let slack = margin == 0 ? 0 : 4 * max(number.magnitude, claim.magnitude).ulp
      return (number - claim).magnitude <= margin + slack
    }
  }
}

extension Tensor {
  /// A single number in every place of a shape; any other tensor as it is.
  fileprivate func filling(_ shape: Shape) -> Tensor {
    self.shape == shape ? self : Tensor(shape: shape, scalars: [Double](repeating: scalars[0], count: shape.count))
  }
}
