import Terminal
import Testing

/// What xterm, the Linux console, rxvt and tmux send (xterm's ctlseqs).
@Suite struct KeyTests {
  @Test(arguments: [
    ("\u{1b}[A", [Key.up]), ("\u{1b}OB", [.down]), ("\u{1b}[C\u{1b}[D", [.right, .left]),
    ("\u{1b}[1;2A", [.shiftUp]), ("\u{1b}[1;2D", [.shiftLeft]), ("\u{1b}[1;6C", [.shiftRight]),
    ("\u{1b}[1;5C", [.right]), ("\u{1b}[b", [.shiftDown]),
    ("\u{1b}[H\u{1b}[F", [.home, .end]), ("\u{1b}[1~\u{1b}[4~", [.home, .end]), ("\u{1b}OH\u{1b}[8~", [.home, .end]),
    ("\u{1b}[5~\u{1b}[6~", [.pageUp, .pageDown]), ("\t\u{1b}[Z", [.tab, .backTab]),
    ("q ?", [.character("q"), .character(" "), .character("?")]), ("\r\n\u{7f}", [.enter, .enter, .backspace]),
    ("\u{1b}OM", [.enter]), ("ŷ∂🙂", [.character("ŷ"), .character("∂"), .character("🙂")]),
    ("\u{1b}x", [.character("x")]),
    // What is no key of ours is swallowed whole.
    ("\u{1b}[[Aq", [.character("q")]), ("\u{1b}[3~\u{1b}[24;5~\u{1b}[=0;3;4Mq", [.character("q")]),
    // The mouse, from 1 on as it is told; letting go is no key.
    ("\u{1b}[<0;3;4M\u{1b}[<0;3;4mq", [.click(x: 2, y: 3), .character("q")]),
    ("\u{1b}[<64;3;4M\u{1b}[<65;3;4M\u{1b}[<68;3;4M", [.wheelUp, .wheelDown, .wheelUp]),
    ("\u{1b}[?62;22cq", [.character("q")]), ("\u{0}\u{1}q", [.character("q")]),
  ])
  func bytesAreKeys(text: String, keys: [Key]) {
    var whole = KeyReader()
    #expect(whole.keys(of: Array(text.utf8)) == keys)
    // In pieces, as a slow line brings them.
    var pieces = KeyReader()
    #expect(text.utf8.flatMap { pieces.keys(of: [$0]) } == keys)
    #expect(!pieces.isUndecided)
  }

  @Test func anEscapeAloneIsAKeyOnceNothingFollows() {
    var reader = KeyReader()
    #expect(reader.keys(of: [0x1b]) == [])
    #expect(reader.isUndecided)
    #expect(reader.decide() == [.escape])
    #expect(!reader.isUndecided)
    #expect(reader.keys(of: Array("[A".utf8)) == [.character("["), .character("A")])
    #expect(reader.keys(of: [0x1b, 0x1b]) == [.escape])
    #expect(reader.decide() == [.escape])
  }

  @Test func rubbishDoesNoHarm() {
    var reader = KeyReader()
    #expect(reader.keys(of: [0xff, 0xc3, 0x28, 0xe2, 0x82, 0x71]) == [.character("("), .character("q")])
    #expect(
      reader.keys(of: [0x1b, 0x5b] + Array(repeating: 0x31, count: 10_000) + [0x71, 0x71]) == [.character("q")])
  }
}
