import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Testing
import Training

/// The order of the story, and its arithmetic in words. Numbers are the lesson's own, or by hand.
@Suite struct StoryTests {
  private func film(_ text: String, run: String? = nil, as depiction: Depiction = Depiction()) throws -> Film {
    let file = try FlowFile.read(FlowSource(name: "test.flow", text: text))
    return depiction.film(
      of: file.model, descent: file.run(named: run).map { Descent(of: $0, in: file.model.graph) })
  }

  private func captions(_ timeline: Timeline, _ kind: Beat.Kind) -> [String] {
    timeline.beats.filter { $0.kind == kind }.map(\.caption)
  }

  @Test func deliveryTimeFromValuesToUpdate() throws {
    let film = try film(deliveryTime + "\ntrain L using gd(lr=0.05), steps=12, until=0.01")
    let timeline = film.timeline(0)
    #expect(
      timeline.beats.map(\.caption) == [
        "step 0: x1 = 2, x2 = 3, y = 5, w1 = 1, w2 = 2",
        "ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8",
        "e = ŷ − y = 8 − 5 = 3",
        "L = e² = 3² = 9",
        "∂L/∂L = 1",
        "∂L/∂L · ∂L/∂e = 1 · 6 = 6",
        "∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6",
        "∂L/∂ŷ · ∂ŷ/∂w1 = 6 · 2 = 12",
        "∂L/∂ŷ · ∂ŷ/∂w2 = 6 · 3 = 18",
        "w1 ← 1 − 0.05·12 = 0.4",
        "w2 ← 2 − 0.05·18 = 1.1",
      ])
    #expect(
      timeline.beats.map(\.kind) == [
        .forward, .forward, .forward, .forward, .seed, .backward, .backward, .backward, .backward, .update, .update,
      ])
    #expect(
      captions(film.timeline(1), .forward) == [
        "step 1: w1 = 0.4, w2 = 1.1", "ŷ = w1·x1 + w2·x2 = 0.4·2 + 1.1·3 = 4.1", "e = ŷ − y = 4.1 − 5 = −0.9",
        "L = e² = (−0.9)² = 0.81",
      ])
    #expect(captions(film.timeline(1), .update).first == "w1 ← 0.4 − 0.05·(−3.6) = 0.58")
    #expect(film.timelineCount == 4)
    #expect(film.losses.count == 4)
    // Where it ended nothing flows back.
    #expect(Set(film.timeline(3).beats.map(\.kind)) == [.forward, .outcome])
    #expect(film.timeline(3).beats.last?.caption == "converged after 3 steps: L = 0.006561")
    #expect(film.outcome == "converged after 3 steps: L = 0.006561")
  }

  @Test func contributionsAddUpWherePathsMeet() throws {
    let film = try film("param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d")
    let timeline = film.timeline(0)
    // Olah: ∂e/∂b = 2 + 3 = 5.
    #expect(captions(timeline, .accumulate) == ["∂e/∂b = 2 + 3 = 5"])
    let b = try #require(timeline.diagram.boxes.firstIndex { $0.id == "b" })
    let gather = try #require(timeline.beats.firstIndex { $0.kind == .accumulate })
    #expect(timeline.beats[gather].boxes == [b])
    // The first contribution stands alone until the second comes.
    let parts = timeline.beats.compactMap { $0.partialGradients[b] }
    #expect(parts == [["3"], ["5"]])
    #expect(timeline.chainRule(ofBox: b).symbols == "∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b")
    #expect(timeline.chainRule(ofBox: b).numbers == "2 · 1 + 3 · 1 = 5")
    #expect(timeline.beats.last?.caption == "∂e/∂a = 2; ∂e/∂b = 5")
  }

  @Test func onlyEdgesOnPathsFromParametersCarryGradients() throws {
    let timeline = try film(deliveryTime).timeline(0)
    let told = Set(timeline.beats.filter { $0.kind == .backward }.flatMap(\.arrows))
    let sources = Set(told.map { timeline.diagram.boxes[timeline.diagram.arrows[$0].from].id })
    #expect(sources == ["w1", "w2", "ŷ", "e"])
  }

  @Test func everyGradientIsCompleteBeforeItTravelsOn() throws {
    for text in [
      deliveryTime, "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d",
      "param x = 2\na = x·x\nb = a·x + a\nc = b·a + x\noutput d = c·b·a", fiveDeliveries,
    ] {
      let timeline = try film(text).timeline(0)
      var missing = [Int](repeating: 0, count: timeline.diagram.boxes.count)
      let told = timeline.beats.filter { $0.kind == .backward }.flatMap(\.arrows)
      #expect(Set(told).count == told.count)
      for arrow in told { missing[timeline.diagram.arrows[arrow].from] += 1 }
      for arrow in told {
        #expect(missing[timeline.diagram.arrows[arrow].to] == 0)
        missing[timeline.diagram.arrows[arrow].from] -= 1
      }
      #expect(missing.allSatisfy { $0 == 0 })
    }
  }

  @Test func otherRulesSayWhatMoved() throws {
    // The first step of Adam is as long as the learning rate, whatever the gradient.
    let adam = try film(deliveryTime + "\ntrain L using adam(lr=0.1), steps=2")
    #expect(captions(adam.timeline(0), .update) == ["w1: 1 → 0.9 (adam)", "w2: 2 → 1.9 (adam)"])
    let clipped = try film(deliveryTime + "\ntrain L using gd(lr=0.05), steps=1, clip_norm=1")
    #expect(captions(clipped.timeline(0), .update).first?.hasSuffix("(gd, gradient clipped)") == true)
  }

  @Test func roundedArithmeticSaysSo() throws {
    let timeline = try film("param x = 3\ny = 1/x\noutput z = 3·y").timeline(0)
    #expect(captions(timeline, .forward)[1...] == ["y = 1/x = 1/3 = 0.3333", "z = 3y = 3·0.3333 ≈ 1"])
  }

  @Test func tensorsAreToldInSymbols() throws {
    let timeline = try film(fiveDeliveries).timeline(0)
    #expect(captions(timeline, .backward).last == "∂L/∂w = Xᵀ · ∂L/∂e = [1.646, 2.888]")
  }

  /// A timeline is the picture of its step, as one would draw it alone.
  @Test func everySceneIsThePictureOfItsStep() throws {
    for (text, detail) in [
      (deliveryTime, Detail.named), (deliveryTime, .operations), (fiveDeliveries, .named),
      (fiveDeliveries, .operations),
    ] {
      let file = try FlowFile.read(
        FlowSource(name: "test.flow", text: text + "\ntrain L using gd(lr=0.01), steps=4"))
      let descent = Descent(of: file.runs[0], in: file.model.graph)
      let parts: Parts = [.values, .gradients, .derivatives, .formulas, .notes, .contributions]
      var depiction = Depiction(detail: detail, parts: parts)
      let film = depiction.film(of: file.model, descent: descent)
      // Nobody reads a film's tooltips, so it has none.
      depiction.texts = .labels
      for (index, step) in descent.steps.dropLast().enumerated() {
        var model = file.model
        model.graph = model.graph.rebuilt(leaves: descent.leafValues(at: step))
        let alone = depiction.diagram(of: model)
        #expect(film.timeline(index).diagram.boxes == alone.boxes)
        #expect(film.timeline(index).diagram.arrows == alone.arrows)
        #expect(film.timeline(index).diagram.summary == alone.summary)
        #expect(film.timeline(index).diagram.step == step.number)
      }
    }
  }

  @Test func aFilmWithoutTrainingIsOneTimeline() throws {
    let film = try film(deliveryTime)
    #expect(film.timelineCount == 1)
    #expect(film.losses.isEmpty)
    #expect(film.outcome == nil)
    #expect(film.timeline(0).beats.first?.caption.hasPrefix("given: x1 = 2") == true)
    #expect(film.timeline(0).beats.last?.caption == "∂L/∂w1 = 12; ∂L/∂w2 = 18")
  }

  @Test func withoutAGradientTheValuesAreTold() throws {
    let timeline = try film("param v = [1, 2]\nu = 2*v").timeline(0)
    #expect(timeline.beats.map(\.kind) == [.forward, .forward, .outcome])
    #expect(timeline.diagram.notes.contains(timeline.beats.last?.caption ?? ""))
  }

  @Test func scenesAreAsLongAsTheFilmSays() throws {
    for text in [
      deliveryTime + "\ntrain L using gd(lr=0.05), steps=5", deliveryTime,
      "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d\ntrain e using gd(lr=0.1), steps=7",
      "param x = 1\noutput L = x²\ntrain L using gd(lr=0.1), steps=1, until=2",
    ] {
      for detail in [Detail.named, .operations] {
        let film = try film(text, as: Depiction(detail: detail))
        for index in 0..<film.timelineCount {
          let length = film.time(ofTimeline: index + 1) - film.time(ofTimeline: index)
          #expect(abs(film.timeline(index).duration - length) < 1e-9)
        }
      }
    }
  }

  @Test func aLargeGraphIsToldInLayers() throws {
    var text = "param a0 = 1\nparam b0 = 0.5\n"
    for layer in 1...40 {
      text += "a\(layer) = tanh(a\(layer - 1) + b\(layer - 1))\nb\(layer) = a\(layer - 1)·b\(layer - 1)\n"
    }
    text += "output L = a40 + b40"
    let film = try film(text)
    let timeline = film.timeline(0)
    #expect(timeline.beats.count <= 80)
    #expect(Set(timeline.beats.filter { $0.kind == .forward }.flatMap(\.boxes)).count == timeline.diagram.boxes.count)
    #expect(
      Set(timeline.beats.filter { $0.kind == .backward }.flatMap(\.arrows)).count == timeline.diagram.arrows.count)
    #expect(timeline.beats.allSatisfy { $0.caption.count < 600 })
  }

  @Test func aThinnedRunOwnsUpToItsLeaps() throws {
    let film = try film("param x = 1\noutput L = x²\ntrain L using gd(lr=0.000001), steps=20000")
    #expect(film.timelineCount <= 10_002)
    #expect(captions(film.timeline(0), .update).first?.contains("2 updates of gd") == true)
    #expect(film.steps.last == 20_000)
  }
}
