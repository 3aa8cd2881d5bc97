import Platform

/// An axis of a plot: from where to where, and how.
package struct Axis: Sendable, Equatable {
  package enum Scale: Sendable, Equatable { case linear, logarithmic }

  /// What is measured.
  package var label: Formula
  package let low: Double
  package let high: Double
  package let scale: Scale
  /// Whether only whole numbers mean anything on it: steps.
  package let isWhole: Bool

  /// An axis always has a length: where `low` and `high` are one or too near to be told apart, it reaches a bit further on both sides.
  /// What cannot be logarithmic is linear.
  package init(_ label: Formula, from low: Double, to high: Double, scale: Scale = .linear, isWhole: Bool = false) {
    self.label = label
    self.isWhole = isWhole
    let limit = Double.greatestFiniteMagnitude / 4
    func bounded(_ number: Double) -> Double { number.isNaN ? 0 : min(max(number, -limit), limit) }
    let (a, b) = (min(bounded(low), bounded(high)), max(bounded(low), bounded(high)))
    self.scale = scale == .logarithmic && a > 0 ? .logarithmic : .linear
    let room = max(a.magnitude, b.magnitude)
    if b - a > 1e-9 * room {
      (self.low, self.high) = (a, b)
    } else if self.scale == .logarithmic {
      (self.low, self.high) = (a / 2, b * 2)
    } else {
      let margin = isWhole ? 1 : room == 0 ? 1 : room / 2
      (self.low, self.high) = (isWhole ? a : a - margin, b + margin)
    }
  }

  /// 0 at the low end, 1 at the high one; beyond both for what lies outside; infinite for what the scale cannot show.
  package func position(of number: Double) -> Double {
    switch scale {
    case .linear: return (number - low) / (high - low)
    case .logarithmic:
      guard number > 0 else { return number.isNaN ? .nan : -.infinity }
      return log(number / low) / log(high / low)
    }
  }

  /// The number at a position.
  package func number(at position: Double) -> Double {
    switch scale {
    case .linear: low + position * (high - low)
    case .logarithmic: low * exp(position * log(high / low))
    }
  }
}
