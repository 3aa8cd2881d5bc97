import Autodiff
import Pictures
import Training

extension Depiction {
  /// The loss over two numbers of the leaves, as contours, with the path of every run: a dot for each step, and from it an arrow against the gradient.
  /// Where a run moves a single number, the loss as a curve over it.
  ///
  /// - Parameters:
  ///   - numbers: which two; else the first two that the first run moves.
  ///   - isSplit: a box for each run, all with the same surface.
  ///   - hasBars: bars of each run's loss beside (in boxes: below) the surface.
  /// - Precondition: the loss depends on leaves alone; at least one descent.
  package func surfaceSheet(
    of model: Model, _ descents: [Descent], over numbers: [LeafEntry]? = nil, isSplit: Bool = false,
    hasBars: Bool = false
  ) -> PlotSheet {
    guard let first = descents.first else { return PlotSheet(title: model.heading, panels: []) }
    let format = NumberFormat(precision: precision)
    let chosen = numbers ?? model.firstNumbers(of: first.run, atMost: 2)
    // Another loss is another surface.
    let shown = descents.filter { $0.run.loss == first.run.loss }
    var notes = descents.filter { $0.run.loss != first.run.loss }.map {
      "\($0.run.name) minimizes \(model.id(of: $0.run.loss)), which is another surface"
    }
    let plots: [Plot]
    switch chosen.count {
    case 0: plots = []
    case 1: plots = linePlots(of: model, shown, over: chosen[0])
    default: plots = surfacePlots(of: model, shown, over: (chosen[0], chosen[1]), format, &notes)
    }
    if !chosen.isEmpty {
      let held = Self.held(in: model.graph, by: shown)
      let note = Self.curvatureNote(
        of: model, by: Array(chosen.prefix(2)), loss: first.run.loss, held: held, place: Self.place(of: shown), format
      )
      if let note { notes.append(note) }
    }
    let label = Formula.name(model.id(of: first.run.loss))
    var panels: [PlotSheet.Panel] = []
    if isSplit {
      for (index, (plot, descent)) in zip(plots, shown).enumerated() {
        panels.append(
          PlotSheet.Panel(
            caption: descent.run.name, remark: descent.run.remark(format) + "\n" + Self.ending(of: descent, format),
            verdict: .init(descent.outcome), plot: plot,
            bars: hasBars ? [Self.bars(of: descent, label: label, index: index, format)] : []))
      }
    } else if var plot = plots.first {
      plot.series = plot.series.filter { $0.isGround } + plots.flatMap { $0.series.filter { !$0.isGround } }
      let bars = shown.enumerated().map { Self.bars(of: $1, label: label, index: $0, format) }
      panels.append(PlotSheet.Panel(plot: plot, bars: hasBars ? bars : []))
    }
    let names = chosen.prefix(2).map { model.name(of: $0) }.joined(separator: " and ")
    return PlotSheet(
      title: model.heading,
      summary: Self.summary("The loss \(label) over \(names), with the path of each run", model, shown, format),
      panels: panels, notes: notes)
  }

  // MARK: Two numbers

  private func surfacePlots(
    of model: Model, _ descents: [Descent], over axes: (LeafEntry, LeafEntry), _ format: NumberFormat,
    _ notes: inout [String]
  ) -> [Plot] {
    let graph = model.graph
    let held = Self.held(in: graph, by: descents)
    let surface = LossSurface(graph, loss: descents[0].run.loss, along: axes, held: held)
    let paths = descents.map { descent in
      let places = (descent.run.place(of: axes.0, in: graph), descent.run.place(of: axes.1, in: graph))
      return descent.steps.map { step in
        let numbers = step.parameters
        func number(_ place: Int?, _ axis: LeafEntry) -> Double {
          place.map { numbers[$0] } ?? Self.number(axis, in: graph, held: held)
        }
        return Plot.Point(number(places.0, axes.0), number(places.1, axes.1))
      }
    }
    let view = SurfaceView(paths: paths, outcomes: descents.map { $0.outcome }, surface: surface)
    let x = Axis(.name(model.name(of: axes.0)), from: view.xs.lowerBound, to: view.xs.upperBound)
    let y = Axis(.name(model.name(of: axes.1)), from: view.ys.lowerBound, to: view.ys.upperBound)
    // Some 10^8 numbers may be computed for a picture.
    let side = min(max(Int((1e8 / Double(max(graph.entryCount, 1))).squareRoot()), 24), 97)
    let grid = ScalarGrid(x: x, y: y, columns: side, rows: side) { surface.value(at: Plot.Point($0, $1)) }
    let contours = grid.contours(at: grid.levels(atMost: 11)) { format.text($0) }
    if graph.entries(of: descents[0].run) > 2 { notes.append(Self.holding(descents)) }
    if !view.isSquare {
      notes.append("the two axes are not to the same scale: arrows do not stand square on contours")
    }
    return zip(descents, paths).enumerated().map { index, pair in
      let (descent, path) = pair
      let plot = Plot(x: x, y: y, contours: contours, isSquare: view.isSquare)
      var series = Series(
        name: descent.run.name, remark: Self.ending(of: descent, format), index: index,
        points: Self.kept(path, of: descent, in: plot), isPath: true)
      series.arrows = Self.pulls(of: descent, path, axes, in: graph, plot)
      var whole = plot
      whole.series = [series]
      return whole
    }
  }

  /// A run that flies off is followed to where it first leaves the picture: what it does there and back tells nothing.
  private static func kept(_ path: [Plot.Point], of descent: Descent, in plot: Plot) -> [Plot.Point] {
    guard descent.outcome == .diverged, let left = path.dropFirst().firstIndex(where: { !plot.shows($0) }) else {
      return path
    }
    return Array(path[...left])
  }

