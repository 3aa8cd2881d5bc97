import Pictures
import Terminal

/// One pair of axes in characters, and what stands between them.
struct PlotTextAxes {
  let plot: Plot
  let sheet: PlotText
  let isNumbered: Bool
  /// Of the field between the axes, in characters.
  let columns: Int
  let rows: Int
  private let gutter: Int
  private let yTicks: [(tick: Axis.Tick, text: [Glyph])]

  init(_ plot: Plot, in sheet: PlotText, width: Int, isNumbered: Bool) {
    self.plot = plot
    self.sheet = sheet
    self.isNumbered = isNumbered
    // A place to the right for the numbers of curves.
    let margin = isNumbered ? 2 : 1
    func labels(_ rows: Int) -> [(tick: Axis.Tick, text: [Glyph])] {
      plot.y.ticks(atMost: max(rows / 3, 3)).compactMap { tick in
        tick.text.map { (tick, sheet.spelling.glyphs($0.text)) }
      }
    }
    let guess = labels(16).reduce(0) { max($0, $1.text.count) } + 1
    let free = max(width - guess - 1 - margin, 8)
    // A character is twice as high as wide.
    rows = plot.isSquare ? max(min(free / 2, 22), 6) : max(min(free / 4, 16), 6)
    columns = plot.isSquare ? min(rows * 2, free) : free
    yTicks = labels(rows)
    gutter = max(yTicks.reduce(0) { max($0, $1.text.count) } + 1, 2)
  }

  private var left: Int { gutter + 1 }
  private var top: Int { 1 }

  func frame() -> Frame {
    var frame = Frame(width: left + columns + (isNumbered ? 2 : 1), height: rows + 4)
    drawAxes(into: &frame)
    drawContours(into: &frame)
    let ground = frame
    for series in plot.series where series.isGround { draw(series, into: &frame) }
    for series in plot.series where !series.isGround { draw(series, into: &frame) }
    for series in plot.series where !series.isGround { mark(series, into: &frame) }
    writeHeights(over: ground, into: &frame)
    return frame
  }

  private func column(of position: Double) -> Int { left + min(max(Int(position * Double(columns)), 0), columns - 1) }
  private func row(of position: Double) -> Int {
    top + rows - 1 - min(max(Int(position * Double(rows)), 0), rows - 1)
  }

  private func drawAxes(into frame: inout Frame) {
    let signs: [Unicode.Scalar] = sheet.isASCII ? ["|", "+", "-", "+", "+"] : ["│", "┤", "─", "┬", "└"]
    let glyphs = signs.map { Cell(glyph: Glyph($0), style: sheet.dim) }
    frame.write(sheet.spelling.cut(sheet.spelling.glyphs(plot.y.label.text), to: columns), x: left - 1, y: 0)
    for y in 0..<rows { frame[left - 1, top + y] = glyphs[0] }
    for (tick, text) in yTicks {
      let y = row(of: plot.y.position(of: tick.number))
      frame[left - 1, y] = glyphs[1]
      frame.write(text, x: gutter - 1 - text.count, y: y, style: sheet.dim)
    }
    let base = top + rows
    frame[left - 1, base] = glyphs[4]
    for x in 0..<columns { frame[left + x, base] = glyphs[2] }
    var end = 0
    for tick in plot.x.ticks(atMost: max(columns / 7, 2)) {
      guard let formula = tick.text else { continue }
      let x = column(of: plot.x.position(of: tick.number))
      frame[x, base] = glyphs[3]
      let text = sheet.spelling.glyphs(formula.text)
      let place = min(max(x - text.count / 2, end), frame.width - text.count)
      guard place >= end else { continue }
      frame.write(text, x: place, y: base + 1, style: sheet.dim)
      end = place + text.count + 1
    }
    let label = sheet.spelling.cut(sheet.spelling.glyphs(plot.x.label.text), to: columns)
    frame.write(label, x: left + (columns - label.count) / 2, y: base + 2)
  }

  private func drawContours(into frame: inout Frame) {
    var canvas = PlotTextCanvas(columns: columns, rows: rows, isFine: !sheet.isASCII)
    for contour in plot.contours {
      for line in contour.lines { canvas.dot(line.map { plot.position(of: $0) }) }
    }
    canvas.draw(into: &frame, x: left, y: top, style: sheet.dim, letter: Glyph("."))
  }

  /// The height stands on its line, where neither another nor a path does.
  /// - Parameter ground: what was there before the paths.
  private func writeHeights(over ground: Frame, into frame: inout Frame) {
    var ground = ground
    for contour in plot.contours {
      guard let line = contour.lines.max(by: { $0.count < $1.count }), line.count > 3 else { continue }
      let text = sheet.spelling.glyphs(contour.text)
      for part in [0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6] {
        let place = plot.position(of: line[Int(part * Double(line.count - 1))])
        let x = column(of: place.x) - text.count / 2
        let y = row(of: place.y)
        guard x > left, x + text.count < left + columns else { continue }
        guard (x - 1...x + text.count).allSatisfy({ frame[$0, y] == ground[$0, y] }) else { continue }
        frame.write(text, x: x, y: y, style: sheet.dim)
        // Taken from now on.
        for column in x..<x + text.count { ground[column, y] = .blank }
        break
      }
    }
  }

