import Pictures
import Renderers
import Terminal
import Testing

/// What the pictures look like, as the pictures themselves.
@Suite struct TerminalPictureTests {
  @Test func deliveryTimeIn80Columns() {
    #expect(
      TerminalPicture(width: 80).text(of: TerminalSample.delivery) == """
        Delivery time: one training example

                                ┌ y ┐
        ┌ x1 ───────┐           │ 5 ├ −1 ─────────────╮
        │ 2         ├ w1=1 ───╮ └───┘                 │
        └───────────┘         │                       │
        ┌ x2 ───────┐         │ ┌ ŷ = w1·x1 + w2·x2 ┐ │  ┌ e = ŷ − y ┐       ╔ L = e² ═╗
        │ 3         ├ w2=2 ─╮ ╰▶│                   │ ╰─▶│ 3         ├ 2e=6 ▶║ 9       ║
        └───────────┘       ╰──▶│ 8                 ├ 1 ▶│ ∂L/∂e 6   │       ║ ∂L/∂L 1 ║
        ╭ w1 ───────╮       ╭──▶│ ∂L/∂ŷ 6           │    └───────────┘       ╚═════════╝
        │ 1         ├ x1=2 ─╯ ╭▶│                   │
        │ ∂L/∂w1 12 │         │ └───────────────────┘
        ╰───────────╯         │
        ╭ w2 ───────╮         │
        │ 2         ├ x2=3 ───╯
        │ ∂L/∂w2 18 │
        ╰───────────╯

        """)
  }

  /// What is too wide for a line goes on in the next one, as a text does.
  @Test func inRowsWhereItIsNarrow() {
    #expect(
      TerminalPicture(width: 60).text(of: TerminalSample.delivery) == """
        Delivery time: one training example

        ┌ x1 ───────┐
        │ 2         ├ w1=1 ───╮
        └───────────┘         │
        ┌ x2 ───────┐         │ ┌ ŷ = w1·x1 + w2·x2 ┐
        │ 3         ├ w2=2 ─╮ ╰▶│                   │
        └───────────┘       ╰──▶│ 8                 ├ 1 ─╮
        ╭ w1 ───────╮       ╭──▶│ ∂L/∂ŷ 6           │    │
        │ 1         ├ x1=2 ─╯ ╭▶│                   │    │
        │ ∂L/∂w1 12 │         │ └───────────────────┘    │
        ╰───────────╯         │                          │
        ╭ w2 ───────╮         │                          │
        │ 2         ├ x2=3 ───╯                          │
        │ ∂L/∂w2 18 │                                    │
        ╰───────────╯                                    │
        ╭────────────────────────────────────────────────╯
        ╰───────╮   ┌ e = ŷ − y ┐       ╔ L = e² ═╗
          ┌ y ┐ ╰──▶│ 3         ├ 2e=6 ▶║ 9       ║
          │ 5 ├ −1 ▶│ ∂L/∂e 6   │       ║ ∂L/∂L 1 ║
          └───┘     └───────────┘       ╚═════════╝

        """)
  }

  @Test func downwardsWhereThatIsAsked() {
    #expect(
      TerminalPicture(width: 60, direction: .topToBottom).text(of: TerminalSample.delivery) == """
        Delivery time: one training example

         ┌ x1 ──┐ ┌ x2 ──┐ ╭ w1 ───────╮ ╭ w2 ───────╮
         │ 2    │ │ 3    │ │ 1         │ │ 2         │
         │      │ │      │ │ ∂L/∂w1 12 │ │ ∂L/∂w2 18 │
         └┬─────┘ └┬─────┘ ╰──┬────────╯ ╰──┬────────╯
          │ w1=1   │ w2=2     │ x1=2        │ x2=3
          ╰─────╮  │          │   ╭─────────╯
                ▼  ▼          ▼   ▼
        ┌ y ─┐ ┌ ŷ = w1·x1 + w2·x2 ┐
        │ 5  │ │ 8                 │
        │    │ │ ∂L/∂ŷ 6           │
        └┬───┘ └─────────┬─────────┘
         │ −1            │ 1
         ╰──────────╮    │
                    ▼    ▼
                   ┌ e = ŷ − y ┐
                   │ 3         │
                   │ ∂L/∂e 6   │
                   └─────┬─────┘
                         │ 2e=6
                         ▼
                    ╔ L = e² ═╗
                    ║ 9       ║
                    ║ ∂L/∂L 1 ║
                    ╚═════════╝

        """)
  }

  /// Olah's diamond, `e = (a + b)·(b + 1)` at a = 2, b = 1.
  @Test func olahsDiamond() {
    var sample = TerminalSample(nil)
    sample.box("a", .parameter, value: ["2"], gradient: ["2"])
    sample.box("b", .parameter, value: ["1"], gradient: ["5"])
    sample.box("c", .operation, "a + b", value: ["3"], gradient: ["2"])
    sample.box("d", .operation, "b + 1", value: ["2"], gradient: ["3"])
    sample.box("e", .output, "c·d", value: ["6"], gradient: ["1"])
    sample.arrow("a", "c", "1")
    sample.arrow("b", "c", "1")
    sample.arrow("b", "d", "1")
    sample.arrow("c", "e", "d", "2")
    sample.arrow("d", "e", "c", "3")
    #expect(
      TerminalPicture(width: 80).text(of: sample.diagram) == """
        ╭ a ──────╮        ┌ c = a + b ┐
        │ 2       ├ 1 ────▶│ 3         ├ d=2 ─╮
        │ ∂L/∂a 2 │    ╭──▶│ ∂L/∂c 2   │      │   ╔ e = c·d ╗
        ╰─────────╯    │   └───────────┘      ╰──▶║ 6       ║
        ╭ b ──────╮    │                      ╭──▶║ ∂L/∂e 1 ║
        │ 1       ├ 1 ─╯   ┌ d = b + 1 ┐      │   ╚═════════╝
        │ ∂L/∂b 5 ├ 1 ────▶│ 2         ├ c=3 ─╯
        ╰─────────╯        │ ∂L/∂d 3   │
                           └───────────┘

        """)
    #expect(
      TerminalPicture(width: 80, ascii: true).text(of: sample.diagram) == """
        . a ------.        + c = a + b +
        | 2       + 1 ---->| 3         + d=2 -.
        | dL/da 2 |    .-->| dL/dc 2   |      |   # e = c*d #
        '---------'    |   +-----------+      '--># 6       #
        . b ------.    |                      .--># dL/de 1 #
        | 1       + 1 -'   + d = b + 1 +      |   #=========#
        | dL/db 5 + 1 ---->| 2         + c=3 -'
        '---------'        | dL/dd 3   |
                           +-----------+

        """)
  }

  @Test func twoEdgesBetweenTheSameBoxesStayTwo() {
    var sample = TerminalSample("a + a")
    sample.box("a", .parameter, value: ["3"], gradient: ["2"])
    sample.box("b", .output, "a + a", value: ["6"], gradient: ["1"])
    sample.arrow("a", "b", "1", contribution: "1 · 1 = 1")
    sample.arrow("a", "b", "1", contribution: "1 · 1 = 1")
    #expect(
      TerminalPicture(width: 60).text(of: sample.diagram) == """
        a + a

        ╭ a ──────╮              ╔ b = a + a ╗
        │ 3       ├ 1 ← 1·1=1 ──▶║ 6         ║
        │ ∂L/∂a 2 ├ 1 ← 1·1=1 ──▶║ ∂L/∂b 1   ║
        ╰─────────╯              ╚═══════════╝

        """)
  }

  @Test func rowsOfTensorsStandUnderEachOther() {
    var sample = TerminalSample(nil)
    sample.box("W", .parameter, value: ["[1 2]", "[3 4]"], gradient: ["[5 6]", "[7 8]"], note: "weights")
    sample.box("L", .output, "sum(W)", value: ["10"], gradient: ["1"])
    sample.arrow("W", "L", "1")
    #expect(
      TerminalPicture(width: 60).text(of: sample.diagram) == """
        ╭ W ────────────╮
        │ [1 2] weights │      ╔ L = sum(W) ╗
        │ [3 4]         ├ 1 ──▶║ 10         ║
        │ ∂L/∂W [5 6]   │      ║ ∂L/∂L 1    ║
        │       [7 8]   │      ╚════════════╝
        ╰───────────────╯

        """)
  }

  /// Where wires must cross they cross at right angles.
  @Test func crossings() {
    var sample = TerminalSample(nil)
    for name in ["a", "b"] { sample.box(name, .input, value: ["1"]) }
    for name in ["p", "q"] { sample.box(name, value: ["2"]) }
    for from in ["a", "b"] { for to in ["p", "q"] { sample.arrow(from, to, nil) } }
    #expect(
      TerminalPicture(width: 60).text(of: sample.diagram) == """
                      ┌ p ┐
        ┌ a ┐ ╭──────▶│ 2 │
        │ 1 ├─╯ ╭────▶│   │
        │   ├───┼─╮   └───┘
        └───┘   │ │
        ┌ b ┐   │ │   ┌ q ┐
        │ 1 ├───╯ ╰──▶│ 2 │
        │   ├────────▶│   │
        └───┘         └───┘

        """)
  }
}
