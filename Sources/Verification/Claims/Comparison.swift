import Autodiff
import FlowLanguage

/// What is true beside what is claimed. A single number stands for all entries of the other side.
package struct Comparison: Sendable {
  package let actual: Tensor
  package let claimed: Tensor
  /// Of both together.
  let shape: Shape
  let statement: Claim.Statement
  /// How far off each entry may be; one for all, or one for each.
  private let margins: [Double]

  /// Nil if the shapes do not fit: they are equal, or one side is a single number that stands for all entries.
  init?(_ statement: Claim.Statement, actual: Tensor, claimed: Tensor) {
    shape = actual.shape.isScalar ? claimed.shape : actual.shape
    guard claimed.shape.isScalar || claimed.shape == shape else { return nil }
    self.statement = statement
    self.actual = actual
    self.claimed = claimed
    switch statement.tolerance {
    case .written(let tolerance):
      guard tolerance.shape.isScalar || tolerance.shape == shape else { return nil }
      margins = tolerance.scalars
    case .spelled(let spellings):
      let largest = claimed.scalars.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
      let isEach = spellings.count == claimed.scalars.count
      margins = claimed.scalars.enumerated().map { entry, claim in
        spellings[isEach ? entry : 0].margin(claim, largest: largest)
      }
    }
  }

  /// Whether every entry stands in the claimed relation.
  package var holds: Bool { (0..<shape.count).allSatisfy { holds(at: $0) } }

  func holds(at entry: Int) -> Bool { holds(for: actual.number(at: entry), at: entry) }

  /// The same claim of other numbers; nil where their shape does not fit.
  func of(_ other: Tensor) -> Comparison? { Comparison(statement, actual: other, claimed: claimed) }

  /// Whether a number in the place of an entry would.
  func holds(for number: Double, at entry: Int) -> Bool {
    let claim = claimed.number(at: entry)
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
      // The ends are included. Half a unit of a decimal digit is no double, nor is the claim, and the number has been
      // rounded on its way: a millionth of the margin, and what is lost in reading and subtracting.
      let slack = margin == 0 ? 0 : 1e-6 * margin + 4 * max(number.magnitude, claim.magnitude).ulp
      return (number - claim).magnitude <= margin + slack
    }
  }
}

extension Tensor {
  /// An entry, or the single number that stands for all.
  func number(at entry: Int) -> Double { scalars[shape.isScalar ? 0 : entry] }
}
