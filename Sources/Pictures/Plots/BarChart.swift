import ElementaryFunctions

/// Bars from 0 upwards: the loss after each step. Or on a logarithmic scale: how large the gradient is at each node.
package struct BarChart: Sendable, Equatable {
  package struct Bar: Sendable, Equatable {
    /// What stands under the bar.
    package let label: String
    package let number: Double
    /// The number as it is written at the bar's end.
    package let text: String

    package init(label: String, number: Double, text: String) {
      self.label = label
      self.number = number
      self.text = text
    }
  }

  /// What the bars measure, and of what.
  package var label: Formula
  package var categoryLabel: String
  package var bars: [Bar]
  /// The place among all series of a sheet.
  package var index: Int
  /// Where a logarithmic scale begins, which each factor of ten makes longer by as much; nil: from 0, to scale.
  package var base: Double?

  package init(label: Formula, categoryLabel: String, bars: [Bar], index: Int = 0, base: Double? = nil) {
    self.label = label
    self.categoryLabel = categoryLabel
    self.bars = bars
    self.index = index
    self.base = base
  }

  /// The logarithmic axis on which dots stand; nil for bars.
  package var axis: Axis? {
    let longest = bars.reduce(0) { $1.number.isFinite ? max($0, $1.number) : $0 }
    guard let base, longest > 0 else { return nil }
    // From the power of ten below the least to the one above the largest.
    let least = bars.reduce(longest) { $1.number > 0 ? min($0, $1.number) : $0 }
    func power(_ number: Double, _ rule: FloatingPointRoundingRule) -> Double {
      Elementary.pow(10, Elementary.log10(number).rounded(rule))
    }
    return Axis(label, from: max(power(least, .down), base / 10), to: power(longest, .up), scale: .logarithmic)
  }

  /// How long each bar is, 1 for the longest; a number that is not finite fills all, one below 0 nothing.
  package var lengths: [Double] {
    let longest = bars.reduce(0) { $1.number.isFinite ? max($0, $1.number) : $0 }
    if let base, longest > base {
      return bars.map {
        $0.number.isFinite ? max(Elementary.log($0.number / base), 0) / Elementary.log(longest / base) : 1
      }
    }
    return bars.map { bar in
      bar.number.isFinite ? (longest > 0 ? max(bar.number, 0) / longest : 0) : 1
    }
  }
}
