import Depiction
import Foundation
import Pictures
import Renderers
import Terminal
import Testing

/// What stands around the graph: where a large one is cut, and what keys bring.
@Suite struct FilmScreenTests {
  private func text(_ lesson: String, at beat: Beat, _ width: Int, _ height: Int, _ view: FilmView) throws -> String {
    FilmPicture(film: try FilmSample.film(lesson), width: width, height: height)
      .frame(at: beat.start + Beat.stop * beat.duration, view: view).text()
  }

  private func beat(_ lesson: String, _ kind: Beat.Kind, _ place: Int) throws -> Beat {
    let beats = try FilmSample.film(lesson).timeline(0).beats.filter { $0.kind == kind }
    return try #require(beats.indices.contains(place) ? beats[place] : nil)
  }

  /// F. What does not fit says at each edge how much is beyond.
  @Test func aLargeGraphIsCutWithASign() throws {
    let picture = try text(FilmSample.chain, at: beat(FilmSample.chain, .backward, 14), 80, 14, FilmView())
    #expect(
      picture == """
                                                                              L = 0.3743
             ┏ a1 = tanh(a0 + 0.1) = 0.8005  ∂ 8.488e−7  ! the gradient vanishes ┓ ▴ 1
             ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
                                               ▲ 1 − a2² = 0.4866
                                               ┃ 1.744e−6·0.4866≈8.488e−7
                          ┏ a2 = tanh(a1 + 0.1) = 0.7165  ∂ 1.744e−6 ┓
                          ┗━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━┛
                                               ▲ 1 − a3² = 0.5468
                                               ┃ 3.19e−6·0.5468=1.744e−6
                          ┌ a3 = tanh(a2 + 0.1) = 0.6732  ∂ 3.19e−6 ┐
                          └────────────────────┬ ▾ 28 boxes ────────┘
        ◀ backward ∂L/∂a2 = 1.744e−6   ∂L/∂a1 ≈ 8.488e−7
        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●────────
        0.4 beats/s                    space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// A strip says where one is: what is out of view is folded to its name with what is known of it, what acts is marked.
  @Test(arguments: [Beat.Kind.forward, .backward]) func whatIsOutOfViewIsOnALine(_ kind: Beat.Kind) throws {
    let film = try FilmSample.film(FilmSample.chain)
    let picture = FilmPicture(film: film, width: 80, height: 24)
    var (folded, gradients) = (0, 0)
    for beat in film.timeline(0).beats where beat.kind == kind {
      let lines = picture.frame(at: beat.start + Beat.stop * beat.duration).text().components(separatedBy: "\n")
      let graph = lines[2..<lines.count - 8].joined(separator: "\n")
      let strip = try #require(lines.first { $0.contains("▸") })
      #expect(strip.count <= 80)
      let entries = strip.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
      let acting = film.timeline(0).diagram.boxes[beat.boxes[0]].id
      #expect(strip.contains("▸\(acting)"))
      for box in film.timeline(0).diagram.boxes {
        guard let entry = entries.first(where: { $0.hasPrefix(box.id + " ") && !$0.hasSuffix("›") }) else { continue }
        // Its whole text is the picture's own.
        #expect(entry.hasPrefix("\(box.id) \(box.text.value[0])"))
        #expect(!graph.contains("┌ \(box.id) ="), "\(box.id) is in view")
        folded += 1
        if entry.contains("∂") {
          #expect(entry.contains("∂ \(box.text.gradient[0])"))
          gradients += 1
        }
      }
    }
    #expect(folded > 20 && (gradients > 10) == (kind == .backward))
    // What fits has none.
    let small = try text(FilmSample.olah, at: beat(FilmSample.olah, .backward, 0), 80, 24, FilmView())
    #expect(!small.contains("▸"))
  }

  /// G. Keys, and how to read what stands on a wire.
  @Test func help() throws {
    var view = FilmView(isPaused: true, showsHelp: true)
    view.steps = true
    let picture = try text(FilmSample.delivery, at: beat(FilmSample.delivery, .given, 0), 80, 24, view)
    #expect(
      picture == """
        Delivery time: one training example                     step 0 of 3 · gd lr 0.05

               ┌─ keys ────────────────────────────────────────────────────────┐
        ┏ x1 ━━│ space           pause, go on                                  │
        ┃ 2    │ s               stop at every moment until space              │
        ┗━━━━━━│ ← →             one moment back, forth                        │
        ┏ w1 ━━│ ↑ ↓  [ ]        one training step; PgUp PgDn ten              │
        ┃ 1    │ f b u           to the next forward, backward, update         │
        ┃      │ Home End        to the beginning, the end                     │= e² ══╗
        ┗━━━━━━│ + −             faster, slower                                │       ║
        ┏ x2 ━━│ Tab  /          select a node, find one: its chain rule       │       ║
        ┃ 3    │ d               level of detail                               │═══════╝
        ┗━━━━━━│ r               next run                                      │
        ┏ w2 ━━│ l L             learning rate halved, doubled                 │
        ┃ 2    │ Shift + arrows  move a large graph, as the wheel does         │
        ┃      │ ?               this help                                     │
        ┗━━━━━━│ q               quit                                          │
               │                                                               │
               │ on a wire       ∂end/∂start: how its end moves with its start │
        ○ given│ ◂ 12            what has come back: the product               │
               └───────────────────────────────────────────────────────────────┘

        ━━●──────────────────────────────────────┼──────────────────┼─────┼─────────────
        1 of 16 · space: next          space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }

