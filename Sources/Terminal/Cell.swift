/// One place of a frame.
public struct Cell: Sendable, Hashable {
  public var glyph: Glyph
  public var style: Style

  public static let blank = Cell(glyph: .blank)

  public init(glyph: Glyph, style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}
