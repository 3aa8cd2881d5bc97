import Layout
import Pictures
import Terminal

/// A box and what is written in it, measured.
struct TerminalCard: Sendable {
  /// How much a card tells.
  struct Fashion: Sendable, Hashable {
    /// Notes stand beside values.
    var hasNotes = false
    /// Formulas stand in lines of at most this width inside the box; nil: in the upper border.
    var formulaWidth: Int?
    /// Names, and formulas on wires, are cut beyond this width.
    var limit: Int?
  }

  let role: Box.Role
  let title: TerminalLine
  private(set) var lines: [TerminalLine]
  /// Which of the lines hold the value, and which the gradient.
  let values, gradients: Range<Int>
  /// Whether the last line says what looks wrong.
  private let hasMark: Bool

  init(_ box: Box, fashion: Fashion, spelling: TerminalCharacters) {
    role = box.role
    let text = box.text
    var name = spelling.glyphs(text.name.text)
    if let limit = fashion.limit { name = spelling.cut(name, to: limit) }
    var title = TerminalLine(name, .name)
    var lines: [TerminalLine] = []
    if let formula = text.formula {
      if let width = fashion.formulaWidth {
        let row = spelling.glyphs("= " + formula.text)
        for part in spelling.wrapped(row, to: width, indent: 2) { lines.append(TerminalLine(part, .text)) }
      } else {
        title.append(spelling.glyphs(" = " + formula.text), .text)
      }
    }
    let firstValue = lines.count
    for (index, value) in text.value.enumerated() {
      var line = TerminalLine(spelling.glyphs(value), .value)
      if index == 0, fashion.hasNotes, let note = text.note {
        line.append([.blank] + spelling.glyphs(note), .muted)
      }
      lines.append(line)
    }
    let firstGradient = lines.count
    if let gradientName = text.gradientName {
      let name = spelling.glyphs(gradientName.text) + [.blank]
      for (index, gradient) in text.gradient.enumerated() {
        var line = TerminalLine(index == 0 ? name : Array(repeating: .blank, count: name.count), .gradientName)
        line.append(spelling.glyphs(gradient), .gradient)
        lines.append(line)
      }
    }
    values = firstValue..<firstGradient
    gradients = firstGradient..<lines.count
    hasMark = text.mark != nil
    if let mark = text.mark { lines.append(TerminalLine(spelling.glyphs("! " + mark), .gradient)) }
    self.title = title
    self.lines = lines
  }

  /// With borders, and a blank between them and the text.
  var size: LayoutSize {
    var width = title.width
    for line in lines { width = max(width, line.width) }
    return LayoutSize(width: width + 4, height: max(lines.count, 1) + 2)
  }

  func draw(
    into frame: inout Frame, at place: LayeredLayout.Place, borders: TerminalBorders, palette: TerminalPalette
  ) {
    draw(into: &frame, at: place, border: borders.of(role), style: palette.style(of: .border(role)), palette: palette)
  }

  func draw(
    into frame: inout Frame, at place: LayeredLayout.Place, border: TerminalBorders.Border, style: Style,
    palette: TerminalPalette
  ) {
    let (right, bottom) = (place.x + place.width - 1, place.y + place.height - 1)
    for x in place.x...right {
      frame[x, place.y] = Cell(glyph: border.horizontal, style: style)
      frame[x, bottom] = Cell(glyph: border.horizontal, style: style)
    }
    for y in place.y...bottom {
      frame[place.x, y] = Cell(glyph: border.vertical, style: style)
      frame[right, y] = Cell(glyph: border.vertical, style: style)
    }
    frame[place.x, place.y] = Cell(glyph: border.corners.upperLeft, style: style)
    frame[right, place.y] = Cell(glyph: border.corners.upperRight, style: style)
    frame[place.x, bottom] = Cell(glyph: border.corners.lowerLeft, style: style)
    frame[right, bottom] = Cell(glyph: border.corners.lowerRight, style: style)
    let blank = Cell.blank
    frame[place.x + 1, place.y] = blank
    title.draw(into: &frame, x: place.x + 2, y: place.y, palette: palette)
    frame[place.x + 2 + title.width, place.y] = blank
    let first = place.y + 1 + (place.height - 2 - lines.count) / 2
    for (index, line) in lines.enumerated() {
      line.draw(into: &frame, x: place.x + 2, y: first + index, palette: palette)
    }
  }

  /// With some lines left blank, without moving the others.
  func hiding(values hidesValues: Bool, gradients hidesGradients: Bool, mark hidesMark: Bool) -> TerminalCard {
    var card = self
    if hidesValues { for line in values { card.lines[line] = TerminalLine() } }
    if hidesGradients { for line in gradients { card.lines[line] = TerminalLine() } }
    if hidesMark, hasMark, let last = lines.indices.last { card.lines[last] = TerminalLine() }
    return card
  }

  /// With lines that are too long for the room cut by a `…`.
  func cut(to width: Int, spelling: TerminalCharacters) -> TerminalCard {
    guard lines.contains(where: { $0.width > width }) else { return self }
    var card = self
    for index in lines.indices { card.lines[index].cut(to: width, mark: spelling.ellipsis) }
    return card
  }
}