  /// Arrows against the gradient, −η·∂loss/∂w: plain descent's step itself. Where another rule steps, no longer than a tenth of the picture. Not where
  /// one would lie on the other.
  private static func pulls(
    of descent: Descent, _ path: [Plot.Point], _ axes: (LeafEntry, LeafEntry), in graph: Graph, _ plot: Plot
  ) -> [Series.Arrow] {
    let places = (descent.run.place(of: axes.0, in: graph), descent.run.place(of: axes.1, in: graph))
    let isPlain = descent.run.rule == .gradientDescent && descent.run.clipNorm == nil && descent.run.weightDecay == 0
    var arrows: [Series.Arrow] = []
    var last: Plot.Point?
    var hasLeft = false
    for (step, point) in zip(descent.steps, path).dropLast() where arrows.count < 60 {
      if !plot.shows(point) { hasLeft = true }
      guard point.x.isFinite, point.y.isFinite, plot.shows(point), !hasLeft || descent.outcome != .diverged else {
        continue
      }
      let place = plot.position(of: point)
      let gradient = step.gradient
      let pull = Plot.Point(
        places.0.map { -step.learningRate * gradient[$0] } ?? 0,
        places.1.map { -step.learningRate * gradient[$0] } ?? 0)
      guard pull.x.isFinite, pull.y.isFinite, pull.x != 0 || pull.y != 0 else { continue }
      let longest = max(pull.x.magnitude / (plot.x.high - plot.x.low), pull.y.magnitude / (plot.y.high - plot.y.low))
      // Too short to be seen, it shows its direction alone.
      let part = max(isPlain ? 1 : min(1, 0.1 / longest), 0.04 / longest)
      let spacing = longest < 0.04 ? 0.08 : 0.03
      if let last, abs(place.x - last.x) + abs(place.y - last.y) < spacing { continue }
      arrows.append(Series.Arrow(from: point, to: Plot.Point(point.x + part * pull.x, point.y + part * pull.y)))
      last = place
    }
    return arrows
  }

  /// What the numbers that have no axis are: where the first run that did not diverge ended, or else where the first began.
  private static func held(in graph: Graph, by descents: [Descent]) -> [Int: Tensor] {
    let calm = descents.first { $0.outcome != .diverged }
    guard let descent = calm ?? descents.first, let step = calm == nil ? descent.steps.first : descent.steps.last
    else {
      return [:]
    }
    let numbers = step.parameters
    var held: [Int: Tensor] = [:]
    var place = 0
    for leaf in descent.run.parameters {
      let shape = graph.shape(of: leaf)
      held[leaf] = Tensor(shape: shape, scalars: Array(numbers[place..<place + shape.count]))
      place += shape.count
    }
    return held
  }

  private static func holding(_ descents: [Descent]) -> String {
    "the other parameters are held " + place(of: descents)
  }

  /// Where that is.
  private static func place(of descents: [Descent]) -> String {
    guard let calm = descents.first(where: { $0.outcome != .diverged }) else {
      return "where \(descents[0].run.name) began"
    }
    return "where \(calm.run.name) ended"
  }

  private static func number(_ axis: LeafEntry, in graph: Graph, held: [Int: Tensor]) -> Double {
    (held[axis.leaf] ?? graph.leafValue(of: axis.leaf)).scalars[axis.entry]
  }

  // MARK: One number

  private func linePlots(of model: Model, _ descents: [Descent], over axis: LeafEntry) -> [Plot] {
    let graph = model.graph
    let surface = LossSurface(
      graph, loss: descents[0].run.loss, along: (axis, axis), held: Self.held(in: graph, by: descents))
    func loss(_ x: Double) -> Double { surface.value(at: Plot.Point(x, x)) }
    let paths = descents.map { descent in
      let place = descent.run.place(of: axis, in: graph)
      return descent.steps.compactMap { step in place.map { Plot.Point(step.parameters[$0], step.loss) } }
    }
    let view = SurfaceView(
      paths: paths.map { $0.map { Plot.Point($0.x, $0.x) } }, outcomes: descents.map { $0.outcome }, surface: surface)
    let x = Axis(.name(model.name(of: axis)), from: view.xs.lowerBound, to: view.xs.upperBound)
    let curve = (0...240).map { place in
      let number = x.number(at: Double(place) / 240)
      return Plot.Point(number, loss(number))
    }
    let seen = paths.flatMap { $0 }.filter { $0.x >= x.low && $0.x <= x.high }.map { $0.y }
    let heights = curve.map { $0.y }.filter { $0.isFinite }
    let low = min(heights.min() ?? 0, seen.min() ?? .infinity)
    let high = max((heights.max() ?? 1), seen.filter { $0.isFinite }.max() ?? -.infinity)
    let y = Axis.rounded(.name(model.id(of: descents[0].run.loss)), from: low, to: high, scale: .linear)
    let format = NumberFormat(precision: precision)
    return zip(descents, paths).enumerated().map { index, pair in
      Plot(
        x: x, y: y,
        series: [
          Series(name: "", points: curve, isGround: true),
          Series(
            name: pair.0.run.name, remark: Self.ending(of: pair.0, format), index: index, points: pair.1, isPath: true
          ),
        ])
    }
  }
}

extension Graph {
  /// How many numbers a run moves.
  fileprivate func entries(of run: TrainingRun) -> Int { run.parameters.reduce(0) { $0 + shape(of: $1).count } }
}
