import Diagrams

extension Film {
  /// The same place of the story some scenes further: the same beat of another training step, where it has one. Before the
  /// first scene it is the beginning, after the last the end.
  func time(_ time: Double, movedByScenes count: Int) -> Double {
    let index = sceneIndex(at: time)
    let target = index + count
    if target < 0 { return 0 }
    if target >= sceneCount { return duration }
    let (here, there) = (scene(index), scene(target))
    let (beat, progress) = here.beat(at: time - self.time(ofScene: index))
    let start = self.time(ofScene: target)
    guard here.beats.indices.contains(beat) else { return start }
    if there.beats.indices.contains(beat), there.beats[beat].kind == here.beats[beat].kind {
      return start + there.beats[beat].start + progress * there.beats[beat].duration
    }
    guard let last = there.beats.last else { return start }
    return start + last.start + Beat.stop * last.duration
  }

  /// The next stop at the first beat of a kind in its scene: where the next forward pass, backward pass or update begins.
  func time(ofFirst kind: Beat.Kind, after time: Double) -> Double? {
    var from = time
    while let stop = self.time(after: from, of: kind) {
      let scene = sceneIndex(at: stop)
      if self.time(after: self.time(ofScene: scene), of: kind) == stop { return stop }
      guard scene + 1 < sceneCount else { return nil }
      from = self.time(ofScene: scene + 1)
    }
    return nil
  }
}