  private func draw(_ series: Series, into frame: inout Frame) {
    var canvas = PlotTextCanvas(columns: columns, rows: rows, isFine: !sheet.isASCII)
    let segments = plot.segments(of: series.points)
    for segment in segments { canvas.line(from: segment.from, to: segment.to) }
    if segments.isEmpty, let only = series.points.first, plot.shows(only) {
      canvas.line(from: plot.position(of: only), to: plot.position(of: only))
    }
    if series.spot != nil { return }
    let letter = series.isGround ? Glyph(".") : PlotText.letter(of: series.index)
    canvas.draw(
      into: &frame, x: left, y: top, style: series.isGround ? sheet.dim : sheet.style(of: series.index),
      letter: letter)
    for segment in segments.lazy.filter({ $0.leaves }).prefix(4) where !series.isGround {
      let arrows: [Unicode.Scalar] = sheet.isASCII ? ["^", "v", ">", "<"] : ["▲", "▼", "▶", "◀"]
      let distances = [1 - segment.to.y, segment.to.y, 1 - segment.to.x, segment.to.x]
      let side = distances.indices.min { distances[$0] < distances[$1] } ?? 0
      frame[column(of: segment.to.x), row(of: segment.to.y)] = Cell(
        glyph: Glyph(arrows[side]), style: sheet.style(of: series.index))
    }
  }

  /// Dots at the steps of a path, its start and its end; or a curve's number at its end.
  private func mark(_ series: Series, into frame: inout Frame) {
    let style = sheet.style(of: series.index)
    let shown = series.points.filter { plot.shows($0) }
    func cell(_ point: Plot.Point) -> (x: Int, y: Int) {
      let place = plot.position(of: point)
      return (column(of: place.x), row(of: place.y))
    }
    func put(_ glyph: Glyph, at point: Plot.Point) {
      let (x, y) = cell(point)
      frame[x, y] = Cell(glyph: glyph, style: style)
    }
    if let spot = series.spot {
      let sign: Unicode.Scalar =
        switch spot {
        case .here: sheet.isASCII ? "X" : "●"
        case .closed: sheet.isASCII ? "@" : "•"
        case .open: sheet.isASCII ? "o" : "○"
        }
      for point in shown { put(Glyph(sign), at: point) }
    } else if series.isPath {
      for arrow in series.arrows where plot.shows(arrow.from) { drawPull(arrow, style, into: &frame) }
      for point in shown { put(sheet.isASCII ? PlotText.letter(of: series.index) : Glyph("•"), at: point) }
      if let last = series.points.last, plot.shows(last) {
        put(isNumbered ? sheet.number(of: series.index)[0] : Glyph(sheet.isASCII ? "E" : "◆"), at: last)
      }
      if let first = series.points.first, plot.shows(first) { put(Glyph(sheet.isASCII ? "S" : "○"), at: first) }
    } else if isNumbered, let last = shown.last,
      plot.series.last(where: { $0.index == series.index && $0.spot == nil }) == series
    {
      let (x, y) = cell(last)
      // Curves that end at one place have their numbers above each other.
      let free = [0, -1, 1, -2, 2, -3, 3].lazy.map { y + $0 }.first { row in
        row >= top && row < top + rows && frame[x + 1, row].glyph == .blank
      }
      frame.write(sheet.number(of: series.index), x: x + 1, y: free ?? y, style: style)
    }
  }

  /// Where the gradient pulls: a sign in the cell beside its step.
  private func drawPull(_ arrow: Series.Arrow, _ style: Style, into frame: inout Frame) {
    let (from, to) = (plot.position(of: arrow.from), plot.position(of: arrow.to))
    // A character is twice as high as wide. Diagonals have no sign in ASCII.
    let (across, up) = ((to.x - from.x) * Double(columns), 2 * (to.y - from.y) * Double(rows))
    let steep = sheet.isASCII ? 1 : 0.414
    let (dx, dy) = (
      across.magnitude < steep * up.magnitude ? 0 : across > 0 ? 1 : -1,
      up.magnitude <= steep * across.magnitude ? 0 : up > 0 ? -1 : 1
    )
    let (x, y) = (column(of: from.x) + dx, row(of: from.y) + dy)
    guard x >= left, x < left + columns, y >= top, y < top + rows else { return }
    let signs: [Unicode.Scalar] =
      sheet.isASCII
      ? [" ", "^", " ", "<", " ", ">", " ", "v", " "] : ["↖", "↑", "↗", "←", " ", "→", "↙", "↓", "↘"]
    frame[x, y] = Cell(glyph: Glyph(signs[3 * (dy + 1) + dx + 1]), style: style)
  }
}
