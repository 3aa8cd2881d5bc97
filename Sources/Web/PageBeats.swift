import Pictures
import Renderers

/// The beats of a training step, each with what it says, and what of the drawing is seen otherwise from which part of it on.
struct PageBeats {
  private let timeline: Timeline
  private let isTrained: Bool
  /// Arrows of which the local derivative is told, and the beat in which it is.
  private let told: Set<Int>
  private let local: Int?

  init(of timeline: Timeline, isTrained: Bool) {
    self.timeline = timeline
    self.isTrained = isTrained
    local = timeline.beats.firstIndex { $0.kind == .local }
    told = Set(local.map { timeline.beats[$0].arrows } ?? [])
  }

  var answer: Answer {
    var seen: [String: String] = [:]
    var written: [Emphasis.Shown] = []
    return .list(
      timeline.beats.indices.map { index in
        let beat = timeline.beats[index]
        var moments: [Answer] = []
        // Equations grow while something is on its way.
        let growing = (1..<3).map { Beat.arrival * Double($0) / 3 }
        for progress in Set(beat.changes + growing).sorted() {
          let emphasis = timeline.emphasis(inBeat: index, progress: progress)
          var parts: [Answer] = []
          for (id, state) in states(emphasis, index) where seen[id] != state {
            seen[id] = state
            parts.append(.list([.text(id), .text(state)]))
          }
          let texts = emphasis.values + emphasis.gradients
          moments.append(
            .record([
              ("at", .number(progress)), ("known", .whole(Int(beat.known(at: progress).rawValue))),
              ("told", .whole(max(beat.portionCount(at: progress), 1))), ("parts", .list(parts)),
              ("texts", .list(changes(from: written, to: texts))),
            ]))
          written = texts
        }
        return record(beat, moments)
      })
  }

  private func record(_ beat: Beat, _ moments: [Answer]) -> Answer {
    let portions = beat.portions.isEmpty ? [beat.tellings] : beat.portions.map { $0.tellings }
    return .record([
      ("kind", .text(beat.kind.rawValue)), ("sign", .text(beat.kind.sign)),
      ("word", .text(beat.kind.word(isTrained: isTrained))), ("phase", .text(phase(beat.kind))),
      ("said", .list(portions.map { .list($0.map { Answer($0) }) })),
      ("start", .number(beat.start)), ("duration", .number(beat.duration)),
      ("stops", .list(beat.stops.map { .number($0) })),
      ("box", Answer(beat.marked.first.map { timeline.diagram.boxes[$0].elementIdentifier })),
      ("moments", .list(moments)),
    ])
  }

  private func phase(_ kind: Beat.Kind) -> String {
    switch kind {
    case .given, .forward, .local: "forward"
    case .seed, .backward, .gather, .path: "backward"
    case .update: "update"
    case .helped, .outcome: "outcome"
    }
  }

  /// What the style sheet knows of each part of the drawing, by its id, and of the whole, whose id is empty.
  private func states(_ emphasis: Emphasis, _ index: Int) -> [(id: String, state: String)] {
    let beat = timeline.beats[index]
    let later = timeline.beats[index...]
    let flows = later.contains { $0.kind.isBackward && $0.kind != .path || $0.kind == .forward }
    let moves = flows || later.contains { $0.kind == .update }
    var states = [(id: "", state: "film" + (flows ? "" : " told") + (moves ? "" : " moved"))]
    for (place, box) in timeline.diagram.boxes.enumerated() {
      let state =
        (emphasis.values[place] == .hidden ? "no-value " : "")
        + (emphasis.gradients[place] == .hidden ? "no-gradient " : "")
        + (emphasis.activeBoxes.contains(place) ? "active" : "")
      states.append((box.elementIdentifier, state))
    }
    let moving = Set(beat.arrows)
    for (place, arrow) in timeline.diagram.arrows.enumerated() {
      let isDerived =
        told.contains(place)
        ? emphasis.derived.contains(place)
        : local.map { index >= $0 } ?? (emphasis.values[arrow.to] != .hidden)
      var state = (isDerived ? "" : "no-local ") + (emphasis.delivered.contains(place) ? "" : "no-flow ")
      if moving.contains(place) {
        switch beat.kind {
        case .forward: state += "moving forward"
        case .backward: state += "moving backward"
        case .path: state += "on-path"
        case .given, .local, .seed, .gather, .update, .helped, .outcome: break
        }
      }
      states.append((timeline.diagram.elementIdentifier(of: arrow), state))
    }
    return states
  }

  /// `[id, which of its numbers, other words]`, or null where it is the drawing's own text again.
  private func changes(from old: [Emphasis.Shown], to new: [Emphasis.Shown]) -> [Answer] {
    let count = timeline.diagram.boxes.count
    var changes: [Answer] = []
    for (place, shown) in new.enumerated() {
      let before = old.indices.contains(place) ? old[place] : .hidden
      guard before != shown, Self.words(before) != nil || Self.words(shown) != nil else { continue }
      changes.append(
        .list([
          .text(timeline.diagram.boxes[place % count].elementIdentifier),
          .text(place < count ? "value" : "gradient"), Answer(Self.words(shown)),
        ]))
    }
    return changes
  }

  private static func words(_ shown: Emphasis.Shown) -> String? {
    if case .text(let lines) = shown { lines.joined(separator: " ") } else { nil }
  }
}

extension Answer {
  /// `[left side, [[part, "= 6 · 2"], …], sentence]`; without a telling null.
  init(_ telling: Telling?) {
    guard let telling else {
      self = .null
      return
    }
    let steps = telling.steps.indices.map { place in
      Answer.list([
        .whole(Int(telling.steps[place].part.rawValue)),
        .text(telling.sign(before: place) + " " + telling.steps[place].term.text),
      ])
    }
    self = .list([.text(telling.left.text), .list(steps), .text(telling.sentence.text)])
  }
}
