import Depiction
import FlowLanguage
import Pictures
import Renderers
import Terminal
import Testing
import Training

/// Moments of the lesson's film, as the pictures themselves: 80 columns, 24 rows.
@Suite struct FilmFrameTests {
  private let film: Film
  private let picture: FilmPicture

  init() throws {
    film = try FilmSample.film(FilmSample.delivery)
    picture = FilmPicture(film: film, width: 80, height: 24)
  }

  private func text(_ time: Double, _ view: FilmView = FilmView()) -> String {
    picture.frame(at: time, view: view).text()
  }

  /// The sum has just got its value from what came in on four wires.
  @Test func forwardAtTheSum() {
    #expect(
      text(1.8) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ━━┓
        └─────────────┘      ┃
        ╭ w1 ─────────╮      ┃
        │ 1           ├ x1 ━┓┃  ┏ ŷ = w1·x1 + w2·x2 ┓
        │             │     ┃┗━▶┃                   ┃    ┌ e = ŷ − y ─┐     ╔ L = e² ══╗
        ╰─────────────╯     ┗━━▶┃ 8                 ┣ 1 ▶│            ├ 2e ▶║          ║
        ┌ x2 ─────────┐     ┏━━▶┃                   ┃ ╭─▶│            │     ║          ║
        │ 3           ├ w2 ━┛ ┏▶┃                   ┃ │  └────────────┘     ╚══════════╝
        └─────────────┘       ┃ ┗━━━━━━━━━━━━━━━━━━━┛ │
        ╭ w2 ─────────╮       ┃                       │
        │ 2           ├ x2 ━━━┛ ┌ y ┐                 │
        │             │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale
                9 │
                  │
         0.006561 │
        ▶ forward  ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8

        ━━━━━━●────────────────────────────┼────────────────┼──────────┼────────────────
        step 0 of 3 · gd lr 0.05 · 1.5 beats/s               space pause  ? help  q quit

        """)
  }

  /// ∂L/∂L = 1.
  @Test func seed() {
    #expect(
      text(4.8) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ╭ w1 ─────────╮      │
        │ 1           ├ x1 ─╮│  ┌ ŷ = w1·x1 + w2·x2 ┐
        │             │     │╰─▶│                   │    ┌ e = ŷ − y ─┐     ┏ L = e² ━━┓
        ╰─────────────╯     ╰──▶│ 8                 ├ 1 ▶│ 3          ├ 2e ▶┃ 9        ┃
        ┌ x2 ─────────┐     ╭──▶│                   │ ╭─▶│            │     ┃ ∂L/∂L 1  ┃
        │ 3           ├ w2 ─╯ ╭▶│                   │ │  └────────────┘     ┗━━━━━━━━━━┛
        └─────────────┘       │ └───────────────────┘ │
        ╭ w2 ─────────╮       │                       │
        │ 2           ├ x2 ───╯ ┌ y ┐                 │
        │             │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale: 9
                9 │█████
                  │█████
         0.006561 │█████
        ◆ seed     ∂L/∂L = 1

        ━━━━━━━━━━━━━━━●───────────────────┼────────────────┼──────────┼────────────────
        step 0 of 3 · gd lr 0.05 · L = 9 · 1.5 beats/s       space pause  ? help  q quit

        """)
  }

  /// Half-way from the loss to e.
  @Test func backwardFromTheLoss() {
    #expect(
      text(5.3) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ╭ w1 ─────────╮      │
        │ 1           ├ x1 ─╮│  ┌ ŷ = w1·x1 + w2·x2 ┐
        │             │     │╰─▶│                   │    ┏ e = ŷ − y ━┓     ╔ L = e² ══╗
        ╰─────────────╯     ╰──▶│ 8                 ├ 1 ▶┃ 3          ┣ =6 ▶║ 9        ║
        ┌ x2 ─────────┐     ╭──▶│                   │ ╭─▶┃            ┃     ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭▶│                   │ │  ┗━━━━━━━━━━━━┛     ╚══════════╝
        └─────────────┘       │ └───────────────────┘ │
        ╭ w2 ─────────╮       │                       │
        │ 2           ├ x2 ───╯ ┌ y ┐                 │
        │             │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale: 9
                9 │█████
                  │█████
         0.006561 │█████
        ◀ backward ∂L/∂L · ∂L/∂e = 1 · 6 = 6

        ━━━━━━━━━━━━━━━━━●─────────────────┼────────────────┼──────────┼────────────────
        step 0 of 3 · gd lr 0.05 · L = 9 · 1.5 beats/s       space pause  ? help  q quit

        """)
  }

  /// 6 · 2 = 12 has arrived.
  @Test func backwardToTheFirstWeight() {
    #expect(
      text(7.8) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ┏ w1 ━━━━━━━━━┓      │
        ┃ 1           ┣ =12 ┓│  ┌ ŷ = w1·x1 + w2·x2 ┐
        ┃ ∂L/∂w1 12   ┃     ┃╰─▶│                   │    ┌ e = ŷ − y ─┐     ╔ L = e² ══╗
        ┗━━━━━━━━━━━━━┛     ┗━━▶│ 8                 ├ 1 ▶│ 3          ├ 2e ▶║ 9        ║
        ┌ x2 ─────────┐     ╭──▶│ ∂L/∂ŷ 6           │ ╭─▶│ ∂L/∂e 6    │     ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭▶│                   │ │  └────────────┘     ╚══════════╝
        └─────────────┘       │ └───────────────────┘ │
        ╭ w2 ─────────╮       │                       │
        │ 2           ├ x2 ───╯ ┌ y ┐                 │
        │             │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale: 9
                9 │█████
                  │█████
         0.006561 │█████
        ◀ backward ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · 2 = 12

        ━━━━━━━━━━━━━━━━━━━━━━━━●──────────┼────────────────┼──────────┼────────────────
        step 0 of 3 · gd lr 0.05 · L = 9 · 1.5 beats/s       space pause  ? help  q quit

        """)
  }

  /// w1 has moved, w2 not yet.
  @Test func update() {
    #expect(
      text(9.8) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ┏ w1 ━━━━━━━━━┓      │
        ┃ 0.4         ┣ x1 ─╮│  ┌ ŷ = w1·x1 + w2·x2 ┐
        ┃ ∂L/∂w1 12   ┃     │╰─▶│                   │    ┌ e = ŷ − y ─┐     ╔ L = e² ══╗
        ┗━━━━━━━━━━━━━┛     ╰──▶│ 8                 ├ 1 ▶│ 3          ├ 2e ▶║ 9        ║
        ┌ x2 ─────────┐     ╭──▶│ ∂L/∂ŷ 6           │ ╭─▶│ ∂L/∂e 6    │     ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭▶│                   │ │  └────────────┘     ╚══════════╝
        └─────────────┘       │ └───────────────────┘ │
        ╭ w2 ─────────╮       │                       │
        │ 2           ├ x2 ───╯ ┌ y ┐                 │
        │ ∂L/∂w2 18   │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale: 9
                9 │█████
                  │█████
         0.006561 │█████
        ← update   w1 ← 1 − 0.05·12 = 0.4

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●───┼────────────────┼──────────┼────────────────
        step 0 of 3 · gd lr 0.05 · L = 9 · 1.5 beats/s       space pause  ? help  q quit

        """)
  }

  /// Where it ended.
  @Test func outcome() {
    #expect(
      text(film.duration) == """
        Delivery time: one training example
        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ╭ w1 ─────────╮      │
        │ 0.526       ├ x1 ─╮│  ┌ ŷ = w1·x1 + w2·x2 ┐
        │             │     │╰─▶│                   │    ┌ e = ŷ − y ─┐     ╔ L = e² ══╗
        ╰─────────────╯     ╰──▶│ 4.919             ├ 1 ▶│ −0.081     ├ 2e ▶║ 0.006561 ║
        ┌ x2 ─────────┐     ╭──▶│                   │ ╭─▶│            │     ║          ║
        │ 3           ├ w2 ─╯ ╭▶│                   │ │  └────────────┘     ╚══════════╝
        └─────────────┘       │ └───────────────────┘ │
        ╭ w2 ─────────╮       │                       │
        │ 1.289       ├ x2 ───╯ ┌ y ┐                 │
        │             │         │ 5 ├ −1 ─────────────╯
        ╰─────────────╯         └───┘

         L at each step, log scale: 0.006561
                9 │█████
                  │█████ █████
         0.006561 │█████ █████ █████ ▁▁▁▁▁
        ━━━━━━━━━━━━━━━━━━━━ converged after 3 steps: L = 0.006561 ━━━━━━━━━━━━━━━━━━━━━

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╋━━━━━━━━━━━━━━━━╋━━━━━━━━━━╋━━━━━━━━━━━━━━━●
        step 3 of 3 · L = 0.006561 · 1.5 beats/s             space pause  ? help  q quit

        """)
  }
}
