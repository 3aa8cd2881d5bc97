import Pictures
import Training

extension Depiction {
  /// How many bars stand side by side.
  static let barLimit = 13

  /// The loss before the first step and after each: of a long run so many steps that bars can be told apart, the first and the last among them.
  static func bars(of descent: Descent, label: Formula, index: Int, _ format: NumberFormat) -> BarChart {
    let steps = Array(descent.steps)
    let stride = max(1, (steps.count - 2) / (barLimit - 1) + 1)
    let shown = steps.indices.filter { $0 % stride == 0 || $0 == steps.count - 1 }
    let bars = shown.map { place in
      BarChart.Bar(
        label: "\(steps[place].number)", number: steps[place].loss, text: format.text(steps[place].loss))
    }
    return BarChart(label: label, categoryLabel: "step", bars: bars, index: index)
  }
}
