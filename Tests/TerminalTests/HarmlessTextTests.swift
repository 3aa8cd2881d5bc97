import Terminal
import Testing

@Suite struct HarmlessTextTests {
  @Test func controlsAreShownAsTheirPictures() {
    #expect(drawn(Glyph.row(of: "\u{1b}[31m\n\t\0\u{7f}")) == "␛[31m␊␉␀␡")
    #expect(drawn(Glyph.row(of: "\u{9b}2J\u{85}")) == "\u{fffd}2J\u{fffd}")
  }

  @Test func nothingTurnsOrHidesText() {
    for scalar: Unicode.Scalar in [
      "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{200e}", "\u{200f}", "\u{61c}", "\u{200b}", "\u{feff}",
      "\u{2028}", "\u{2029}", "\u{ad}", "\u{e0041}", "\u{2060}", "\u{fff9}",
    ] {
      #expect(drawn(Glyph.row(of: "a\(scalar)b")) == "a\u{fffd}b", "U+\(String(scalar.value, radix: 16))")
    }
  }

  /// No scalar at all comes out as something that a terminal acts on: C0, DEL or C1.
  @Test func noScalarIsDangerous() {
    for start in stride(from: UInt32(0), to: 0x110000, by: 0x1000)
    where start < 0x20000 || start >= 0xe0000 && start < 0xe2000 {
      var text = String.UnicodeScalarView()
      for value in start..<start + 0x1000 { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
      var bytes: [UInt8] = []
      for glyph in Glyph.row(of: String(text)) { glyph.write(to: &bytes) }
      var before: UInt8 = 0
      var isHarmless = true
      for byte in bytes {
        if byte < 0x20 || byte == 0x7f || before == 0xc2 && byte < 0xa0 { isHarmless = false }
        before = byte
      }
      #expect(isHarmless, "U+\(String(start, radix: 16)) …")
    }
  }

  @Test func aTowerOfMarksIsOneColumnAndOwnsUp() {
    let tower = "a" + String(repeating: "\u{302}", count: 500)
    #expect(drawn(Glyph.row(of: tower)) == "a\u{302}\u{302}\u{fffd}")
    #expect(drawn(Glyph.row(of: "\u{302}x")) == "◌\u{302}x")
  }
}
