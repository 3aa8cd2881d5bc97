import Pictures

/// Numbers as dots on a logarithmic axis: a bar would have no end to begin at.
struct PlotSVGDots {
  let chart: BarChart
  let frame: SVGLayout.Frame

  /// What the axis takes above the first row.
  static let head = 40.0

  func write(to out: inout ByteWriter) {
    guard let axis = chart.axis else { return }
    let labels = chart.bars.map { SVGText(.name($0.label), .caption) }
    let numbers = chart.bars.map { SVGText(plain: SVGTypesetting.shortened($0.text), .caption) }
    let left =
      frame.x + max(labels.reduce(0) { max($0, $1.width) }, SVGText(plain: chart.categoryLabel, .caption).width) + 12
    let right = max(frame.maxX - 14 - numbers.reduce(0) { max($0, $1.width) }, left + 40)
    let (top, bottom) = (frame.y + Self.head, frame.y + Self.head + Double(chart.bars.count) * PlotSVGPanel.barRow)
    func x(_ number: Double) -> Double { left + min(max(axis.position(of: number), 0), 1) * (right - left) }
    out.write("<g class=\"dots\">\n")
    out.write(SVGText(plain: chart.categoryLabel, .caption), x: left - 10, y: frame.y + 11, anchor: .end)
    out.write(SVGText(chart.label, .name), x: left, y: frame.y + 11, anchor: .start)
    let ticks = axis.ticks(atMost: min(max(Int((right - left) / 62), 2), 9)).filter { $0.text != nil }
    out.write("<path class=\"grid\" d=\"")
    for tick in ticks where tick.number != 1 {
      out.write("M")
      out.write(SVGLayout.Point(x(tick.number), top))
      out.write("V")
      out.write(length: bottom)
    }
    out.write("\"/><path class=\"axis\" d=\"M")
    out.write(SVGLayout.Point(left, top))
    out.write("H")
    out.write(length: right)
    // Where nothing becomes larger or smaller.
    if axis.low <= 1, axis.high >= 1 {
      out.write("M")
      out.write(SVGLayout.Point(x(1), top))
      out.write("V")
      out.write(length: bottom)
    }
    out.write("\"/>")
    for tick in ticks {
      if let text = tick.text { out.write(SVGText(text, .caption), x: x(tick.number), y: top - 6) }
    }
    out.write("\n")
    for (index, bar) in chart.bars.enumerated() {
      let y = top + (Double(index) + 0.5) * PlotSVGPanel.barRow
      out.write("<g><title>")
      out.write(escaping: "\(chart.categoryLabel) \(bar.label): \(bar.text)")
      out.write("</title>")
      out.write(labels[index], x: left - 10, y: y + 4, anchor: .end)
      // What has no place on the axis stands at its end, without a dot.
      let hasPlace = bar.number > 0 && bar.number.isFinite
      if hasPlace { PlotSVGMarks.dot(at: SVGLayout.Point(x(bar.number), y), chart.index, to: &out) }
      out.write(
        numbers[index], x: hasPlace ? x(bar.number) + 9 : bar.number > 0 ? right + 4 : left + 6, y: y + 4,
        anchor: .start)
      out.write("</g>\n")
    }
    out.write("</g>\n")
  }
}
