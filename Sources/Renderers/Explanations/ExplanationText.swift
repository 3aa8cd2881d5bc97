import Pictures
import Terminal

/// Writes an explanation as text: steps of an equation below each other, factor below factor. No line is wider than `width` unless a
/// single formula is.
package struct ExplanationText: Sendable {
  package let width: Int
  let spelling: TerminalCharacters

  /// - Parameters:
  ///   - width: in columns; at least 20.
  ///   - ascii: only bytes below 128.
  package init(width: Int = 80, ascii: Bool = false) {
    self.width = max(width, 20)
    spelling = TerminalCharacters(isASCII: ascii)
  }

  package func text(of explanation: Explanation) -> String { String(decoding: bytes(of: explanation), as: UTF8.self) }

  /// UTF-8, every line ended by a line feed.
  package func bytes(of explanation: Explanation) -> [UInt8] {
    var lines: [[Glyph]] = []
    if let title = explanation.title, !title.isEmpty { lines += spelling.wrapped(spelling.glyphs(title), to: width) }
    for section in explanation.sections {
      if !lines.isEmpty { lines.append([]) }
      lines += wrapped(section.heading, to: width)
      for (place, block) in section.blocks.enumerated() {
        // An equation stands apart from what is said around it.
        if place > 0 { if isEquation(block) || isEquation(section.blocks[place - 1]) { lines.append([]) } }
        lines += self.lines(of: block).map { margin + $0 }
      }
    }
    var bytes: [UInt8] = []
    for var line in lines {
      while line.last == .blank { line.removeLast() }
      for glyph in line { glyph.write(to: &bytes) }
      bytes.append(0x0a)
    }
    return bytes
  }

  /// Mathematics is not broken at its blanks where a line holds it.
  private static let joint = Glyph("\u{a0}")

  private func wrapped(_ prose: Prose, to room: Int, indent: Int = 0) -> [[Glyph]] {
    let row = prose.pieces.flatMap { piece in
      switch piece {
      case .words(let words): return spelling.glyphs(words)
      case .formula(let formula):
        let row = spelling.glyphs(formula.text)
        return row.count < room - indent ? row.map { $0 == .blank ? Self.joint : $0 } : row
      }
    }
    return spelling.wrapped(row, to: room, indent: indent).map { $0.map { $0 == Self.joint ? .blank : $0 } }
  }

  private var margin: [Glyph] { [.blank, .blank] }

  private func isEquation(_ block: Explanation.Block) -> Bool {
    if case .equation = block { return true }
    return false
  }

  private func lines(of block: Explanation.Block) -> [[Glyph]] {
    let room = width - margin.count
    switch block {
    case .paragraph(let prose): return wrapped(prose, to: room)
    case .list(let items): return items.flatMap { wrapped($0, to: room, indent: 2) }
    case .equation(let equation): return EquationText(spelling: spelling, width: room).lines(of: equation)
    case .listing(let equations): return EquationText(spelling: spelling, width: room).lines(of: equations)
    }
  }
}
