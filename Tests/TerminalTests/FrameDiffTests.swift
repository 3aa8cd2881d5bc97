import Terminal
import Testing

/// The encoder's bytes, replayed in a terminal, are the frame.
@Suite struct FrameDiffTests {
  @Test(arguments: 1...12)
  func everyFrameIsShown(seed: UInt64) {
    var dice = Dice(state: seed)
    let (width, height) = (dice.below(40) + 3, dice.below(12) + 1)
    var emulator = Emulator(width: width, height: height)
    var diff = FrameDiff(depth: .trueColour)
    var frame = Frame(width: width, height: height)
    var bytes: [UInt8] = []
    for number in 0..<120 {
      dice.change(&frame)
      if number % 50 == 49 { diff.forget() }
      bytes.removeAll(keepingCapacity: true)
      diff.write(frame, to: &bytes)
      emulator.take(bytes)
      #expect(emulator.complaints.isEmpty)
      #expect(emulator.frame.seen == frame.seen, "frame \(number)")
      guard emulator.complaints.isEmpty, emulator.frame.seen == frame.seen else { return }
    }
  }

  @Test func theSameFrameAgainIsNoBytes() {
    var dice = Dice(state: 5)
    var frame = Frame(width: 30, height: 8)
    dice.change(&frame)
    var diff = FrameDiff(depth: .trueColour)
    var bytes: [UInt8] = []
    diff.write(frame, to: &bytes)
    let count = bytes.count
    #expect(diff.write(frame, to: &bytes) == 0)
    #expect(bytes.count == count)
  }

  @Test func aCellIsWrittenInAsFewBytesAsThereCanBe() {
    var frame = Frame(width: 80, height: 24)
    var diff = FrameDiff(depth: .sixteen)
    var bytes: [UInt8] = []
    func next() -> String {
      bytes.removeAll()
      diff.write(frame, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(next() == "\u{1b}[m\u{1b}[2J\u{1b}[H")
    frame.write(Glyph.row(of: "abc"), x: 0, y: 0)
    #expect(next() == "abc")
    // Two places on: written over rather than jumped over.
    frame[4, 0] = Cell(glyph: Glyph("d"))
    #expect(next() == " d")
    frame[3, 1] = Cell(glyph: Glyph("e"))
    #expect(next() == "\n\u{8}\u{8}e")
    frame[0, 2] = Cell(glyph: Glyph("f"))
    #expect(next() == "\n\rf")
    frame[70, 2] = Cell(glyph: Glyph("g"))
    #expect(next() == "\u{1b}[69Cg")
    frame[71, 9] = Cell(glyph: Glyph("h"), style: Style(foreground: Colour(red: 200, green: 40, blue: 10)))
    #expect(next() == "\u{1b}[7B\u{1b}[31mh")
    // Behind the last column nobody knows the cursor.
    frame[79, 9] = Cell(
      glyph: Glyph("i"), style: Style(foreground: Colour(red: 200, green: 40, blue: 10), isBold: true))
    #expect(next() == "\u{1b}[7C\u{1b}[1mi")
    frame[0, 9] = Cell(glyph: Glyph("j"), style: Style(foreground: Colour(red: 200, green: 40, blue: 10)))
    #expect(next() == "\u{1b}[10H\u{1b}[22mj")
    // A row that is emptied.
    frame.write(Array(repeating: .blank, count: 80), x: 0, y: 0)
    #expect(next() == "\u{1b}[H\u{1b}[K")
  }

  @Test func withoutColoursThereAreNone() {
    var dice = Dice(state: 9)
    var frame = Frame(width: 30, height: 8)
    var diff = FrameDiff(depth: .none)
    for _ in 0..<50 {
      dice.change(&frame)
      var bytes: [UInt8] = []
      diff.write(frame, to: &bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("38;2") && !text.contains("[1m") && !text.contains("[2m"))
    }
  }

  @Test func anotherSizeIsDrawnAnew() {
    var diff = FrameDiff(depth: .none)
    var bytes: [UInt8] = []
    diff.write(Frame(width: 4, height: 2), to: &bytes)
    bytes.removeAll()
    diff.write(Frame(width: 5, height: 2), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "\u{1b}[m\u{1b}[2J\u{1b}[H")
  }

  /// The bound for a pulse that runs along coloured wires, and what it costs to go there and back.
  @Test func whatIsAlikeIsWrittenTogether() {
    let inks = [Style(foreground: Colour(red: 200, green: 140, blue: 110), isBold: true), .plain]
    var frame = Frame(width: 80, height: 24)
    var diff = FrameDiff(depth: .trueColour)
    var bytes: [UInt8] = []
    diff.write(frame, to: &bytes)
    bytes.removeAll()
    for x in 0..<6 { frame[x * 2, 4] = Cell(glyph: Glyph("a"), style: inks[x % 2]) }
    diff.write(frame, to: &bytes)
    // The three that need no colour first, then back for the others: one change of colour instead of six.
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{1b}[5;3Ha\u{1b}[3Ca\u{1b}[3Ca\r\u{1b}[1;38;2;200;140;110ma\u{1b}[3Ca\u{1b}[3Ca")
  }

  /// Brackets are for updates of which a terminal may show a half.
  @Test func aShortUpdateNeedsNoBrackets() {
    var frame = Frame(width: 300, height: 2)
    var diff = FrameDiff(depth: .none)
    var bytes: [UInt8] = []
    diff.write(frame, to: &bytes)
    for (count, isBracketed) in [(FrameDiff.unbracketed, false), (FrameDiff.unbracketed + 1, true)] {
      bytes.removeAll()
      frame.clear()
      diff.write(frame, to: &bytes)
      bytes.removeAll()
      frame.write(Array(repeating: Glyph("a"), count: count), x: 0, y: 0)
      diff.write(frame, to: &bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("\u{1b}[?2026h") == isBracketed && text.hasSuffix("\u{1b}[?2026l") == isBracketed)
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Dice {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private mutating func colour() -> Colour? {
    guard below(3) > 0 else { return nil }
    return Colour(red: UInt8(below(3) * 100), green: UInt8(below(2) * 90), blue: 7)
  }

  /// Some words somewhere, a few blanks, now and then a row emptied.
  mutating func change(_ frame: inout Frame) {
    let words = ["a", "∂L/∂w1", "日本", "──▶", "y\u{302}x", "   ", "ŷ = 8", "🙂!", "█"]
    for _ in 0..<below(7) {
      let style = Style(
        foreground: colour(), background: below(5) == 0 ? colour() : nil, isBold: below(3) == 0, isDim: below(4) == 0)
      let (x, y) = (below(frame.width + 2) - 1, below(frame.height))
      frame.put(Glyph.row(of: words[below(words.count)]), x: x, y: y, style: style)
    }
    if below(6) == 0 {
      let (from, y) = (below(frame.width), below(frame.height))
      frame.put(Array(repeating: .blank, count: frame.width - from), x: from, y: y, style: .plain)
    }
  }
}

extension Frame {
  /// Writes, and blanks the halves of wide glyphs that are left over.
  mutating func put(_ row: [Glyph], x: Int, y: Int, style: Style) {
    write(row, x: x, y: y, style: style)
    for x in 0..<width {
      let glyph = self[x, y].glyph
      if glyph.isContinuation, x == 0 || self[x - 1, y].glyph.columns != 2 { self[x, y] = .blank }
      if glyph.columns == 2, !self[x + 1, y].glyph.isContinuation { self[x, y] = .blank }
    }
  }
}
