import Pictures

/// What stands inside and around one pair of axes.
struct PlotSVGAxes {
  let plot: Plot
  let frame: SVGLayout.Frame

  func place(_ position: Plot.Point) -> SVGLayout.Point {
    SVGLayout.Point(frame.x + position.x * frame.width, frame.maxY - position.y * frame.height)
  }

  func write(panel: Int, to out: inout ByteWriter) {
    for contour in plot.contours { write(contour, to: &out) }
    if plot.contours.isEmpty { writeGrid(to: &out) }
    for series in plot.series where series.isGround { writeLine(series, "ground", to: &out) }
    // Of one path the arrows are to be seen; of several, which path is whose.
    let paths = drawn
    if paths.count > 1 {
      for series in paths.filter({ !$0.arrows.isEmpty }).sorted(by: { $0.index < $1.index }).prefix(1) {
        writePulls(of: series, to: &out)
      }
    }
    for series in paths {
      out.write("<g class=\"series\"><title>")
      out.write(escaping: ([series.name] + (series.remark.map { [$0] } ?? [])).joined(separator: ": "))
      out.write("</title>")
      writeLine(series, series.isPath ? "path" : "curve", to: &out)
      if paths.count == 1 { writePulls(of: series, to: &out) }
      writeMarks(of: series, to: &out)
      out.write("</g>\n")
    }
    PlotSVGLevels(axes: self).write(to: &out)
    writeAxes(to: &out)
    PlotSVGEnds(plot).write(in: self, to: &out)
  }

  /// Of paths over a surface the longest first, so that it does not bury the others; spots above all curves.
  private var drawn: [Series] {
    let all = plot.series.filter { !$0.isGround }
    guard !plot.contours.isEmpty else { return all.filter { $0.spot == nil } + all.filter { $0.spot != nil } }
    return all.enumerated().sorted { ($1.element.points.count, $0.offset) < ($0.element.points.count, $1.offset) }
      .map { $0.element }
  }

  private func writeAxes(to out: inout ByteWriter) {
    out.write("<path class=\"axis\" d=\"M")
    out.write(SVGLayout.Point(frame.x, frame.y))
    out.write("V")
    out.write(length: frame.maxY)
    out.write("H")
    out.write(length: frame.maxX)
    if !plot.contours.isEmpty {
      out.write("V")
      out.write(length: frame.y)
      out.write("Z")
    }
    for tick in ticks(plot.x, frame.width / 62) {
      out.write("M")
      out.write(SVGLayout.Point(frame.x + plot.x.position(of: tick.number) * frame.width, frame.maxY))
      out.write(tick.text == nil ? "v3" : "v5")
    }
    for tick in ticks(plot.y, frame.height / 34) {
      out.write("M")
      out.write(SVGLayout.Point(frame.x, frame.maxY - plot.y.position(of: tick.number) * frame.height))
      out.write(tick.text == nil ? "h-3" : "h-5")
    }
    out.write("\"/>\n")
    for tick in ticks(plot.x, frame.width / 62) {
      guard let text = tick.text else { continue }
      let x = frame.x + plot.x.position(of: tick.number) * frame.width
      out.write(SVGText(text, .caption), x: x, y: frame.maxY + 19)
    }
    for tick in ticks(plot.y, frame.height / 34) {
      guard let text = tick.text else { continue }
      let y = frame.maxY - plot.y.position(of: tick.number) * frame.height
      out.write(SVGText(text, .caption), x: frame.x - 8, y: y + 4, anchor: .end)
    }
    out.write("\n")
    out.write(SVGText(plot.x.label, .name), x: frame.midX, y: frame.maxY + 38)
    out.write(SVGText(plot.y.label, .name), x: frame.x - 8, y: frame.y - 12)
    out.write("\n")
  }

  private func writeGrid(to out: inout ByteWriter) {
    out.write("<path class=\"grid\" d=\"")
    for tick in ticks(plot.y, frame.height / 34) where tick.text != nil {
      out.write("M")
      out.write(SVGLayout.Point(frame.x, frame.maxY - plot.y.position(of: tick.number) * frame.height))
      out.write("H")
      out.write(length: frame.maxX)
    }
    out.write("\"/>\n")
  }

  private func ticks(_ axis: Axis, _ count: Double) -> [Axis.Tick] { axis.ticks(atMost: min(max(Int(count), 2), 8)) }

