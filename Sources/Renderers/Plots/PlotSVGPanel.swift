import Pictures

/// One plot with its caption and bars: measured, then written.
struct PlotSVGPanel {
  let panel: PlotSheet.Panel
  let width: Double
  private(set) var height = 0.0

  private var caption: [SVGText] = []
  private var remark: [SVGText] = []
  private var frame = SVGLayout.Frame(x: 0, y: 0, width: 0, height: 0)
  private var barFrames: [SVGLayout.Frame] = []
  private let isBoxed: Bool

  static let padding = 16.0
  static let barRow = 21.0
  private static let barColumn = 250.0

  /// What a panel would like to have.
  static func wantedWidth(of panel: PlotSheet.Panel) -> Double {
    if panel.caption != nil { return 400 }
    guard let plot = panel.plot else { return 640 }
    return plot.isSquare ? 540 + (panel.bars.isEmpty ? 0 : barColumn + 24) : 720
  }

  init(_ panel: PlotSheet.Panel, width: Double) {
    self.panel = panel
    self.width = width
    isBoxed = panel.caption != nil
    let inset = isBoxed ? Self.padding : 0
    var y = inset
    if let text = panel.caption {
      caption = SVGPage.lines(of: text, .title, width: width - 2 * inset)
      let lines = (panel.remark ?? "").split(separator: "\n")
      remark = lines.flatMap { SVGPage.lines(of: String($0), .caption, width: width - 2 * inset) }
      y += Double(caption.count) * 22 + Double(remark.count) * 17 + 8
    }
    guard let plot = panel.plot else {
      for chart in panel.bars {
        let height = Double(chart.bars.count) * Self.barRow + (chart.axis == nil ? 24 : PlotSVGDots.head + 6)
        barFrames.append(SVGLayout.Frame(x: inset, y: y, width: width - 2 * inset, height: height))
        y += height + 12
      }
      height = y + (isBoxed ? 6 : 0)
      return
    }
    // The name of the upward axis stands over it.
    y += 22
    let texts = plot.y.ticks(atMost: 8).compactMap { $0.text.map { SVGText($0, .caption).width } }
    let left = inset + (texts.max() ?? 0) + 10
    let barsAreBeside = !isBoxed && !panel.bars.isEmpty && width > 520
    let ends = PlotSVGEnds(plot).width
    let right = inset + max(12, ends) + (barsAreBeside ? Self.barColumn + 24 : 0)
    let plotWidth = max(width - left - right, 40)
    let plotHeight = plot.isSquare ? plotWidth : max(plotWidth * 0.56, 150).rounded()
    frame = SVGLayout.Frame(x: left, y: y, width: plotWidth, height: plotHeight)
    y = frame.maxY + (panel.bars.isEmpty || barsAreBeside ? 44 : 58)
    if barsAreBeside {
      var top = frame.y
      for chart in panel.bars {
        let height = Double(chart.bars.count) * Self.barRow + (chart.axis == nil ? 24 : PlotSVGDots.head + 6)
        barFrames.append(
          SVGLayout.Frame(x: width - Self.barColumn, y: top, width: Self.barColumn, height: height))
        top += height + 18
      }
      y = max(y, top)
    } else {
      for chart in panel.bars {
        let height = Double(chart.bars.count) * Self.barRow + (chart.axis == nil ? 24 : PlotSVGDots.head + 6)
        barFrames.append(SVGLayout.Frame(x: inset, y: y, width: width - 2 * inset, height: height))
        y += height + 12
      }
    }
    height = y + (isBoxed ? 6 : 0)
  }

  func write(index: Int, x: Double, y: Double, height: Double, to out: inout ByteWriter) {
    out.write("<g id=\"panel-")
    out.write(whole: index + 1)
    out.write("\" class=\"panel ")
    out.write(copying: verdict)
    out.write("\" transform=\"translate(")
    out.write(SVGLayout.Point(x, y))
    out.write(")\">\n")
    if isBoxed {
      out.write("<rect class=\"frame\" width=\"")
      out.write(length: width)
      out.write("\" height=\"")
      out.write(length: height)
      out.write("\" rx=\"8\"/>\n")
    }
    var line = Self.padding + 11
    for text in caption {
      out.write(text, x: Self.padding, y: line, anchor: .start)
      line += 22
    }
    line -= 3
    for text in remark {
      out.write(text, x: Self.padding, y: line, anchor: .start)
      line += 17
    }
    if let plot = panel.plot { PlotSVGAxes(plot: plot, frame: frame).write(panel: index + 1, to: &out) }
    for (chart, frame) in zip(panel.bars, barFrames) { PlotSVGBars(chart: chart, frame: frame).write(to: &out) }
    out.write("</g>\n")
  }

  private var verdict: String {
    switch panel.verdict {
    case .success: "success"
    case .failure: "failure"
    case .open: "open"
    }
  }
}
