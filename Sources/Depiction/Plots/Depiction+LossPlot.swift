import Autodiff
import Letters
import Pictures
import Training

extension Depiction {
  /// The loss of each run, step by step: in one plot, or in a box for each.
  ///
  /// The loss is logarithmic where it spans more than two powers of ten. The picture is as high as the runs that did not diverge need, and shows of
  /// the others what fits.
  package func lossSheet(of model: Model, _ descents: [Descent], isSplit: Bool = false) -> PlotSheet {
    let format = NumberFormat(precision: precision)
    let label = Self.lossLabel(of: model, descents)
    let vertical = Self.lossAxis(label, of: descents)
    let last = descents.map { $0.updateCount }.max() ?? 1
    let horizontal = Axis(.words("step"), from: 0, to: Double(max(last, 1)), isWhole: true)
    let series = descents.enumerated().map { index, descent in
      Series(
        name: descent.run.name, remark: Self.ending(of: descent, format), index: index,
        points: descent.steps.map { Plot.Point(Double($0.number), $0.loss) })
    }
    let panels: [PlotSheet.Panel]
    if isSplit {
      panels = zip(series, descents).map { series, descent in
        PlotSheet.Panel(
          caption: descent.run.name, remark: descent.run.remark(format) + "\n" + Self.ending(of: descent, format),
          verdict: .init(descent.outcome), plot: Plot(x: horizontal, y: vertical, series: [series]))
      }
    } else {
      panels = [PlotSheet.Panel(plot: Plot(x: horizontal, y: vertical, series: series))]
    }
    return PlotSheet(
      title: model.heading,
      summary: Self.summary("The loss over the steps of training", model, descents, format),
      panels: panels)
  }

  /// The loss's name, if all runs have the same.
  static func lossLabel(of model: Model, _ descents: [Descent]) -> Formula {
    let losses = Set(descents.map { $0.run.loss })
    guard losses.count == 1, let loss = losses.first else { return .words("loss") }
    return .name(model.id(of: loss))
  }

  /// `converged: 0.0065 after 3 steps`.
  static func ending(of descent: Descent, _ format: NumberFormat) -> String {
    let count = descent.updateCount
    let steps = counted(count, "step")
    let loss = descent.steps.last.map { format.text($0.loss) } ?? ""
    return "\(descent.wasInterrupted ? "interrupted" : descent.outcome.rawValue) at \(loss) after \(steps)"
  }

  static func summary(
    _ what: String, _ model: Model, _ descents: [Descent], _ format: NumberFormat
  ) -> String {
    let runs = descents.map { descent in
      let first = descent.steps.first.map { format.text($0.loss) } ?? ""
      return "\(descent.run.name) (\(descent.run.remark(format))): from \(first), \(ending(of: descent, format))."
    }
    return (["\(model.title.map { $0 + ". " } ?? "")\(what)."] + runs).joined(separator: "\n")
  }

  private static func lossAxis(_ label: Formula, of descents: [Descent]) -> Axis {
    var calm: [Double] = []
    var (leaps, wild): ([Double], [Double]) = ([], [])
    // What the runs that stay reach.
    var tame = 0.0
    for descent in descents {
      let losses = descent.steps.map { $0.loss }.filter { $0.isFinite }
      guard descent.outcome == .diverged else {
        calm += losses
        tame = max(tame, losses.max() ?? 0)
        continue
      }
      calm += losses.prefix(1)
      // Three points at least show where it is going.
      leaps += losses.prefix(3)
      wild += losses.dropFirst(3)
    }
    let isCalm = descents.contains { $0.outcome != .diverged }
    let first = calm.max() ?? 1
    // Of runs that blew up, so much that one sees it: all of it only where nothing else is to be seen.
    let limit = max(first.magnitude, 1e-300) * (isCalm ? 1_000 : 1e12)
    let seen = calm + leaps + wild.filter { $0.magnitude <= limit }
    let low = seen.min() ?? 0
    let high = seen.max() ?? 1
    let positive = seen.filter { $0 > 0 }
    // Beside a run that blows up the others would lie flat.
    let isTowering = tame > 0 && high > 8 * tame
    if low >= 0, let least = positive.min(), high > 100 * least || isTowering {
      // A loss of exactly 0 has no place; it leaves the picture below.
      return Axis.rounded(label, from: max(least, high * 1e-18), to: high, scale: .logarithmic)
    }
    return Axis.rounded(label, from: low, to: high, scale: .linear)
  }
}
