import Layout
import Pictures
import Terminal

/// A box and what is written in it, measured.
struct TerminalCard: Sendable {
  /// How much a card tells.
  struct Fashion: Sendable, Hashable {
    /// Notes stand beside values.
    var hasNotes = false
    /// Formulas stand in lines of at most this width inside the box, unless they fit its upper border; nil: always there.
    var formulaWidth: Int?
    /// Names, and formulas on wires, are cut beyond this width.
    var limit: Int?
    /// Computed boxes say how they are computed.
    var hasFormulas = true
    var density = Density.full
    /// Leaves are a line without a frame.
    var hasBareLeaves = false
    var naming = Naming.none
  }

  /// How a wire says that its number is a derivative: `x1=2`, `∂=x1=2` or `∂ŷ/∂w1=x1=2`.
  enum Naming: Sendable { case none, sign, name }

  /// How much room numbers take.
  enum Density: Int, Sendable, Comparable {
    /// The gradient below the value, under its name.
    case full
    /// Under the sign `∂`.
    case short
    /// Behind the value.
    case beside
    /// The same, and of tensors the shape and the gradient's norm.
    case brief
    /// All in the upper border: `e = exp(m) = 5.828  ∂ 0.04289`.
    case line

    static func < (a: Density, b: Density) -> Bool { a.rawValue < b.rawValue }
  }

  let role: Box.Role
  private(set) var title = TerminalLine()
  private(set) var lines: [TerminalLine] = []
  /// Columns of the value where the gradient stands behind it.
  private(set) var valueWidth: Int
  /// Without a frame above and below.
  let isBare: Bool
  private let isLine: Bool
  /// Whether a formula is broken where nobody would break it.
  private(set) var breaksWords = false

  /// - Parameters:
  ///   - room: columns that there are in any case.
  ///   - valueWidth: how far to the right a gradient behind its value stands at least.
  init(_ box: Box, fashion: Fashion, spelling: TerminalCharacters, room: Int = 0, valueWidth: Int = 0) {
    role = box.role
    isBare = fashion.hasBareLeaves && box.operation == "leaf"
    isLine = isBare || fashion.density == .line
    self.valueWidth = 0
    var text = box.text
    let isBrief = fashion.density >= .brief && text.isLong
    if isBrief, let brief = text.brief {
      if !text.value.isEmpty { text.value = [brief.value] }
      if !text.gradient.isEmpty { text.gradient = [brief.gradient] }
    }
    let name = spelling.glyphs(text.name.text)
    title.append(fashion.limit.map { spelling.cut(name, to: $0) } ?? name, .name)
    var values = text.value.map { TerminalLine(spelling.glyphs((isLine ? " = " : "") + $0), .value) }
    if fashion.hasNotes, let note = text.note, !values.isEmpty {
      values[0].append([.blank] + spelling.glyphs(note), .muted)
    }
    var gradients: [TerminalLine] = []
    if let gradientName = text.gradientName {
      let sign = fashion.density == .full && !isLine ? gradientName.text : isBrief ? "‖∂‖" : "∂"
      let name = spelling.glyphs(sign) + [.blank]
      for (index, gradient) in text.gradient.enumerated() {
        gradients.append(
          TerminalLine(index == 0 ? name : Array(repeating: .blank, count: name.count), .gradientName))
        gradients[index].append(spelling.glyphs(gradient), .gradient)
      }
    }
    var rows = values + gradients
    if fashion.density >= .beside || isLine, text.gradientName != nil {
      self.valueWidth = max(values.map { $0.width }.max() ?? 0, valueWidth)
      rows = (0..<max(values.count, gradients.count)).map { index in
        var row = index < values.count ? values[index] : TerminalLine()
        guard index < gradients.count else { return row }
        row.append(Array(repeating: .blank, count: self.valueWidth - row.width + 2), .text)
        row.append(gradients[index])
        return row
      }
    }
    if let formula = text.formula, fashion.hasFormulas {
      let row = spelling.glyphs("= " + formula.text)
      let room = max(rows.map { $0.width }.max() ?? 0, title.width, room)
      if let width = fashion.formulaWidth, title.width + 1 + row.count > room {
        lines = spelling.wrapped(row, to: width, indent: 2).map { TerminalLine($0, .text) }
        breaksWords = row.split(separator: .blank).contains { $0.count > width - 2 }
      } else {
        title.append([.blank] + row, .text)
      }
    }
    if isLine, let row = rows.first {
      title.append(row)
    } else {
      lines += rows
    }
    guard let mark = text.mark else { return }
    let line = TerminalLine(spelling.glyphs((isLine ? "  ! " : "! ") + mark), .mark)
    if isLine { title.append(line) } else { lines.append(line) }
  }

  /// With borders, and a blank between them and the text.
  var size: LayoutSize {
    var width = title.width
    for line in lines { width = max(width, line.width) }
    return LayoutSize(width: width + 4, height: isBare ? 1 : isLine ? 2 + lines.count : max(lines.count, 1) + 2)
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
    if isBare {
      for y in place.y...bottom {
        for x in place.x...right { frame[x, y] = .blank }
        frame[place.x, y] = Cell(glyph: border.vertical, style: style)
        frame[right, y] = Cell(glyph: border.vertical, style: style)
      }
      return title.draw(into: &frame, x: place.x + 2, y: (place.y + bottom) / 2, palette: palette)
    }
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
    let end = (title.glyphs.lastIndex { $0 != .blank } ?? -1) + 1
    frame[place.x + 2 + end, place.y] = blank
    // Where nothing stands yet the border goes on.
    for x in place.x + 3 + end..<max(place.x + 3 + title.width, place.x + 3 + end) where x < right {
      frame[x, place.y] = Cell(glyph: border.horizontal, style: style)
    }
    let first = place.y + 1 + (place.height - 2 - lines.count) / 2
    for (index, line) in lines.enumerated() {
      line.draw(into: &frame, x: place.x + 2, y: first + index, palette: palette)
    }
  }

  /// With some texts left blank, without moving the others.
  func hiding(values hidesValues: Bool, gradients hidesGradients: Bool, mark hidesMark: Bool) -> TerminalCard {
    func isHidden(_ ink: TerminalInk) -> Bool {
      switch ink {
      case .value, .muted: hidesValues
      case .gradient, .gradientName: hidesGradients
      case .mark: hidesMark
      default: false
      }
    }
    var card = self
    card.title.blank(where: isHidden)
    for index in lines.indices { card.lines[index].blank(where: isHidden) }
    return card
  }

  /// With lines that are too long for the room cut by a `…`.
  func cut(to width: Int, spelling: TerminalCharacters) -> TerminalCard {
    guard lines.contains(where: { $0.width > width }) || title.width > width else { return self }
    var card = self
    card.title.cut(to: width, mark: spelling.ellipsis)
    for index in lines.indices { card.lines[index].cut(to: width, mark: spelling.ellipsis) }
    return card
  }
}

extension BoxText {
  /// Whether its numbers take several lines, or are summed up in a long one.
  fileprivate var isLong: Bool {
    brief != nil
      && (value.count > 1 || gradient.count > 1 || !((value.first ?? gradient.first ?? "[").hasPrefix("[")))
  }
}
