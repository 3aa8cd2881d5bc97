import Pictures
import Terminal

/// Draws plots in a terminal: curves and paths of Braille dots between axes, two across and four down to a character, or of characters
/// in ASCII. The same sheet gives the same bytes; no line is wider than `width`.
package struct PlotText: Sendable {
  package let width: Int
  package let isASCII: Bool
  package let colour: ColourDepth
  package let theme: Theme?
  let spelling: TerminalCharacters

  /// - Parameters:
  ///   - width: in columns; at least 20.
  ///   - ascii: only bytes below 128.
  ///   - theme: colours for a light or dark screen; without one, tones that can be read on either.
  package init(width: Int = 80, ascii: Bool = false, colour: ColourDepth = .none, theme: Theme? = nil) {
    self.width = max(width, 20)
    isASCII = ascii
    self.colour = colour
    self.theme = theme
    spelling = TerminalCharacters(isASCII: ascii)
  }

  package func text(of sheet: PlotSheet) -> String { String(decoding: bytes(of: sheet), as: UTF8.self) }

  /// UTF-8, every line ended by a line feed. O(points + columns · rows).
  package func bytes(of sheet: PlotSheet) -> [UInt8] {
    var bytes: [UInt8] = []
    if let title = sheet.title?.text {
      write(spelling.wrapped(spelling.glyphs(title), to: width), Style(isBold: colour != .none), to: &bytes)
      bytes.append(0x0a)
    }
    let isBoxed = sheet.panels.contains { $0.caption != nil }
    if !isBoxed { writeLegend(of: sheet, to: &bytes) }
    let isNumbered = !isBoxed && sheet.legend.count > 1
    // Side by side where each has room to be read.
    let across = isBoxed ? max(1, min(sheet.panels.count, (width + 1) / 37)) : 1
    let room = (width - (across - 1)) / across
    var start = 0
    while start < sheet.panels.count {
      let row = sheet.panels[start..<min(start + across, sheet.panels.count)]
      var frames = row.map { PlotTextPanel($0, in: self, width: room, isNumbered: isNumbered).frame() }
      let height = frames.reduce(0) { max($0, $1.height) }
      if isBoxed {
        frames = zip(frames, row).map { boxed($0, $1, height: height + 2, width: room) }
      }
      joined(frames, gap: 1).write(to: &bytes, depth: colour)
      start += across
    }
    writeKey(of: sheet, to: &bytes)
    for note in sheet.notes {
      write(spelling.wrapped(spelling.glyphs("note: " + note), to: width, indent: 6), dim, to: &bytes)
    }
    return bytes
  }

  // MARK: Inks

  var dim: Style { colour == .none ? .plain : Style(isDim: true) }

  func style(of index: Int) -> Style {
    guard colour != .none else { return .plain }
    let colours = theme?.series ?? Self.tones
    return Style(foreground: ink(colours[((index % colours.count) + colours.count) % colours.count]))
  }

  /// For black screens and white ones.
  private static let tones = [0x0e7fa8, 0xa06a00, 0x0a8660, 0xb4578d, 0x757575, 0x3f79ba].map { Theme.Colour($0) }

  private func ink(_ colour: Theme.Colour) -> Colour {
    Colour(red: colour.red, green: colour.green, blue: colour.blue)
  }

  private func style(of verdict: PlotSheet.Panel.Verdict) -> Style {
    guard colour != .none else { return .plain }
    switch verdict {
    case .open: return .plain
    case .success: return Style(foreground: ink(theme?.value ?? Self.tones[0]))
    case .failure: return Style(foreground: ink(theme?.gradient ?? Theme.Colour(TerminalPalette.tones.gradient)))
    }
  }

  /// What a series is drawn with in ASCII.
  static func letter(of index: Int) -> Glyph {
    let letters: [Unicode.Scalar] = ["*", "o", "+", "x", "#", "@"]
    return Glyph(letters[((index % letters.count) + letters.count) % letters.count])
  }

  /// What names a series at its end, where there are several: 1 … 9, a, b, …
  func number(of index: Int) -> [Glyph] {
    spelling.glyphs(index < 9 ? "\(index + 1)" : String(UnicodeScalar(UInt8(ascii: "a") + UInt8((index - 9) % 26))))
  }

  // MARK: Around the plots

  private func writeLegend(of sheet: PlotSheet, to bytes: inout [UInt8]) {
    let legend = sheet.legend
    for series in legend {
      let sample = isASCII ? String(repeating: "\(["*", "o", "+", "x", "#", "@"][series.index % 6])", count: 2) : "──"
      let number = legend.count > 1 ? number(of: series.index) + [.blank] : []
      let name = number + spelling.glyphs(sample + " " + series.name)
      let rest = spelling.cut(spelling.glyphs(series.remark.map { "  " + $0 } ?? ""), to: max(width - name.count, 0))
      var frame = Frame(width: width, height: 1)
      frame.write(spelling.cut(name, to: width), x: 0, y: 0, style: style(of: series.index))
      frame.write(rest, x: name.count, y: 0, style: dim)
      frame.write(to: &bytes, depth: colour)
    }
    if !legend.isEmpty { bytes.append(0x0a) }
  }

  /// What the marks on paths mean, where there are paths.
  private func writeKey(of sheet: PlotSheet, to bytes: inout [UInt8]) {
    let key = PlotSVGLegend.key(of: sheet).map { mark in
      let sign =
        switch mark {
        case .start: isASCII ? "S" : "○"
        case .step: isASCII ? "*" : "•"
        case .end: isASCII ? "E" : "◆"
        case .pull: isASCII ? "<" : "↙"
        }
      return sign + " " + mark.rawValue
    }
    guard !key.isEmpty else { return }
    write(spelling.wrapped(spelling.glyphs(key.joined(separator: "   ")), to: width), dim, to: &bytes)
  }

  private func boxed(_ inner: Frame, _ panel: PlotSheet.Panel, height: Int, width: Int) -> Frame {
    var frame = Frame(width: width, height: height)
    let style = style(of: panel.verdict)
    let signs: [Unicode.Scalar] = isASCII ? ["+", "+", "+", "+", "-", "|"] : ["╭", "╮", "╰", "╯", "─", "│"]
    let glyphs = signs.map { Cell(glyph: Glyph($0), style: style) }
    for x in 0..<width { (frame[x, 0], frame[x, height - 1]) = (glyphs[4], glyphs[4]) }
    for y in 0..<height { (frame[0, y], frame[width - 1, y]) = (glyphs[5], glyphs[5]) }
    (frame[0, 0], frame[width - 1, 0]) = (glyphs[0], glyphs[1])
    (frame[0, height - 1], frame[width - 1, height - 1]) = (glyphs[2], glyphs[3])
    let caption = spelling.cut(spelling.glyphs(" \(panel.caption ?? "") "), to: max(width - 4, 0))
    frame.write(caption, x: 1, y: 0, style: style)
    frame.paste(inner, x: 2, y: 1)
    return frame
  }

  private func joined(_ frames: [Frame], gap: Int) -> Frame {
    guard frames.count != 1 else { return frames[0] }
    var whole = Frame(
      width: frames.reduce(-gap) { $0 + $1.width + gap }, height: frames.reduce(0) { max($0, $1.height) })
    var x = 0
    for frame in frames {
      whole.paste(frame, x: x, y: 0)
      x += frame.width + gap
    }
    return whole
  }

  private func write(_ lines: [[Glyph]], _ style: Style, to bytes: inout [UInt8]) {
    for line in lines {
      var frame = Frame(width: line.count, height: 1)
      frame.write(line, x: 0, y: 0, style: style)
      frame.write(to: &bytes, depth: colour)
    }
  }
}

extension Frame {
  /// Another frame at a place of this one, cell by cell.
  mutating func paste(_ other: Frame, x: Int, y: Int) {
    for row in 0..<other.height {
      for column in 0..<other.width { self[x + column, y + row] = other[column, row] }
    }
  }
}