  private func write(_ contour: Contour, to out: inout ByteWriter) {
    out.write("<g class=\"height\"><title>")
    out.write(escaping: contour.text)
    out.write("</title><path class=\"region\" d=\"")
    for line in contour.region where line.count > 2 {
      write(line, to: &out)
      out.write("Z")
    }
    out.write("\"/><path class=\"contour\" d=\"")
    for line in contour.lines { write(line, to: &out) }
    out.write("\"/></g>\n")
  }

  /// A polyline in user units, without the points that nobody could tell from their neighbours.
  private func write(_ line: [Plot.Point], to out: inout ByteWriter) {
    var last: SVGLayout.Point?
    for (index, point) in line.enumerated() {
      let place = place(plot.position(of: point))
      if let last, index < line.count - 1, abs(place.x - last.x) + abs(place.y - last.y) < 1.5 { continue }
      out.write(last == nil ? "M" : "L")
      out.write(place)
      last = place
    }
  }

  // MARK: Curves and paths

  private func writeMarks(of series: Series, to out: inout ByteWriter) {
    if let spot = series.spot {
      for point in series.points where plot.shows(point) {
        PlotSVGMarks.spot(spot, at: place(plot.position(of: point)), series.index, to: &out)
      }
      return
    }
    // A mark at the border where it leaves; a path that jumps to and fro has enough with a few.
    for segment in plot.segments(of: series.points).lazy.filter({ $0.leaves }).prefix(4) {
      PlotSVGMarks.head(
        PlotSVGLook.name("f", series.index), tip: place(segment.to), from: place(segment.from), length: 14, to: &out)
    }
    let places = series.points.filter { plot.shows($0) }.map { place(plot.position(of: $0)) }
    if series.isPath || series.formula == nil && series.points.count <= 40 { writeDots(places, series, to: &out) }
    if series.isPath {
      // The end below the start: a run that never moved shows where it stands.
      if let last = series.points.last, series.points.count > 1, plot.shows(last), let end = places.last {
        PlotSVGMarks.end(at: end, series.index, to: &out)
      }
      if let first = series.points.first, plot.shows(first), let start = places.first {
        PlotSVGMarks.start(at: start, series.index, to: &out)
      }
    }
  }

  /// More marks on a path would be a sausage.
  private static let mostDots = 25

  /// Of a long path some, evenly, its first and its last among them.
  private static func thinned(_ places: [SVGLayout.Point]) -> [SVGLayout.Point] {
    guard places.count > mostDots else { return places }
    return (0..<mostDots).map { places[$0 * (places.count - 1) / (mostDots - 1)] }
  }

  private func writeDots(_ places: [SVGLayout.Point], _ series: Series, to out: inout ByteWriter) {
    var last: SVGLayout.Point?
    for place in series.isPath ? Self.thinned(places) : places {
      if let last, abs(last.x - place.x) + abs(last.y - place.y) < 6 { continue }
      PlotSVGMarks.dot(at: place, series.index, to: &out)
      last = place
    }
  }

  private func writeLine(_ series: Series, _ kind: StaticString, to out: inout ByteWriter) {
    let segments = plot.segments(of: series.points)
    let name = series.isGround ? "" : " " + PlotSVGLook.name("c", series.index)
    out.write("<path class=\"")
    out.write(kind)
    out.write(copying: name)
    out.write("\" d=\"")
    var last: SVGLayout.Point?
    for segment in segments {
      let (from, to) = (place(segment.from), place(segment.to))
      if last != from {
        out.write("M")
        out.write(from)
      }
      out.write("L")
      out.write(to)
      last = to
    }
    out.write("\"/>")
  }

  private func writePulls(of series: Series, to out: inout ByteWriter) {
    for arrow in series.arrows {
      guard let segment = plot.segments(of: [arrow.from, arrow.to]).first, !segment.enters else { continue }
      // The tip stands before the dot of the next step, not under it.
      let (from, to) = (place(segment.from), place(segment.to))
      let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
      let part = segment.leaves || length < 16 ? 1 : (length - 4.5) / length
      let tip = SVGLayout.Point(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y))
      PlotSVGMarks.pull(from: from, to: tip, hasHead: !segment.leaves, to: &out)
    }
  }
}
