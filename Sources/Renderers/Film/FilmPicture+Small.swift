import Pictures
import Terminal

/// What is left of a film where there is little room, and what lies over it.
extension FilmPicture {
  /// For a screen too small: that it is, and what happens.
  func drawEssentials(_ moment: Moment, into frame: inout Frame) {
    let least = "\(ScreenAreas.leastWidth)×\(ScreenAreas.leastHeight)"
    var lines = ["too small for the graph: \(width)×\(height), \(least) is the least"]
    if film.outcome != nil { lines.append("step \(film.steps[moment.timelineIndex]) of \(film.steps.last ?? 0)") }
    lines.append(moment.caption)
    if let loss = moment.timeline.loss, moment.emphasis.isOutputKnown(in: moment.timeline.diagram) {
      lines.append(loss)
    }
    // On the last rows the message gives way.
    if height < 3 { lines = Array(lines.dropFirst().prefix { !$0.isEmpty }) }
    var y = 0
    for line in lines {
      for part in spelling.wrapped(spelling.glyphs(line), to: width) {
        frame.write(part, x: 0, y: y, style: y == 0 && height >= 3 ? palette.style(of: .muted) : .plain)
        y += 1
      }
    }
  }

  /// For a graph of hundreds of nodes: its parameters, as far as there is room.
  func drawNumbers(_ moment: Moment, _ area: ScreenAreas.Area, into frame: inout Frame) {
    let diagram = moment.timeline.diagram
    write(
      "\(diagram.boxes.count) nodes, \(diagram.arrows.count) edges: too many for a picture", .muted, x: 0, y: area.y,
      to: area.width, into: &frame)
    var y = area.y + 2
    let emphasis = moment.emphasis
    for (index, box) in diagram.boxes.enumerated() where box.role == .parameter || box.role == .output {
      guard y < area.y + area.height else { return }
      var value = ""
      switch emphasis.values[index] {
      case .hidden: break
      case .whole: value = " = " + box.text.value.joined(separator: " ")
      case .text(let lines): value = " = " + lines.joined(separator: " ")
      }
      var line = TerminalLine(spelling.glyphs(box.text.name.text), .name)
      line.append(spelling.glyphs(value), .value)
      if emphasis.gradients[index] == .whole, let name = box.text.gradientName {
        line.append(spelling.glyphs("   \(name) = "), .muted)
        line.append(spelling.glyphs(box.text.gradient.joined(separator: " ")), .gradient)
      }
      line.cut(to: area.width, mark: spelling.ellipsis)
      line.draw(into: &frame, x: 0, y: y, palette: palette)
      y += 1
    }
  }

  private static let help = [
    ("space", "pause, go on"), ("s", "stop at every moment until space"), ("← →", "one moment back, forth"),
    ("↑ ↓  [ ]", "one training step; PgUp PgDn ten"), ("f b u", "to the next forward, backward, update"),
    ("Home End", "to the beginning, the end"), ("+ −", "faster, slower"),
    ("Tab  /", "select a node, find one: its chain rule"), ("d", "level of detail"), ("r", "next run"),
    ("l L", "learning rate halved, doubled"), ("Shift + arrows", "move a large graph, as the wheel does"),
    ("?", "this help"), ("q", "quit"),
    ("", ""), ("on a wire", "∂end/∂start: how its end moves with its start"),
    ("◂ 12", "what has come back: the product"),
  ]

  func drawHelp(into frame: inout Frame) {
    let keys = Self.help.map { spelling.glyphs($0.0) }
    let column = (keys.map { $0.count }.max() ?? 0) + 2
    let texts = Self.help.map { spelling.glyphs($0.1) }
    let inner = min(column + (texts.map { $0.count }.max() ?? 0), width - 4)
    let rows = min(Self.help.count, height - 2)
    let (left, top) = ((width - inner - 4) / 2, max((height - rows - 2) / 2, 0))
    let border = borders.of(.operation)
    for y in 0..<rows + 2 {
      for x in 0..<inner + 4 {
        let isSide = x == 0 || x == inner + 3
        let glyph =
          y == 0 || y == rows + 1
          ? isSide ? corner(border, isTop: y == 0, isLeft: x == 0) : border.horizontal
          : isSide ? border.vertical : .blank
        frame[left + x, top + y] = Cell(glyph: glyph)
      }
    }
    write(" keys ", .title, x: left + 2, y: top, to: inner, into: &frame)
    for row in 0..<rows {
      frame.write(spelling.cut(keys[row], to: inner), x: left + 2, y: top + 1 + row, style: palette.style(of: .name))
      frame.write(
        spelling.cut(texts[row], to: inner - column), x: left + 2 + column, y: top + 1 + row,
        style: palette.style(of: .text))
    }
  }

  private func corner(_ border: TerminalBorders.Border, isTop: Bool, isLeft: Bool) -> Glyph {
    switch (isTop, isLeft) {
    case (true, true): border.corners.upperLeft
    case (true, false): border.corners.upperRight
    case (false, true): border.corners.lowerLeft
    case (false, false): border.corners.lowerRight
    }
  }
}
