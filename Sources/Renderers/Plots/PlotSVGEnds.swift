import Pictures

/// The names of curves, each where its curve ends: what no legend has to say.
struct PlotSVGEnds {
  /// More curves are told apart in a legend.
  static let most = 8
  private static let line = 15.0

  private let labels: [(series: Series, text: SVGText)]

  /// None for paths, which end anywhere.
  init(_ plot: Plot) {
    var seen: Set<Int> = []
    let curves = plot.series.filter { !$0.isGround && !$0.isPath && $0.spot == nil && seen.insert($0.index).inserted }
    labels =
      curves.count <= Self.most && !plot.series.isEmpty && plot.contours.isEmpty
      ? curves.map { ($0, SVGText($0.formula ?? .words($0.name), .caption)) } : []
  }

  /// To the right of the axes.
  var width: Double { labels.reduce(0) { max($0, $1.text.width) } + (labels.isEmpty ? 0 : 14) }

  func write(in axes: PlotSVGAxes, to out: inout ByteWriter) {
    guard !labels.isEmpty else { return }
    let frame = axes.frame
    out.write("<g class=\"ends\">")
    // Where each curve is seen last; of several pieces the last counts.
    var ends: [(place: Int, y: Double)] = []
    for (place, label) in labels.enumerated() {
      let pieces = axes.plot.series.filter { $0.index == label.series.index && !$0.isPath && $0.spot == nil }
      let last = pieces.reversed().lazy.compactMap { piece -> SVGLayout.Point? in
        if let segment = axes.plot.segments(of: piece.points).last { return axes.place(segment.to) }
        return piece.points.last.map { axes.place(axes.plot.position(of: $0)) }
      }.first
      guard let last else { continue }
      if last.x < frame.maxX - label.text.width - 40, last.y < frame.y + 2 {
        // One that leaves through the top is named there.
        write(label, at: SVGLayout.Point(last.x + 12, frame.y + 11), to: &out)
      } else {
        ends.append((place, min(max(last.y, frame.y + 4), frame.maxY)))
      }
    }
    ends.sort { ($0.y, $0.place) < ($1.y, $1.place) }
    // From the top down none nearer than a line to the one before; then what went too far comes back up.
    var rows = ends.map { $0.y }
    for index in rows.indices.dropFirst() { rows[index] = max(rows[index], rows[index - 1] + Self.line) }
    var limit = frame.maxY + 2
    for index in rows.indices.reversed() {
      rows[index] = min(rows[index], limit)
      limit = rows[index] - Self.line
    }
    for (end, row) in zip(ends, rows) {
      let series = labels[end.place].series
      let left = frame.maxX + 4
      if (row - end.y).magnitude > 3 {
        out.write("<path class=\"leader ")
        out.write(copying: PlotSVGLook.name("c", series.index))
        out.write("\" d=\"M")
        out.write(SVGLayout.Point(left - 3, end.y))
        out.write("L")
        out.write(SVGLayout.Point(left + 6, row))
        out.write("\"/>")
      }
      write(labels[end.place], at: SVGLayout.Point(left + 8, row + 4), to: &out)
    }
    out.write("</g>\n")
  }

  private func write(_ label: (series: Series, text: SVGText), at place: SVGLayout.Point, to out: inout ByteWriter) {
    out.write("<g class=\"")
    out.write(copying: PlotSVGLook.name("n", label.series.index))
    out.write("\">")
    out.write(label.text, x: place.x, y: place.y, anchor: .start)
    out.write("</g>")
  }
}
