/// What the second derivatives say of a point.
package struct Curvature: Sendable {
  package let hessian: Hessian
  /// Ascending.
  package let eigenvalues: [Double]
  /// ‖gradient‖.
  package let gradientNorm: Double
  package let bend: Bend
  /// What is no larger than this counts as 0.
  private let flatness: Double

  /// How the surface bends there.
  package enum Bend: Sendable, Hashable {
    /// Upward in every direction; downward in every direction; upward in some and downward in others.
    case bowl, dome, saddle
    /// Upward (downward) in some directions and not at all in the others.
    case trough, ridge
    /// In no direction.
    case flat
    /// A second derivative is not finite.
    case undefined
  }

  /// What is known of a point whose gradient is 0.
  package enum Verdict: Sendable, Hashable {
    case minimum, maximum, saddle
    /// The second derivatives alone do not tell.
    case undecided
    /// The gradient is not 0.
    case notStationary
  }

  /// Below this the gradient counts as 0, as it does where a run has converged.
  package static let stationaryNorm = 1e-6
  /// An eigenvalue of less than this part of the largest counts as 0: round-off alone is about 1e-15 of it.
  package static let flatPart = 1e-10

  package init(_ hessian: Hessian) {
    self.hessian = hessian
    gradientNorm = hessian.gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard hessian.entries.allSatisfy({ $0.isFinite }),
      let values = symmetricEigenvalues(hessian.entries, hessian.order)
    else {
      eigenvalues = []
      flatness = 0
      bend = .undefined
      return
    }
    eigenvalues = values
    let flatness = Self.flatPart * values.reduce(0) { max($0, abs($1)) }
    self.flatness = flatness
    let up = values.contains { $0 > flatness }
    let down = values.contains { $0 < -flatness }
    let isFlatSomewhere = values.contains { abs($0) <= flatness }
    bend =
      switch (up, down, isFlatSomewhere) {
      case (true, true, _): .saddle
      case (true, false, false): .bowl
      case (true, false, true): .trough
      case (false, true, false): .dome
      case (false, true, true): .ridge
      case (false, false, _): .flat
      }
  }

  package var verdict: Verdict {
    // Also where it is no number.
    guard gradientNorm <= Self.stationaryNorm else { return .notStationary }
    return switch bend {
    case .bowl: .minimum
    case .dome: .maximum
    case .saddle: .saddle
    case .trough, .ridge, .flat, .undefined: .undecided
    }
  }

  /// Whether an eigenvalue is no more than round-off.
  package func isFlat(_ eigenvalue: Double) -> Bool { abs(eigenvalue) <= flatness }

  /// The largest |λ| over the smallest; infinite where the surface is flat in a direction. Nil if there are no eigenvalues.
  package var conditionNumber: Double? {
    guard !eigenvalues.isEmpty else { return nil }
    if eigenvalues.contains(where: isFlat) { return .infinity }
    let sizes = eigenvalues.map(abs)
    return (sizes.max() ?? 0) / (sizes.min() ?? 1)
  }

  /// 2/λmax: beyond it plain gradient descent climbs out along the steepest direction, of a bowl that has this curvature everywhere.
  /// Nil where no direction bends upward.
  package var largestStableRate: Double? {
    guard let steepest = eigenvalues.last, bend == .bowl || bend == .trough || bend == .saddle else { return nil }
    return 2 / steepest
  }
}
