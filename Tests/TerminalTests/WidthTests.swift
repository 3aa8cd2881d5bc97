import Terminal
import Testing

/// Widths as Unicode's East Asian Width and general categories have them.
@Suite struct WidthTests {
  @Test(arguments: [
    ("", 0), ("w1", 2), ("y\u{302}", 1), ("ŷ", 1), ("∂L/∂ŷ", 5), ("日本", 4), ("ｘ", 2), ("😀", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11ab}", 2), ("e\u{301}\u{302}", 1), ("🇩🇪", 2), ("🇩", 1), ("W₁²", 3), ("−1.5", 4), ("Σ", 1),
    ("x\u{a0}y", 3), ("❤\u{fe0f}", 1), ("א", 1), ("कि", 2), ("\u{302}", 1),
  ])
  func columns(text: String, width: Int) {
    #expect(Glyph.columns(of: text) == width)
    #expect(Glyph.row(of: text).count == width)
  }

  @Test func cutsWithASign() {
    #expect(drawn(Glyph.cut(Glyph.row(of: "w1·x1 + w2·x2"), to: 13)) == "w1·x1 + w2·x2")
    #expect(drawn(Glyph.cut(Glyph.row(of: "w1·x1 + w2·x2"), to: 12)) == "w1·x1 + w2·…")
    // No blank before the sign, no half of a wide character.
    #expect(drawn(Glyph.cut(Glyph.row(of: "w1·x1 + w2·x2"), to: 7)) == "w1·x1…")
    #expect(drawn(Glyph.cut(Glyph.row(of: "日本語"), to: 4)) == "日…")
    #expect(drawn(Glyph.cut(Glyph.row(of: "日本語"), to: 1)) == "…")
    #expect(drawn(Glyph.cut(Glyph.row(of: "日本語"), to: 0)) == "")
  }
}

/// What a terminal would get.
func drawn(_ row: [Glyph]) -> String {
  var bytes: [UInt8] = []
  for glyph in row { glyph.write(to: &bytes) }
  return String(decoding: bytes, as: UTF8.self)
}
