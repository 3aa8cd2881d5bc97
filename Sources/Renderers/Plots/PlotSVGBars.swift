import Pictures

/// Bars from left to right, one below the other, each with its number at its end.
struct PlotSVGBars {
  let chart: BarChart
  let frame: SVGLayout.Frame

  func write(to out: inout ByteWriter) {
    if chart.axis != nil { return PlotSVGDots(chart: chart, frame: frame).write(to: &out) }
    let labels = chart.bars.map { SVGText(.name($0.label), .caption) }
    let left =
      frame.x + max(labels.reduce(0) { max($0, $1.width) }, SVGText(plain: chart.categoryLabel, .caption).width) + 8
    let numbers = chart.bars.map { SVGText(plain: SVGTypesetting.shortened($0.text), .caption) }
    let longest = max(frame.maxX - left - (numbers.reduce(0) { max($0, $1.width) }) - 10, 10)
    out.write("<g class=\"bars\">\n")
    out.write(SVGText(plain: chart.categoryLabel, .caption), x: left - 8, y: frame.y + 10, anchor: .end)
    out.write(SVGText(chart.label, .name), x: left, y: frame.y + 10, anchor: .start)
    for (index, (bar, length)) in zip(chart.bars, chart.lengths).enumerated() {
      let y = frame.y + 18 + Double(index) * PlotSVGPanel.barRow
      let width = max(length * longest, bar.number > 0 || !bar.number.isFinite ? 1.5 : 0)
      out.write("<g><title>")
      out.write(escaping: "\(chart.categoryLabel) \(bar.label): \(bar.text)")
      out.write("</title>")
      out.write(labels[index], x: left - 8, y: y + 12.5, anchor: .end)
      out.write("<rect class=\"bar ")
      out.write(copying: PlotSVGLook.name("f", chart.index))
      out.write("\" x=\"")
      out.write(length: left)
      out.write("\" y=\"")
      out.write(length: y)
      out.write("\" width=\"")
      out.write(length: width)
      out.write("\" height=\"16\"/>")
      out.write(numbers[index], x: left + width + 6, y: y + 12.5, anchor: .start)
      out.write("</g>\n")
    }
    let bottom = frame.y + 18 + Double(chart.bars.count) * PlotSVGPanel.barRow
    out.write("<path class=\"axis\" d=\"M")
    out.write(SVGLayout.Point(left, frame.y + 15))
    out.write("V")
    out.write(length: bottom)
    out.write("\"/>\n</g>\n")
  }
}
