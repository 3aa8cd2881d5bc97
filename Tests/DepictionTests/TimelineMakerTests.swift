import Autodiff
import Depiction
import FlowLanguage
import Foundation
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
    timeline.beats.filter { $0.kind == kind }.map { $0.caption(most: 6) }
  }

  @Test func deliveryTimeFromValuesToUpdate() throws {
    let film = try film(deliveryTime + "\ntrain L using gd(lr=0.05), steps=12, until=0.01")
    let timeline = film.timeline(0)
    #expect(
      timeline.beats.map { $0.caption(most: 6) } == [
        "x1 = 2; x2 = 3; y = 5; w1 = 1; w2 = 2",
        "ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8",
        "e = ŷ − y = 8 − 5 = 3",
        "L = e² = 3² = 9",
        "∂ŷ/∂w1 = x1 = 2; ∂ŷ/∂w2 = x2 = 3; ∂e/∂ŷ = 1; ∂L/∂e = 2e = 2·3 = 6",
        "∂L/∂L = 1",
        "∂L/∂e = 1 · 2e = 1 · 2·3 = 6",
        "∂L/∂ŷ = ∂L/∂e · ∂e/∂ŷ = 6 · 1 = 6",
        "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12",
        "∂L/∂w2 = ∂L/∂ŷ · ∂ŷ/∂w2 = 6 · x2 = 6 · 3 = 18",
        "∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1 = 2e · 1 · x1 = 6 · 1 · 2 = 12",
        "∂L/∂w2 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w2 = 2e · 1 · x2 = 6 · 1 · 3 = 18",
        "w1 ← w1 − lr·∂L/∂w1 = 1 − 0.05·12 = 0.4",
        "w2 ← w2 − lr·∂L/∂w2 = 2 − 0.05·18 = 1.1",
      ])
    #expect(
      timeline.beats.map(\.kind) == [
        .given, .forward, .forward, .forward, .local, .seed, .backward, .backward, .backward, .backward, .path, .path,
        .update, .update,
      ])
    #expect(
      timeline.beats[8].tellings[0].sentence.text == "if w1 grows by 1, ŷ grows by x1 = 2, and L by 6 for each")
    #expect(timeline.beats[10].tellings[0].sentence.text == "along w1 → ŷ → e → L")
    #expect(timeline.beats[5].tellings[0].sentence.text == "if L moves by 1, L moves by 1")
    let second = film.timeline(1)
    #expect(
      captions(second, .forward) == [
        "ŷ = w1·x1 + w2·x2 = 0.4·2 + 1.1·3 = 4.1", "e = ŷ − y = 4.1 − 5 = −0.9", "L = e² = (−0.9)² = 0.81",
      ])
    // Whether it helped is known once the loss is.
    #expect(captions(second, .helped) == ["L 9 → 0.81 (11 times smaller)   w1 1 → 0.4   w2 2 → 1.1"])
    #expect(second.beats.firstIndex { $0.kind == .helped } == 4)
    #expect(captions(second, .update).first == "w1 ← w1 − lr·∂L/∂w1 = 0.4 − 0.05·(−3.6) = 0.58")
    #expect(film.timelineCount == 4)
    #expect(film.losses.count == 4)
    // Where it ended nothing flows back.
    #expect(Set(film.timeline(3).beats.map(\.kind)) == [.given, .forward, .helped, .outcome])
    #expect(film.outcome == "converged after 3 steps: L = 0.006561 is below 0.01")
    #expect(film.sum.last?.hasPrefix("L 9 → 0.006561 (1372 times smaller)   w1 1 → 0.526") == true)
  }

  @Test func contributionsAddUpWherePathsMeet() throws {
    let film = try film("param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d")
    let timeline = film.timeline(0)
    // Olah: ∂e/∂b = 2 + 3 = 5; from d, which is nearer to e in the order back, the 3 comes first.
    #expect(captions(timeline, .gather) == ["∂e/∂b = 3 + 2 = 5"])
    #expect(captions(timeline, .backward)[2] == "∂e/∂b via d = ∂e/∂d · ∂d/∂b = 3 · 1 = 3")
    let b = try #require(timeline.diagram.boxes.firstIndex { $0.id == "b" })
    let gather = try #require(timeline.beats.firstIndex { $0.kind == .gather })
    #expect(timeline.beats[gather].boxes == [b])
    // A part is not called the gradient.
    #expect(timeline.beats.compactMap { $0.partialGradients[b] } == [["3 + …"], ["3 + 2"]])
    let own = timeline.tellings(ofBox: b)
    #expect(
      own.gradient?.text() == "∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b = 2 · 1 + 3 · 1 = 2 + 3 = 5")
    #expect(own.path?.sentence.text == "along b → c → e and b → d → e")
    #expect(timeline.beats.last?.caption() == "∂e/∂a = 2; ∂e/∂b = 5")
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

  private func updates(_ train: String, _ timeline: Int = 0, start: String = "5") throws -> [String] {
    let film = try film("param θ = \(start)\nloss f = θ²\ntrain f using \(train)")
    return captions(film.timeline(timeline), .update).flatMap { $0.components(separatedBy: "; ") }
  }

  /// Each rule by hand: θ = 5, ∂f/∂θ = 10.
  @Test func everyRuleIsToldWithItsState() throws {
    #expect(try updates("gd(lr=0.1), steps=2") == ["θ ← θ − lr·∂f/∂θ = 5 − 0.1·10 = 4"])
    let momentum = "momentum(lr=0.1, beta=0.9), steps=2"
    #expect(
      try updates(momentum) == ["b ← 0.9·b + ∂f/∂θ = 0.9·0 + 10 = 10", "θ ← θ − lr·b = 5 − 0.1·10 = 4"])
    #expect(
      try updates(momentum, 1) == ["b ← 0.9·b + ∂f/∂θ = 0.9·10 + 8 = 17", "θ ← θ − lr·b = 4 − 0.1·17 = 2.3"])
    #expect(
      try updates("nesterov(lr=0.1, beta=0.5), steps=2") == [
        "b ← 0.5·b + ∂f/∂θ = 0.5·0 + 10 = 10", "θ ← θ − lr·(∂f/∂θ + 0.5·b) = 5 − 0.1·(10 + 0.5·10) = 3.5",
      ])
    #expect(
      try updates("adagrad(lr=0.1, eps=0), steps=2") == [
        "s ← s + (∂f/∂θ)² = 0 + 10² = 100", "θ ← θ − lr·∂f/∂θ/(√s + 0) = 5 − 0.1·10/(√100 + 0) = 4.9",
      ])
    #expect(
      try updates("rmsprop(lr=0.1, alpha=0.75, eps=0), steps=2") == [
        "s ← 0.75·s + 0.25·(∂f/∂θ)² = 0.75·0 + 0.25·10² = 25",
        "θ ← θ − lr·∂f/∂θ/(√s + 0) = 5 − 0.1·10/(√25 + 0) = 4.8",
      ])
    #expect(
      try updates("adam(lr=0.1), steps=2") == [
        "m ← 0.9·m + 0.1·∂f/∂θ = 0.9·0 + 0.1·10 = 1",
        "v ← 0.999·v + 0.001·(∂f/∂θ)² = 0.999·0 + 0.001·10² = 0.1",
        "m̂ = m/(1 − 0.9) = 1/(1 − 0.9) = 10",
        "v̂ = v/(1 − 0.999) = 0.1/(1 − 0.999) = 100",
        "θ ← θ − lr·m̂/(√v̂ + 1e−8) = 5 − 0.1·10/(√100 + 1e−8) = 4.9",
      ])
    #expect(
      try updates("adamw(lr=0.1, weight_decay=0.2, eps=0), steps=2").first == "θ ← θ − lr·0.2·θ = 5 − 0.1·0.2·5 = 4.9"
    )
  }

  @Test func clippingAndDecayAreToldWhereTheyAct() throws {
    #expect(
      try updates("gd(lr=0.1), steps=2, clip_norm=1") == [
        "g = ∂f/∂θ·1/10 = 10·1/10 = 1", "θ ← θ − lr·g = 5 − 0.1·1 = 4.9",
      ])
    #expect(try updates("gd(lr=0.1), steps=2, clip_norm=100").count == 1)
    #expect(
      try updates("gd(lr=0.1), steps=2, weight_decay=0.2") == [
        "g = ∂f/∂θ + 0.2·θ = 10 + 0.2·5 = 11", "θ ← θ − lr·g = 5 − 0.1·11 = 3.9",
      ])
    // A letter that the lesson has already is not the rule's.
    let film = try film("param b = 5\nloss f = b²\ntrain f using momentum(lr=0.1), steps=2")
    #expect(captions(film.timeline(0), .update)[0].hasPrefix("u ← 0.9·u + ∂f/∂b"))
  }

  @Test func nothingIsSaidBeforeItIsKnown() throws {
    let timeline = try film(deliveryTime).timeline(0)
    let backward = try #require(timeline.beats.first { $0.kind == .backward && $0.tellings[0].left.text == "∂L/∂w1" })
    let grows = [0.1, 0.3, 0.5, 0.7].map { backward.caption(through: backward.known(at: $0)) }
    #expect(
      grows == [
        "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1", "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1", "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2",
        "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12",
      ])
  }

  @Test func roundedArithmeticSaysSo() throws {
    let timeline = try film("param x = 3\ny = 1/x\noutput z = 3·y").timeline(0)
    #expect(captions(timeline, .forward) == ["y = 1/x = 1/3 = 0.3333", "z = 3y = 3·0.3333 ≈ 1"])
  }

  @Test func tensorsAreToldInSymbols() throws {
    let timeline = try film(fiveDeliveries).timeline(0)
    #expect(captions(timeline, .backward).last == "∂L/∂w = Xᵀ · ∂L/∂e = [1.646, 2.888]")
    // A sum of tensors keeps its parentheses.
    let sum = try film("param a = [1, 2]\nparam b = [3, 4]\nh = a*b + a\no = sum(h * (a + b))\nloss L = o^2")
      .timeline(0)
    #expect(captions(sum, .backward).contains { $0.hasPrefix("∂L/∂h = ∂L/∂o · (a + b) = ") })
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
      depiction.texts = [.labels, .names]
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
    #expect(film.timeline(0).beats.first?.caption().hasPrefix("x1 = 2") == true)
    #expect(film.timeline(0).beats.last?.caption() == "∂L/∂w1 = 12; ∂L/∂w2 = 18")
  }

  @Test func withoutAGradientTheValuesAreTold() throws {
    let timeline = try film("param v = [1, 2]\nu = 2*v").timeline(0)
    #expect(timeline.beats.map(\.kind) == [.given, .forward, .outcome])
    #expect(timeline.diagram.notes.contains(timeline.beats.last?.caption() ?? ""))
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
    #expect(
      Set(timeline.beats.filter { $0.kind == .forward || $0.kind == .given }.flatMap(\.boxes)).count
        == timeline.diagram.boxes.count)
    #expect(
      Set(timeline.beats.filter { $0.kind == .backward }.flatMap(\.arrows)).count == timeline.diagram.arrows.count)
    #expect(timeline.beats.allSatisfy { $0.caption().count < 600 })
  }

  @Test func aThinnedRunOwnsUpToItsLeaps() throws {
    let film = try film("param x = 1\noutput L = x²\ntrain L using gd(lr=0.000001), steps=20000")
    #expect(film.timelineCount <= 10_002)
    #expect(captions(film.timeline(0), .update).first?.contains("2 updates of gd") == true)
    #expect(film.steps.last == 20_000)
  }
}
