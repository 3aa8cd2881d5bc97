import Autodiff
import Pictures

extension Depiction {
  /// The output and its derivative over one number, of a leaf or of a computed node (what it was computed from is then held), all others held; with a dot where the number stands. In one plot, or side by side where their
  /// sizes differ so much that one would be flat.
  ///
  /// - Parameters:
  ///   - number: an entry of a leaf, or of a computed node.
  ///   - range: from where to where; nil: around its value.
  /// - Precondition: the model has an output of one number.
  package func curveSheet(of model: Model, over number: LeafEntry, range: ClosedRange<Double>? = nil) -> PlotSheet {
    guard let output = model.output else { return PlotSheet(title: model.heading, panels: []) }
    let format = NumberFormat(precision: precision)
    let value = model.graph.forwardTrace().value(of: number.leaf)
    let isComputed = model.graph.primitive(of: number.leaf) != .leaf
    let graph = isComputed ? model.graph.rebuilt(leaves: [number.leaf: value]) : model.graph
    let tape = GradientTape(graph, output: output)
    let center = value.scalars[number.entry]
    let range = range ?? Self.surroundings(of: center)
    let x = Axis(.name(model.name(of: number)), from: range.lowerBound, to: range.upperBound)
    func point(at place: Double) -> (value: Plot.Point, slope: Plot.Point) {
      tape.setLeaf(number.leaf, entry: number.entry, to: place)
      tape.step()
      return (
        Plot.Point(place, tape.value), Plot.Point(place, tape.gradient(of: number.leaf, entry: number.entry))
      )
    }
    let points = (0...Self.curveSteps).map { point(at: x.number(at: Double($0) / Double(Self.curveSteps))) }
    let here = point(at: center)
    let labels = (
      Formula.name(model.id(of: output)),
      Formula.derivative(of: .name(model.id(of: output)), by: .name(model.name(of: number)))
    )
    let names = (labels.0.text, labels.1.text)
    func curve(
      _ label: Formula, _ index: Int, _ points: [Plot.Point], _ here: Plot.Point, _ height: (Double) -> Double
    )
      -> [Series]
    {
      let pieces = CurvePieces(points, height: height)
      func series(_ points: [Plot.Point], _ spot: Series.Spot? = nil) -> Series {
        var series = Series(
          name: label.text, remark: "\(format.text(here.y)) at \(model.name(of: number)) = \(format.text(here.x))",
          index: index, points: points)
        (series.formula, series.spot) = (label, spot)
        return series
      }
      var all = pieces.pieces.isEmpty ? [series([])] : pieces.pieces.map { series($0) }
      if !pieces.open.isEmpty { all.append(series(pieces.open, .open)) }
      if !pieces.closed.isEmpty { all.append(series(pieces.closed, .closed)) }
      if x.low <= here.x, here.x <= x.high, here.y.isFinite { all.append(series([here], .here)) }
      return all
    }
    let values = curve(labels.0, 0, points.map { $0.value }, here.value) { point(at: $0).value.y }
    let slopes = curve(labels.1, 1, points.map { $0.slope }, here.slope) { point(at: $0).slope.y }
    let (valueRange, slopeRange) = (Self.heights(points.map { $0.value }), Self.heights(points.map { $0.slope }))
    func panel(_ caption: String?, _ label: Formula, _ heights: ClosedRange<Double>, _ series: [Series])
      -> PlotSheet.Panel
    {
      let y = Axis.rounded(label, from: heights.lowerBound, to: heights.upperBound, scale: .linear)
      return PlotSheet.Panel(caption: caption, plot: Plot(x: x, y: y, series: series))
    }
    let low = min(valueRange.lowerBound, slopeRange.lowerBound)
    let high = max(valueRange.upperBound, slopeRange.upperBound)
    let isTogether = (high - low) <= 6 * min(Self.length(valueRange), Self.length(slopeRange))
    let panels =
      isTogether
      ? [panel(nil, "", low...high, values + slopes)]
      : [panel(names.0, labels.0, valueRange, values), panel(names.1, labels.1, slopeRange, slopes)]
    let summary =
      "\(model.title.map { $0 + ". " } ?? "")\(names.0) and \(names.1) over \(model.name(of: number)) from "
      + "\(format.text(range.lowerBound)) to \(format.text(range.upperBound)); at \(format.text(center)) they are "
      + "\(format.text(here.value.y)) and \(format.text(here.slope.y))."
    return PlotSheet(title: model.heading, summary: summary, panels: panels)
  }

  private static let curveSteps = 240

  /// As far to both sides as the number is from 0, and 4 at least.
  private static func surroundings(of center: Double) -> ClosedRange<Double> {
    guard center.isFinite else { return -4...4 }
    let reach = max(center.magnitude, 4)
    // Around 0 where that shows as much: most curves are at home there.
    return center.magnitude <= 3 ? -4...4 : (center - reach)...(center + reach)
  }

  /// From the lowest to the highest, without what shoots off next to a pole.
  private static func heights(_ points: [Plot.Point]) -> ClosedRange<Double> {
    let heights = points.map { $0.y }.filter { $0.isFinite }.sorted()
    guard let low = heights.first, let high = heights.last else { return 0...1 }
    let (lower, upper) = (heights[heights.count / 20], heights[heights.count - 1 - heights.count / 20])
    let room = 3 * (upper - lower)
    return room > 0 && high - low > 4 * room ? max(low, lower - room)...min(high, upper + room) : low...high
  }

  /// A level curve is not flat beside another: it is level.
  private static func length(_ range: ClosedRange<Double>) -> Double {
    let length = range.upperBound - range.lowerBound
    return length > 0 ? length : .infinity
  }
}
