import Pictures

extension Film {
  /// The same place of the story some timelines further: the same beat of another training step, where it has one. Before the
  /// first timeline it is the beginning, after the last the end.
  func time(_ time: Double, movedByTimelines count: Int) -> Double {
    let index = timelineIndex(at: time)
    let target = index + count
    if target < 0 { return 0 }
    if target >= timelineCount { return duration }
    let (here, there) = (timeline(index), timeline(target))
    let (beat, progress) = here.beat(at: time - self.time(ofTimeline: index))
    let start = self.time(ofTimeline: target)
    guard here.beats.indices.contains(beat) else { return start }
    if there.beats.indices.contains(beat), there.beats[beat].kind == here.beats[beat].kind {
      return start + there.beats[beat].start + progress * there.beats[beat].duration
    }
    guard let last = there.beats.last else { return start }
    return start + last.start + Beat.stop * last.duration
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
}