  /// G. A node that was looked for, while it stops at every moment.
  @Test func whatWasFoundIsTold() throws {
    let film = try FilmSample.film(FilmSample.delivery)
    var view = FilmView(selectedBox: film.timeline(0).diagram.boxes.firstIndex { $0.id == "w2" }, isPaused: true)
    view.steps = true
    let picture = try text(FilmSample.delivery, at: beat(FilmSample.delivery, .backward, 1), 80, 24, view)
    #expect(
      picture == """
        Delivery time: one training example             step 0 of 3 · gd lr 0.05 · L = 9


        ┌ x1 ─────────┐
        │ 2           ├ w1 ──╮
        └─────────────┘      │
        ╭ w1 ─────────╮      │
        │ 1           ├ 2 ──╮│   ┏ ŷ ━━━━━━━━━┓
        │             │     │╰──▶┃ = w1·x1 +  ┃ ◂6  ┌ e = ŷ − y ─┐          ╔ L = e² ══╗
        ╰─────────────╯     ╰───▶┃   w2·x2    ┣◀1 ━━│ 3          ├◂2e=6 ───▶║ 9        ║
        ┌ x2 ─────────┐     ╭───▶┃ 8          ┃ ╭──▶│ ∂L/∂e 6    │ 1·6=6    ║ ∂L/∂L 1  ║
        │ 3           ├ w2 ─╯ ╭─▶┃ ∂L/∂ŷ 6    ┃ │   └────────────┘          ╚══════════╝
        └─────────────┘       │  ┗━━━━━━━━━━━━┛ │
        ┏ w2 ╍╍╍╍╍╍╍╍╍┓       │                 │
        ╏ 2           ┣ x2=3 ─╯  ┌ y ┐          │
        ╏             ╏          │ 5 ├ −1 ──────╯
        ┗╍╍╍╍╍╍╍╍╍╍╍╍╍┛          └───┘


        ◀ backward ∂L/∂ŷ = ∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6
        ∂L/∂w2 = ∂L/∂ŷ · ∂ŷ/∂w2

        ━━━━━━━━━━━━━━━━━━━━━━━━●────────────────┼──────────────────┼─────┼─────────────
        10 of 16 · space: next         space pause  ← → moment  ↑ ↓ step  ? help  q quit

        """)
  }
}
