import Terminal

/// A line of text in several inks; one glyph a column.
struct TerminalLine: Sendable {
  private(set) var glyphs: [Glyph] = []
  private(set) var parts: [(end: Int, ink: TerminalInk)] = []

  var width: Int { glyphs.count }

  init() {}

  init(_ glyphs: [Glyph], _ ink: TerminalInk) { append(glyphs, ink) }

  mutating func append(_ more: [Glyph], _ ink: TerminalInk) {
    guard !more.isEmpty else { return }
    glyphs += more
    parts.append((glyphs.count, ink))
  }

  mutating func append(_ line: TerminalLine) {
    parts += line.parts.map { (width + $0.end, $0.ink) }
    glyphs += line.glyphs
  }

  /// At most `columns` of it, the end then a sign that something is missing.
  mutating func cut(to columns: Int, mark: [Glyph]) {
    guard width > columns else { return }
    let row = Glyph.cut(glyphs, to: columns, mark: mark)
    parts = parts.map { (min($0.end, row.count), $0.ink) }
    if let last = parts.indices.last { parts[last].end = row.count }
    glyphs = row
  }

  /// Leaves out what is written in some inks, and its room free.
  mutating func blank(where isHidden: (TerminalInk) -> Bool) {
    var start = 0
    for part in parts {
      if isHidden(part.ink) { for index in start..<part.end { glyphs[index] = .blank } }
      start = part.end
    }
  }

  func draw(into frame: inout Frame, x: Int, y: Int, palette: TerminalPalette) {
    var start = 0
    for part in parts {
      frame.write(Array(glyphs[start..<part.end]), x: x + start, y: y, style: palette.style(of: part.ink))
      start = part.end
    }
  }
}

/// How text becomes glyphs: as it is, or in 7-bit ASCII.
struct TerminalCharacters: Sendable {
  let isASCII: Bool

  func glyphs(_ text: String) -> [Glyph] { Glyph.row(of: isASCII ? Transliteration.ascii(text) : text) }

  var ellipsis: [Glyph] { glyphs("…") }

  func cut(_ row: [Glyph], to columns: Int) -> [Glyph] { Glyph.cut(row, to: columns, mark: ellipsis) }

  /// Lines of at most `width` columns, broken at blanks; a word that is longer is broken where it must.
  func wrapped(_ row: [Glyph], to width: Int, indent: Int = 0) -> [[Glyph]] {
    guard row.count > width else { return [row] }
    guard width > indent + 1 else { return row.isEmpty ? [] : [cut(row, to: width)] }
    var lines: [[Glyph]] = []
    var start = 0
    while start < row.count {
      let margin = lines.isEmpty ? 0 : indent
      var end = min(start + width - margin, row.count)
      var next = end
      if end < row.count {
        let first = row[start..<end].firstIndex { $0 != .blank } ?? start
        if let blank = row[first...end].lastIndex(of: .blank) {
          end = blank
          next = blank + 1
        } else if row[end].isContinuation {
          end -= 1
          next = end
        }
      }
      lines.append(Array(repeating: .blank, count: margin) + row[start..<end])
      start = next
      while start < row.count, row[start] == .blank { start += 1 }
    }
    return lines
  }
}
