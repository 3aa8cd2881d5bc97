import Layout
import Pictures
import Terminal

/// A diagram measured and laid out: everything about the picture but its ink. It does not change while values do, as long as
/// their texts take no more room.
struct TerminalDrawing: Sendable {
  let cards: [TerminalCard]
  let labels: [TerminalLabel]
  let layout: LayeredLayout
  var direction: Direction { layout.flowsDown ? .topToBottom : .leftToRight }
  /// How its cards were written.
  let fashion: TerminalCard.Fashion

  /// The picture as cells. `isActive` of the arrows decides which wires are strong. O(cells).
  func frame(of arrows: [Arrow], borders: TerminalBorders, palette: TerminalPalette) -> Frame {
    var frame = Frame(width: layout.width, height: layout.height)
    drawWires(of: arrows, into: &frame, borders: borders, palette: palette)
    for (card, place) in zip(cards, layout.boxes) {
      card.draw(into: &frame, at: place, borders: borders, palette: palette)
    }
    for (index, arrow) in arrows.enumerated() {
      let wire = layout.wires[index]
      let style = palette.style(of: arrow.isActive ? .wire : .quietWire)
      if let first = wire.points.first, let last = wire.points.last {
        let border = borders.of(cards[arrow.from].role)
        let isAcross = !layout.flowsDown
        if isAcross || !cards[arrow.from].isBare {
          frame[first.x, first.y].glyph = isAcross ? border.rightTee : border.lowerTee
        }
        frame[last.x, last.y] = Cell(glyph: isAcross ? borders.rightArrow : borders.downArrow, style: style)
      }
      guard let place = wire.label else { continue }
      for (row, line) in labels[index].lines.enumerated() {
        if !layout.flowsDown {
          frame[place.x - 1, place.y + row] = .blank
          frame[place.x + line.width, place.y + row] = .blank
        }
        line.draw(into: &frame, x: place.x, y: place.y + row, palette: palette)
      }
    }
    return frame
  }

  func drawWires(
    of arrows: [Arrow], into frame: inout Frame, borders: TerminalBorders, palette: TerminalPalette
  ) {
    var sides = Array(repeating: UInt8(0), count: layout.width * layout.height)
    func add(_ side: UInt8, _ x: Int, _ y: Int) { sides[y * layout.width + x] |= side }
    for (index, wire) in layout.wires.enumerated() {
      let style = palette.style(of: arrows[index].isActive ? .wire : .quietWire)
      for (a, b) in zip(wire.points, wire.points.dropFirst()) {
        if a.y == b.y {
          let (low, high) = (min(a.x, b.x), max(a.x, b.x))
          for x in low..<high {
            add(2, x, a.y)
            add(8, x + 1, a.y)
          }
          for x in low...high { frame[x, a.y].style = style }
        } else {
          let (low, high) = (min(a.y, b.y), max(a.y, b.y))
          for y in low..<high {
            add(4, a.x, y)
            add(1, a.x, y + 1)
          }
          for y in low...high { frame[a.x, y].style = style }
        }
      }
    }
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let side = sides[y * layout.width + x]
        if side != 0 { frame[x, y].glyph = borders.wires[Int(side)] }
      }
    }
  }
}
