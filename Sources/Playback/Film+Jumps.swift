import Pictures

extension Film {
  /// The same place of the story some timelines further: the same beat of another training step, where it has one. Before the
  /// first timeline it is the beginning, after the last the end.
  func time(_ time: Double, movedByTimelines count: Int) -> Double {
    let index = timelineIndex(at: time)
    let target = index + count
    if target < 0 { return 0 }
    if target >= timelineCount { return duration }
    return self.time(in: target, like: timeline(index), at: time - self.time(ofTimeline: index))
  }

  /// When a timeline tells what another, perhaps of another picture, tells at a time of its own: the same kind of event, of the same
  /// box or what has become of it, else the one as far on.
  func time(in target: Int, like other: Timeline, at time: Double) -> Double {
    let there = timeline(target)
    let start = self.time(ofTimeline: target)
    let (place, progress) = other.beat(at: time)
    guard other.beats.indices.contains(place), let last = there.beats.last else { return start }
    let beat = other.beats[place]
    // What only the first step tells has its place behind the backward pass, and what only later ones tell behind the forward pass.
    var like: [Beat] = []
    for kind in [beat.kind] + (beat.kind == .path ? [.backward] : beat.kind == .helped ? [.forward] : [])
    where like.isEmpty {
      like = there.beats.filter { $0.kind == kind }
    }
    guard !like.isEmpty else { return start + last.start + Beat.stop * last.duration }
    let names = Set(beat.boxes.map { other.diagram.boxes[$0].id })
    let isNamed = { (candidate: Beat) in
      candidate.boxes.contains { box in
        names.contains { name in
          let id = there.diagram.boxes[box].id
          return id == name || id.hasPrefix(name + "[") || id.hasPrefix(name + ".")
        }
      }
    }
    let ordinal = other.beats[..<place].count { $0.kind == beat.kind }
    let direct = like[min(ordinal, like.count - 1)]
    let found = names.isEmpty || isNamed(direct) ? direct : like.first(where: isNamed) ?? direct
    return start + found.start + progress * found.duration
  }

  /// The next stop at the first beat of a kind in its timeline: where the next forward pass, backward pass or update begins.
  func time(ofFirst kind: Beat.Kind, after time: Double) -> Double? {
    var from = time
    while let stop = self.time(after: from, of: kind) {
      let timeline = timelineIndex(at: stop)
      if self.time(after: self.time(ofTimeline: timeline), of: kind) == stop { return stop }
      guard timeline + 1 < timelineCount else { return nil }
      from = self.time(ofTimeline: timeline + 1)
    }
    return nil
  }

  /// The boxes in the order in which the story comes to them: forward, or once something flows back, backward.
  func order(at time: Double) -> [Int] {
    let moment = moment(at: time)
    let isBackward =
      switch moment.beat?.kind {
      case .seed, .backward, .gather, .path, .update: true
      default: false
      }
    let kinds: [Beat.Kind] = isBackward ? [.seed, .backward] : [.given, .forward]
    var order: [Int] = []
    var seen: Set<Int> = []
    for beat in moment.timeline.beats where kinds.contains(beat.kind) {
      for box in beat.boxes where seen.insert(box).inserted { order.append(box) }
    }
    return order + moment.timeline.diagram.boxes.indices.filter { !seen.contains($0) }
  }
}
