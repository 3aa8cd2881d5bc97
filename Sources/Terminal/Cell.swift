/// One place of a frame.
package struct Cell: Sendable, Hashable {
  package var glyph: Glyph
  package var style: Style

  package static let blank = Cell(glyph: .blank)

  package init(glyph: Glyph, style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}
