import Terminal
import Testing

@Suite struct FrameTests {
  @Test func blanksAtTheEndsOfLinesAreNotWritten() {
    var frame = Frame(width: 6, height: 3)
    frame.write(Glyph.row(of: "ab"), x: 1, y: 0)
    frame.write(Glyph.row(of: "日本"), x: 0, y: 2)
    #expect(frame.text() == " ab\n\n日本\n")
  }

  @Test func whatLiesOutsideIsNotWritten() {
    var frame = Frame(width: 4, height: 1)
    frame.write(Glyph.row(of: "abcdef"), x: -1, y: 0)
    #expect(frame.text() == "bcde\n")
    frame.clear()
    // Half of a wide character does not go in.
    frame.write(Glyph.row(of: "日本"), x: 1, y: 0)
    #expect(frame.text() == " 日\n")
    frame.write(Glyph.row(of: "x"), x: 0, y: 1)
    frame[9, 9] = Cell(glyph: Glyph("x"))
    #expect(frame.text() == " 日\n")
  }

  /// ECMA-48 SGR: one code where the style changes, none inside a run, none left open.
  @Test func coloursChangeOnlyWhereTheyMust() {
    let red = Style(foreground: Colour(red: 200, green: 40, blue: 10))
    var frame = Frame(width: 9, height: 2)
    frame.write(Glyph.row(of: "ab"), x: 0, y: 0, style: red)
    frame.write(Glyph.row(of: "cd"), x: 3, y: 0, style: red)
    frame.write(Glyph.row(of: "e"), x: 6, y: 0, style: Style(foreground: red.foreground, isBold: true))
    frame.write(Glyph.row(of: "f"), x: 7, y: 0)
    frame.write(Glyph.row(of: "g"), x: 0, y: 1, style: red)
    #expect(
      frame.text(depth: .trueColour)
        == "\u{1b}[38;2;200;40;10mab cd \u{1b}[1me\u{1b}[0mf\n\u{1b}[38;2;200;40;10mg\u{1b}[0m\n")
    #expect(
      frame.text(depth: .twoHundredFiftySix)
        == "\u{1b}[38;5;160mab cd \u{1b}[1me\u{1b}[0mf\n\u{1b}[38;5;160mg\u{1b}[0m\n")
    #expect(frame.text(depth: .sixteen) == "\u{1b}[31mab cd \u{1b}[1me\u{1b}[0mf\n\u{1b}[31mg\u{1b}[0m\n")
    #expect(frame.text() == "ab cd ef\ng\n")
  }

  @Test func aChangeOfColourNeedsNoReset() {
    var frame = Frame(width: 2, height: 1)
    frame[0, 0] = Cell(glyph: Glyph("a"), style: Style(foreground: Colour(red: 200, green: 40, blue: 10)))
    frame[1, 0] = Cell(glyph: Glyph("b"), style: Style(foreground: Colour(red: 10, green: 120, blue: 160)))
    #expect(frame.text(depth: .sixteen) == "\u{1b}[31ma\u{1b}[36mb\u{1b}[0m\n")
  }
}
