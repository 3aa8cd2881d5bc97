import Depiction
import FlowLanguage
import Pictures
import Renderers
import Terminal
import Testing
import Training

/// Moments of lessons, as the pictures themselves.
@Suite struct FilmFrameTests {
  /// The stop in the n-th beat of a kind in the first timeline.
  private func text(
    _ lesson: String, _ kind: Beat.Kind, _ place: Int, _ width: Int, _ height: Int
  ) throws -> String {
    let film = try FilmSample.film(lesson)
    let beats = film.timeline(0).beats.filter { $0.kind == kind }
    let beat = try #require(beats.indices.contains(place) ? beats[place] : nil)
    return FilmPicture(film: film, width: width, height: height)
      .frame(at: beat.start + Beat.stop * beat.duration).text()
  }

  /// The three rows of words.
  private func caption(_ frame: String) -> String {
    frame.split(separator: "\n", omittingEmptySubsequences: false).dropLast(3).suffix(3).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// B. Every wire has its number, and the words say where from.
  @Test func localDerivatives() throws {
    #expect(
      try text(FilmSample.delivery, .local, 0, 80, 24) == """
        Delivery time: one training example             step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ╭ w1 ─────────╮      │
        │ 1           ├ 2 ──╮│   ┌ ŷ ─────────┐
        │             │     │╰──▶│ = w1·x1 +  │     ┌ e = ŷ − y ─┐          ╔ L = e² ══╗
        ╰─────────────╯     ╰───▶│   w2·x2    ├ 1 ─▶│ 3          ├ 2e=6 ───▶║ 9        ║
        ┌ x2 ─────────┐     ╭───▶│ 8          │ ╭──▶│            │          ║          ║
        │ 3           ├ w2 ─╯ ╭─▶│            │ │   └────────────┘          ╚══════════╝
        └─────────────┘       │  └────────────┘ │
        ╭ w2 ─────────╮       │                 │
        │ 2           ├ x2=3 ─╯  ┌ y ┐          │
        │             │          │ 5 ├ −1 ──────╯
        ╰─────────────╯          └───┘


        ∂ local    ∂ŷ/∂w1 = x1 = 2   ∂ŷ/∂w2 = x2 = 3   ∂e/∂ŷ = 1   ∂L/∂e = 2e = 2·3 = 6
                   so much does ŷ move for each 1 that w1 moves

        ━━━━━━━━━━━━━━━●─────────────────────────┼──────────────────┼─────┼─────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// Between tensors no wire has a number to tell.
  @Test func wordsWithoutAnEquationAreSaidOnce() throws {
    let frame = try text(FilmSample.tensors, .local, 0, 80, 24)
    #expect(frame.split(separator: "on each wire stands what is done").count == 2, "\(frame)")
  }

  /// A. Heads turned round, the derivative kept, the product beside it, its making below.
  @Test func backwardToTheFirstWeight() throws {
    #expect(
      try text(FilmSample.delivery, .backward, 2, 80, 24) == """
        Delivery time: one training example             step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ┏ w1 ━━━━━━━━━┓ ◂12  │
        ┃ 1           ┣◀2 ━━┓│   ┌ ŷ ─────────┐
        ┃ ∂L/∂w1 12   ┃     ┃╰──▶│ = w1·x1 +  │ ◂6  ┌ e = ŷ − y ─┐          ╔ L = e² ══╗
        ┗━━━━━━━━━━━━━┛     ┗━━━━│   w2·x2    ├◂1 ─▶│ 3          ├◂2e=6 ───▶║ 9        ║
        ┌ x2 ─────────┐     ╭───▶│ 8          │ ╭──▶│ ∂L/∂e 6    │ 1·6=6    ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭─▶│ ∂L/∂ŷ 6    │ │   └────────────┘          ╚══════════╝
        └─────────────┘       │  └────────────┘ │
        ╭ w2 ─────────╮       │                 │
        │ 2           ├ x2=3 ─╯  ┌ y ┐          │
        │             │          │ 5 ├ −1 ──────╯
        ╰─────────────╯          └───┘


        ◀ backward ∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1
                          =   6   ·   x1          if w1 grows by 1, ŷ grows by x1 = 2,
                          =   6   ·   2    = 12   and L by 6 for each
        ━━━━━━━━━━━━━━━━━━━━━━━━━━●──────────────┼──────────────────┼─────┼─────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// C. All of the way, heavy.
  @Test func theProductAlongThePath() throws {
    #expect(
      try text(FilmSample.delivery, .path, 0, 80, 24) == """
        Delivery time: one training example             step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ┏ w1 ━━━━━━━━━┓ ◂12  │
        ┃ 1           ┣◀2 ━━┓│   ┏ ŷ ━━━━━━━━━┓
        ┃ ∂L/∂w1 12   ┃     ┃╰──▶┃ = w1·x1 +  ┃ ◂6  ┏ e = ŷ − y ━┓          ┏ L = e² ━━┓
        ┗━━━━━━━━━━━━━┛     ┗━━━━┃   w2·x2    ┣◀1 ━━┃ 3          ┣◀2e=6 ━━━━┃ 9        ┃
        ┌ x2 ─────────┐     ╭───▶┃ 8          ┃ ╭──▶┃ ∂L/∂e 6    ┃ 1·6=6    ┃ ∂L/∂L 1  ┃
        │ 3           ├ w2 ─╯ ╭─▶┃ ∂L/∂ŷ 6    ┃ │   ┗━━━━━━━━━━━━┛          ┗━━━━━━━━━━┛
        └─────────────┘       │  ┗━━━━━━━━━━━━┛ │
        ╭ w2 ─────────╮       │ 6·3=18          │
        │ 2           ├◂x2=3 ─╯  ┌ y ┐          │
        │ ∂L/∂w2 18   │          │ 5 ├ −1 ──────╯
        ╰─────────────╯          └───┘


        ∏ path     ∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1
                          =  2e   ·   1   ·   x1          along w1 → ŷ → e → L
                          =   6   ·   1   ·   2    = 12
        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●────────┼──────────────────┼─────┼─────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// w1 has moved, w2 not yet.
  @Test func update() throws {
    #expect(
      try text(FilmSample.delivery, .update, 0, 80, 24) == """
        Delivery time: one training example             step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ┏ w1 ━━━━━━━━━┓ ◂12  │
        ┃ 0.4         ┣◂2 ──╮│   ┌ ŷ ─────────┐
        ┃ ∂L/∂w1 12   ┃     │╰──▶│ = w1·x1 +  │ ◂6  ┌ e = ŷ − y ─┐          ╔ L = e² ══╗
        ┗━━━━━━━━━━━━━┛     ╰───▶│   w2·x2    ├◂1 ─▶│ 3          ├◂2e=6 ───▶║ 9        ║
        ┌ x2 ─────────┐     ╭───▶│ 8          │ ╭──▶│ ∂L/∂e 6    │ 1·6=6    ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭─▶│ ∂L/∂ŷ 6    │ │   └────────────┘          ╚══════════╝
        └─────────────┘       │  └────────────┘ │
        ╭ w2 ─────────╮       │ 6·3=18          │
        │ 2           ├◂x2=3 ─╯  ┌ y ┐          │
        │ ∂L/∂w2 18   │          │ 5 ├ −1 ──────╯
        ╰─────────────╯          └───┘


        ← update   w1 ← w1 − lr·∂L/∂w1
                      = 1 − 0.05·12 = 0.4   uphill is +, so down; lr says how far

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●──┼──────────────────┼─────┼─────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// E. From 110 columns on what was said stays, the present line marked.
  @Test func theBoardKeepsWhatWasSaid() throws {
    #expect(
      try text(FilmSample.delivery, .path, 0, 110, 40) == """
        Delivery time: one training example                                           step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ ∂=w1 ─────────╮
        └─────────────┘               │
        ┏ w1 ━━━━━━━━━┓               │
        ┃ 1           ┣◀∂=x1=2 ━━━━━━┓│ ┏ ŷ ━━━━━━━━━━━━━━┓
        ┃ ∂L/∂w1 12   ┃ 6·2=12       ┃╰▶┃ = w1·x1 + w2·x2 ┃                ┏ e = ŷ − y ━┓                ┏ L = e² ━━┓
        ┗━━━━━━━━━━━━━┛              ┗━━┃ 8               ┣◀∂=1 ━━━━━━━━━━━┃ 3          ┣◀∂=2e=6 ━━━━━━━━┃ 9        ┃
        ┌ x2 ─────────┐       ╭────────▶┃ ∂L/∂ŷ 6         ┃ 6·1=6        ╭▶┃ ∂L/∂e 6    ┃ 1·6=6          ┃ ∂L/∂L 1  ┃
        │ 3           ├ ∂=w2 ─╯      ╭─▶┃                 ┃              │ ┗━━━━━━━━━━━━┛                ┗━━━━━━━━━━┛
        └─────────────┘              │  ┗━━━━━━━━━━━━━━━━━┛              │
        ╭ w2 ─────────╮              │                                   │
        │ 2           ├◂∂=x2=3 ──────╯  ┌ y ┐                            │
        │ ∂L/∂w2 18   │ 6·3=18          │ 5 ├ ∂=−1 ──────────────────────╯
        ╰─────────────╯                 └───┘


         forward                                                                          L at each step, log scale:…
           ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8                                                     9 │⠁
           e = ŷ − y = 8 − 5 = 3                                                                   │
           L = e² = 3² = 9                                                                         │
         local                                                                                     │
           ∂ŷ/∂w2 = x2 = 3                                                                         │
           ∂e/∂ŷ = 1                                                                               │
           ∂L/∂e = 2e = 2·3 = 6                                                                    │
         backward
           ∂L/∂e = 1 · 2e = 1 · 2·3 = 6
           ∂L/∂ŷ = ∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6
           ∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12
           ∂L/∂w2 = ∂L/∂ŷ · ∂ŷ/∂w2 = 6 · x2 = 6 · 3 = 18
         ▸ ∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1 = 2e · 1 · x1 = 6 · 1 · 2 = 12

        ∏ path     ∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1
                          =  2e   ·   1   ·   x1          along w1 → ŷ → e → L
                          =   6   ·   1   ·   2    = 12

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●────────────┼─────────────────────────┼───────┼──────────────────
        0.4 beats/s                        space pause  s stop at each  ← → moment  ↑ ↓ step  Tab node  ? help  q quit

        """)
  }

  /// D. Adam with its state: what it remembers, why it divides, and then the step.
  @Test func adamIsToldWithItsState() throws {
    #expect(
      try (0..<3).map { try caption(text(FilmSample.adam, .update, $0, 80, 24)) } == [
        """
        ← update   m ← 0.9·m + 0.1·∂f/∂θ = 0.9·0 + 0.1·10 = 1
                   v ← 0.999·v + 0.001·(∂f/∂θ)² = 0.999·0 + 0.001·10² = 0.1
        """,
        """
        ← update   m̂ = m/(1 − 0.9) = 1/(1 − 0.9) = 10
                   v̂ = v/(1 − 0.999) = 0.1/(1 − 0.999) = 100
                   m and v began at 0: at first they are too small by these factors
        """,
        """
        ← update   θ ← θ − lr·m̂/(√v̂ + 1e−8)
                     = 5 − 0.1·10/(√100 + 1e−8) = 4.9
        """,
      ])
    #expect(
      try text(FilmSample.adam, .update, 2, 80, 24) == """
        Adam by hand                     ⠁            step 0 of 5 · adam lr 0.1 · f = 25






                        ┏ θ ━━━━━━━━━━┓                     ╔ f = θ² ═╗
                        ┃ 4.9         ┣◂∂=2θ=10 ───────────▶║ 25      ║
                        ┃ ∂f/∂θ 10    ┃ 1·10=10             ║ ∂f/∂f 1 ║
                        ┃             ┃ ◀█████              ╚═════════╝
                        ┗━━━━━━━━━━━━━┛ ██████(×10)▂▂▂▂▂







        ← update   θ ← θ − lr·m̂/(√v̂ + 1e−8)
                     = 5 − 0.1·10/(√100 + 1e−8) = 4.9

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●┼──────────────┼────┼──┼─────────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// Contributions add up where paths meet.
  @Test func theSumOfTwoPaths() throws {
    #expect(
      try text(FilmSample.olah, .gather, 0, 80, 24) == """
        Olah: e = (a + b)·(b + 1)                                                  e = 6


         ╭ a ──────────╮
         │ 2           ├◂∂=1 ──────────╮
         │ ∂e/∂a 2     │ 2·1=2         │   ┌ c = a + b ┐
         │             │ ◀▃▃▃    ▃▃▃▃  ╰──▶│ 3         ├◂∂=d=2 ────────╮
         ╰─────────────╯ ████(×1)████      │ ∂e/∂c 2   │ 1·2=2         │   ╔ e = c·d ╗
         ┏ b ━━━━━━━━━━┓               ╭──▶│           │ ◀▃▃▃          ╰──▶║ 6       ║
         ┃             ┣◂∂=1 ──────────╯   └───────────┘ ████(×2)▅▅▅▅  ╭──▶║ ∂e/∂e 1 ║
         ┃             ┃ 2·1=2                                         │   ╚═════════╝
         ┃ 1           ┃ ◀▃▃▃    ▃▃▃▃      ┌ d = b + 1 ┐               │
         ┃ ∂e/∂b 5     ┃ ████(×1)████      │ 2         ├◂∂=c=3 ────────╯
         ┃             ┣◂∂=1 ─────────────▶│ ∂e/∂d 3   │ 1·3=3
         ┃             ┃ 3·1=3             │           │ ◀███
         ┃             ┃ ◀███    ████      └───────────┘ ████(×3)▅▅▅▅
         ┗━━━━━━━━━━━━━┛ ████(×1)████


        + add up   ∂e/∂b = 3 + 2 = 5
                   b acts on e in 2 ways, through d and through c: the effects add up

        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●───────────────────────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// Where it ended, why, and what came of it; the parameters are in the picture.
  @Test func outcome() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    let text = FilmPicture(film: film, width: 80, height: 24).frame(at: film.duration).text()
    #expect(text.contains("■ the end  converged after 3 steps: L = 0.006561 is below 0.01"))
    #expect(text.contains("L 9 → 0.006561 (1372 times smaller)   w1 1 → 0.526   w2 2 → 1.289"))
    #expect(text.contains("│ 0.526 "))
  }
}
