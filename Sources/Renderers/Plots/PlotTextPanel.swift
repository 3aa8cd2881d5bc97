import Pictures
import Terminal

/// One plot of a sheet in characters, with its remark above and its bars beside or below.
struct PlotTextPanel {
  let panel: PlotSheet.Panel
  let sheet: PlotText
  /// Of the panel, its box aside.
  let width: Int
  /// Whether each series is named at its end.
  let isNumbered: Bool

  private static let barColumns = 26

  init(_ panel: PlotSheet.Panel, in sheet: PlotText, width: Int, isNumbered: Bool) {
    self.panel = panel
    self.sheet = sheet
    self.width = panel.caption == nil ? width : width - 4
    self.isNumbered = isNumbered
  }

  func frame() -> Frame {
    let remark = (panel.remark ?? "").split(separator: "\n").flatMap {
      sheet.spelling.wrapped(sheet.spelling.glyphs(String($0)), to: width)
    }
    let barsAreBeside = panel.plot != nil && !panel.bars.isEmpty && panel.caption == nil && width >= 60
    let room = width - (barsAreBeside ? Self.barColumns + 2 : 0)
    let picture =
      panel.plot.map { PlotTextAxes($0, in: sheet, width: room, isNumbered: isNumbered).frame() }
      ?? Frame(width: 0, height: 0)
    let bars = panel.bars.map { self.bars($0, width: barsAreBeside ? width - picture.width - 2 : width) }
    let top = remark.count + (remark.isEmpty ? 0 : 1)
    let barRows = bars.reduce(0) { $0 + $1.height } + max(bars.count - 1, 0)
    let height =
      barsAreBeside
      ? max(picture.height, barRows) : picture.height + barRows + (bars.isEmpty || panel.plot == nil ? 0 : 1)
    var frame = Frame(width: width, height: top + height)
    for (y, line) in remark.enumerated() { frame.write(line, x: 0, y: y, style: sheet.dim) }
    frame.paste(picture, x: 0, y: top)
    var y = barsAreBeside ? top : top + picture.height + (panel.plot == nil ? 0 : 1)
    for chart in bars {
      frame.paste(chart, x: barsAreBeside ? picture.width + 2 : 0, y: y)
      y += chart.height + 1
    }
    return frame
  }

  /// ```
  /// step L
  ///    0 ████████████ 9
  ///    1 █ 0.81
  /// ```
  private func bars(_ chart: BarChart, width: Int) -> Frame {
    let spelling = sheet.spelling
    let labels = chart.bars.map { spelling.glyphs($0.label) }
    let numbers = chart.bars.map { spelling.glyphs($0.text) }
    let head = spelling.glyphs(chart.categoryLabel)
    let left = max(labels.reduce(0) { max($0, $1.count) }, head.count) + 1
    let room = max(width - left - 1 - numbers.reduce(0) { max($0, $1.count) }, 1)
    var frame = Frame(width: width, height: chart.bars.count + 1)
    frame.write(head, x: left - 1 - head.count, y: 0, style: sheet.dim)
    frame.write(spelling.glyphs(chart.label.text), x: left, y: 0)
    for (index, length) in chart.lengths.enumerated() {
      let y = index + 1
      frame.write(labels[index], x: left - 1 - labels[index].count, y: y, style: sheet.dim)
      let eighths = Int((length * Double(room) * 8).rounded())
      var bar = [Glyph](repeating: Glyph(sheet.isASCII ? "#" : "█"), count: eighths / 8)
      let rest: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      if sheet.isASCII {
        if eighths % 8 >= 4 { bar.append(Glyph("#")) }
      } else if eighths % 8 > 0 {
        bar.append(Glyph(rest[eighths % 8]))
      } else if bar.isEmpty, chart.bars[index].number > 0 {
        bar.append(Glyph("▏"))
      }
      frame.write(bar, x: left, y: y, style: sheet.style(of: chart.index))
      frame.write(numbers[index], x: left + bar.count + (bar.isEmpty ? 0 : 1), y: y)
    }
    return frame
  }
}
