import Autodiff
import Pictures

extension Depiction {
  /// How many bars stand below one another.
  static let flowLimit = 60

  /// How large the gradient is at each named node on the way back from the output, on a logarithmic scale; nil if none flows.
  /// - Parameter leaves: where to; the parameter that is the most named nodes away, unless given.
  package func flowSheet(of model: Model, to leaves: [Int]? = nil) -> PlotSheet? {
    guard let output = model.output, model.graph.shape(of: output).count == 1 else { return nil }
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: output)
    let paths =
      leaves.map { $0.compactMap { model.gradientPath(to: $0, in: backward) } }
      ?? [model.longestGradientPath(in: backward)].compactMap { $0 }
    guard !paths.isEmpty else { return nil }
    let format = NumberFormat(precision: precision)
    let charts = paths.enumerated().map { Self.bars(of: $1, index: $0, model, format) }
    var notes: [String] = []
    for path in paths {
      if let note = Self.note(on: path, in: model, format) { notes.append(note) }
      if path.stops.count > Self.flowLimit {
        notes.append(
          "\(Self.flowLimit) of \(path.stops.count) nodes on the way to \(model.id(of: path.leaf)) are shown")
      }
    }
    let ends = paths.map { model.id(of: $0.leaf) }.joined(separator: ", ")
    return PlotSheet(
      title: model.heading,
      summary: "How large the gradient of \(model.id(of: output)) is at each node on the way back to \(ends). "
        + notes.joined(separator: "; "),
      panels: [PlotSheet.Panel(plot: nil, bars: charts)], notes: notes)
  }

  private static func bars(of path: GradientPath, index: Int, _ model: Model, _ format: NumberFormat) -> BarChart {
    let stops = path.stops
    let shown =
      stops.count <= flowLimit
      ? Array(stops.indices) : (0..<flowLimit).map { $0 * (stops.count - 1) / (flowLimit - 1) }
    let bars = shown.map { place in
      BarChart.Bar(
        label: model.id(of: stops[place].node), number: stops[place].size, text: format.text(stops[place].size))
    }
    // So that the shortest bar can be seen.
    let sizes = bars.map { $0.number }.filter { $0 > 0 && $0.isFinite }
    let base = (sizes.min() ?? 1) / 10
    return BarChart(
      label: "‖" + .derivative(of: .name(model.id(of: stops[0].node)), by: .name("node")) + "‖",
      categoryLabel: "node", bars: bars, index: index,
      base: base > 0 ? base : nil)
  }

  /// `from h[20] back to h[0] the gradient becomes 1.1e12 times smaller: it vanishes`.
  private static func note(on path: GradientPath, in model: Model, _ format: NumberFormat) -> String? {
    let between = path.stops.dropFirst().dropLast()
    guard let ratio = path.ratio, ratio.isFinite, let first = between.first, let last = between.last else {
      return nil
    }
    let way = "from \(model.id(of: first.node)) back to \(model.id(of: last.node))"
    if ratio == 0 { return way + " the gradient becomes 0" }
    var note: String
    if ratio < 0.5 {
      note = way + " the gradient becomes \(format.text(1 / ratio)) times smaller"
    } else if ratio > 2 {
      note = way + " the gradient becomes \(format.text(ratio)) times larger"
    } else {
      return way + " the gradient stays about as large"
    }
    switch path.symptom?.kind {
    case .vanishing: note += ": it vanishes"
    case .exploding: note += ": it explodes"
    default: break
    }
    return note
  }
}
