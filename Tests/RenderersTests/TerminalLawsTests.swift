import Pictures
import Renderers
import Terminal
import Testing

/// What holds for every picture in the terminal, however hostile its text and narrow its screen.
@Suite struct TerminalLawsTests {
  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  @Test(arguments: [1, 4, 9, 16], [200, 60, 33, 9, 1])
  func nothingIsWiderThanTheScreen(seed: Int, width: Int) {
    let diagram = TerminalSample.random(1 + seed, seed: UInt64(seed))
    for ascii in [false, true] {
      let picture = TerminalPicture(width: width, ascii: ascii)
      let text = picture.text(of: diagram)
      let widest = lines(text).map { Glyph.columns(of: String($0)) }.max() ?? 0
      #expect(widest <= width, "\(text)")
      #expect(text == picture.text(of: diagram))
      if ascii { #expect(text.utf8.allSatisfy { $0 == 10 || $0 >= 32 && $0 < 127 }) }
    }
  }

  /// Names may be broken only where a table has no room for them, and cut only with a sign.
  @Test(arguments: [2, 7, 12, 17])
  func everyBoxIsThere(seed: Int) {
    let diagram = TerminalSample.random(1 + seed, seed: UInt64(seed) + 77)
    let text = TerminalPicture(width: 120).text(of: diagram)
    for box in diagram.boxes { #expect(text.contains("\(box.text.name)"), "\(box.text.name)\n\(text)") }
  }

  @Test(arguments: ColourDepth.allCases, [40, 120])
  func coloursAddNothingButCodes(depth: ColourDepth, width: Int) {
    for diagram in [TerminalSample.delivery, TerminalSample.random(12, seed: 3)] {
      let plain = TerminalPicture(width: width).text(of: diagram)
      for theme in [nil] + Theme.Name.allCases.map({ Theme.named($0) }) {
        let coloured = TerminalPicture(width: width, colour: depth, theme: theme).text(of: diagram)
        #expect(coloured.replacing(/\u{1b}\[[0-9;]+m/, with: "") == plain)
        #expect((coloured == plain) == (depth == .none))
        for line in lines(coloured) where line.contains("\u{1b}") { #expect(line.contains("\u{1b}[0m")) }
      }
    }
  }

  @Test func hostileTextInjectsNothing() {
    let evil = "\u{1b}[31m<>&\"{}|\\\n\u{7}\u{9b}2J\u{202e}😀"
    var sample = TerminalSample(evil)
    sample.box(evil, .input, .sign(evil), value: [evil], gradient: [evil], note: evil)
    sample.box("L", .output, value: ["1"], gradient: ["1"])
    sample.arrow(evil, "L", .sign(evil), evil, contribution: evil)
    sample.diagram.notes = [evil]
    for width in [20, 40, 80, 300] {
      for ascii in [false, true] {
        let text = TerminalPicture(width: width, ascii: ascii).text(of: sample.diagram)
        let dangerous = text.unicodeScalars.first {
          $0 != "\n" && $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) || $0 == "\u{202e}"
        }
        #expect(dangerous == nil)
      }
    }
    #expect(TerminalPicture(width: 300).text(of: sample.diagram).contains("␛[31m<>&\"{}|\\␊␇\u{fffd}2J\u{fffd}😀"))
  }

  @Test func aDirectionThatDoesNotFitIsSaid() {
    let across = TerminalPicture(width: 200, direction: .leftToRight).text(of: TerminalSample.delivery)
    #expect(across.contains("▶") && !across.contains("▼"))
    let down = TerminalPicture(width: 200, direction: .topToBottom).text(of: TerminalSample.delivery)
    #expect(down.contains("▼") && !down.contains("▶") && !down.contains("note:"))
    let neither = TerminalPicture(width: 40, direction: .leftToRight).text(of: TerminalSample.delivery)
    #expect(neither.contains("▼") && neither.hasSuffix("\nnote: left to right does not fit 40\n      columns\n"))
  }

  @Test func aTableWhereNoPictureFits() {
    let text = TerminalPicture(width: 80).text(of: TerminalSample.chain(500))
    #expect(
      text.hasPrefix(
        "A chain\n\nnode  value  ∂L/∂node\n────  ─────  ────────\na0    0.5    0.25\na1    0.5    0.25\n"))
    #expect(
      text.contains(
        "\n\nfrom  to    local derivative\n────  ────  ────────────────\na0    a1    0.5\na1    a2    0.5\n"))
    #expect(text.hasSuffix("\n\nnote: too many nodes for a picture\n"))
    #expect(TerminalPicture(width: 80).text(of: Diagram()) == "")
    #expect(TerminalPicture(width: 80).text(of: Diagram(title: .words("Nothing"))) == "Nothing\n\n")
  }

  /// Cells are wrapped, and every line keeps to its column.
  @Test func aTableWrapsItsCells() {
    var sample = TerminalSample(nil)
    sample.box("weights", .parameter, value: ["1234567890 1234567890 1234567890 1234567890 1234567890"])
    sample.box("L", .output, "sum(weights)", value: ["3"])
    sample.arrow("weights", "L", "1")
    #expect(
      TerminalPicture(width: 40).text(of: sample.diagram) == """
        node     formula       value
        ───────  ────────────  ─────────────────
        weights                1234567890
                               1234567890
                               1234567890
                               1234567890
                               1234567890
        L        sum(weights)  3

        from     to  local derivative
        ───────  ──  ────────────────
        weights  L   1

        note: the picture does not fit 40
              columns

        """)
  }

  @Test func theLegendNamesContributionsWhereTheyAreShown() {
    var sample = TerminalSample(nil)
    sample.box("a", .parameter, value: ["1"])
    sample.box("L", .output, value: ["2"])
    sample.arrow("a", "L", "2", contribution: "1 · 2 = 2")
    sample.diagram.showsLegend = true
    #expect(
      TerminalPicture(width: 100).text(of: sample.diagram)
        .hasSuffix("on a wire: local derivative ← upstream·local flows back\n"))
    #expect(
      TerminalPicture(width: 100, ascii: true).text(of: sample.diagram)
        .hasSuffix("on a wire: local derivative <- upstream*local flows back\n"))
  }

  @Test func legendAndNotesStandBelow() {
    var diagram = TerminalSample.delivery
    diagram.showsLegend = true
    diagram.notes = ["no gradients: the output is a tensor"]
    let text = TerminalPicture(width: 80).text(of: diagram)
    #expect(
      text.hasSuffix(
        """

        boxes: ┌ input  ╭ parameter  ┌ operation  ╔ output
        in a box: value, then gradient; on a wire: local derivative

        note: no gradients: the output is a tensor

        """))
  }

  /// Notes stand beside their values where there is room for all of them.
  @Test func notesStandBesideValuesInAWideTerminal() {
    #expect(
      TerminalPicture(width: 120).text(of: TerminalSample.delivery).contains("│ 2 distance, hundreds of km ├ w1=1 ─"))
    #expect(!TerminalPicture(width: 80).text(of: TerminalSample.delivery).contains("hundreds"))
  }

  @Test func aDiagramOutOfOrderIsATable() {
    var diagram = TerminalSample.delivery
    diagram.arrows[0].to = 99
    diagram.arrows[1].from = -3
    let text = TerminalPicture(width: 80).text(of: diagram)
    #expect(text.contains("?") && text.contains("node"))
  }
}
