import Layout
import Pictures
import Terminal

/// A diagram in a terminal: boxes and wires of box-drawing characters, in the width that there is.
///
/// What does not fit from left to right is drawn with its formulas inside the boxes, then from top to bottom, then with long
/// formulas cut by a `…`; what fits in no way, and any graph of hundreds of nodes, becomes two tables. No line is ever wider
/// than `width`. The same diagram gives the same bytes.
package struct TerminalPicture: Sendable {
  package let width: Int
  package let isASCII: Bool
  package let colour: ColourDepth
  /// The way to try first; nil: whatever fits.
  package let direction: Direction?
  /// Whether what flows back has a line of its own below a label; a line of boxes then does not go on below.
  var stacksProducts = false
  let palette: TerminalPalette
  let spelling: TerminalCharacters

  /// - Parameters:
  ///   - width: in columns; below 1 it is 1.
  ///   - ascii: only bytes below 128.
  ///   - theme: colours for a light or dark screen; without one, tones that can be read on either.
  package init(
    width: Int = 80, ascii: Bool = false, colour: ColourDepth = .none, theme: Theme? = nil,
    direction: Direction? = nil
  ) {
    self.width = max(width, 1)
    isASCII = ascii
    self.colour = colour
    self.direction = direction
    palette = TerminalPalette(theme: theme, depth: colour)
    spelling = TerminalCharacters(isASCII: ascii)
  }

  package func text(of diagram: Diagram) -> String { String(decoding: bytes(of: diagram), as: UTF8.self) }

  /// UTF-8, every line ended by a line feed.
  package func bytes(of diagram: Diagram) -> [UInt8] {
    var bytes: [UInt8] = []
    var notes = diagram.notes
    if let title = diagram.title?.text {
      write(spelling.wrapped(spelling.glyphs(title), to: width), .title, to: &bytes)
      bytes.append(0x0a)
    }
    let drawn = drawing(of: diagram)
    if let drawing = drawn {
      drawing.frame(of: diagram.arrows, borders: TerminalBorders(isASCII: isASCII), palette: palette)
        .write(to: &bytes, depth: colour)
      if let direction, direction != drawing.direction {
        notes.append("\(direction == .leftToRight ? "left to right" : "top to bottom") does not fit \(width) columns")
      }
    } else if !diagram.boxes.isEmpty {
      TerminalTable(self, diagram: diagram).write(to: &bytes)
      notes.append(
        diagram.boxes.count > Self.boxLimit || diagram.arrows.count > Self.arrowLimit
          ? "too many nodes for a picture" : "the picture does not fit \(width) columns")
    }
    if drawn?.direction != .leftToRight, diagram.arrows.contains(where: { $0.band != nil }) {
      notes.append("bands stand below wires that go to the right, for which \(width) columns are too few")
    }
    TerminalChain(picture: self).write(diagram, under: drawn, to: &bytes)
    if diagram.showsLegend {
      bytes.append(0x0a)
      for line in legend(of: diagram) {
        write(spelling.wrapped(spelling.glyphs(line), to: width), .muted, to: &bytes)
      }
    }
    if !notes.isEmpty || !diagram.captions.isEmpty { bytes.append(0x0a) }
    for caption in diagram.captions {
      write(
        spelling.wrapped(spelling.glyphs(caption.text), to: width, indent: width < 24 ? 0 : 6), .muted, to: &bytes)
    }
    for note in notes {
      write(
        spelling.wrapped(spelling.glyphs("note: " + note), to: width, indent: width < 24 ? 0 : 6), .muted, to: &bytes)
    }
    return bytes
  }

  private func legend(of diagram: Diagram) -> [String] {
    let contributes = diagram.arrows.contains { $0.text.contribution != nil }
    return [
      isASCII
        ? "boxes: + input  . parameter  + operation  # output" : "boxes: ┌ input  ╭ parameter  ┌ operation  ╔ output",
      "in a box: value, then gradient; on a wire: local derivative"
        + (contributes ? isASCII ? " <- upstream*local flows back" : " ← upstream·local flows back" : ""),
    ]
  }

  func write(_ lines: [[Glyph]], _ ink: TerminalInk, to bytes: inout [UInt8]) {
    for line in lines {
      var frame = Frame(width: line.count, height: 1)
      frame.write(line, x: 0, y: 0, style: palette.style(of: ink))
      frame.write(to: &bytes, depth: colour)
    }
  }
}
