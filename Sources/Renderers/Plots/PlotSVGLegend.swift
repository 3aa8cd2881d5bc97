import Pictures

/// Which curve is which run, and what the marks mean.
enum PlotSVGLegend {
  struct Entry {
    let index: Int
    let isPath: Bool
    let words: SVGText
    var x: Double
  }

  static func rows(of sheet: PlotSheet, width: Double) -> [[Entry]] {
    var rows: [[Entry]] = []
    var x = 0.0
    for series in sheet.legend {
      var words = SVGText(plain: SVGTypesetting.shortened(series.name), .name)
      if let remark = series.remark {
        words.append(SVGText(plain: SVGTypesetting.shortened(remark), .caption), gap: 7)
      }
      let room = 36 + words.width
      if rows.isEmpty || (x > 0 && x + room > width) {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append(Entry(index: series.index, isPath: series.isPath, words: words, x: x))
      x += room + 22
      // More than a dozen rows would push the plot out of sight.
      if rows.count == 12, x + 200 > width { break }
    }
    return rows
  }

  static func write(_ rows: [[Entry]], x: Double, y: Double, to out: inout ByteWriter) {
    guard !rows.isEmpty else { return }
    out.write("<g class=\"legend\">\n")
    for (row, entries) in rows.enumerated() {
      for entry in entries {
        let baseline = y + Double(row) * 21 + 13
        let left = x + entry.x
        out.write(entry.isPath ? "<path class=\"path " : "<path class=\"curve ")
        out.write(copying: PlotSVGLook.name("c", entry.index))
        out.write("\" d=\"M")
        out.write(SVGLayout.Point(left, baseline - 5))
        out.write("H")
        out.write(length: left + 28)
        out.write("\"/>")
        if entry.isPath { PlotSVGMarks.dot(at: SVGLayout.Point(left + 14, baseline - 5), entry.index, to: &out) }
        out.write(entry.words, x: left + 36, y: baseline, anchor: .start)
        out.write("\n")
      }
    }
    out.write("</g>\n")
  }

  /// A mark of the key, with its words.
  enum Mark: String { case start = "start", step = "step", end = "end", pull = "against the gradient" }

  /// What the marks on paths mean, where there are paths.
  static func key(of sheet: PlotSheet) -> [Mark] {
    let series = sheet.panels.flatMap { $0.plot?.series ?? [] }
    // A single point is where something stands, and no path.
    guard series.contains(where: { $0.isPath && $0.points.count > 1 }) else { return [] }
    var marks: [Mark] = [.start, .step, .end]
    if series.contains(where: { !$0.arrows.isEmpty }) { marks.append(.pull) }
    return marks
  }

  static func write(key: [Mark], x: Double, y: Double, to out: inout ByteWriter) {
    guard !key.isEmpty else { return }
    out.write("<g class=\"key\">\n")
    var left = x
    for mark in key {
      let middle = SVGLayout.Point(left + 8, y + 9)
      var room = 18.0
      switch mark {
      case .start: PlotSVGMarks.start(at: middle, 0, to: &out)
      case .step: PlotSVGMarks.dot(at: middle, 0, to: &out)
      case .end: PlotSVGMarks.end(at: middle, 0, to: &out)
      case .pull:
        PlotSVGMarks.pull(
          from: SVGLayout.Point(left, y + 9), to: SVGLayout.Point(left + 28, y + 9), hasHead: true, to: &out)
        room = 34
      }
      let words = SVGText(plain: mark.rawValue, .caption)
      out.write(words, x: left + room, y: y + 13, anchor: .start)
      out.write("\n")
      left += room + words.width + 20
    }
    out.write("</g>\n")
  }
}
