/// Where one stops: in every beat the moment at which all has arrived and what acts is still marked.
extension Film {
  /// The next stop, or nil at the end.
  /// - Parameter kind: of which beats; nil: of all.
  package func time(after time: Double, of kind: Beat.Kind? = nil) -> Double? {
    for index in timelineIndex(at: time)..<timelineCount {
      let start = self.time(ofTimeline: index)
      let beats = timeline(index).beats
      for beat in beats where kind == nil || beat.kind == kind {
        for part in beat.stops {
          let stop = start + beat.start + part * beat.duration
          if stop > time + Self.slack(time) { return stop }
        }
      }
      // All timelines but the first and the last have the same kinds of beats.
      if let kind, index > 0, index + 1 < timelineCount - 1, !beats.contains(where: { $0.kind == kind }) {
        let last = self.time(ofTimeline: timelineCount - 1)
        return last > time ? self.time(after: last, of: kind) : nil
      }
    }
    return nil
  }

  /// The stop before, or nil at the beginning.
  package func time(before time: Double) -> Double? {
    for index in (0...timelineIndex(at: time)).reversed() {
      let start = self.time(ofTimeline: index)
      for beat in timeline(index).beats.reversed() {
        for part in beat.stops.reversed() {
          let stop = start + beat.start + part * beat.duration
          if stop < time - Self.slack(time) { return stop }
        }
      }
    }
    return nil
  }

  /// All stops of a timeline.
  package func stops(ofTimeline index: Int) -> [Double] {
    let start = time(ofTimeline: index)
    return timeline(index).beats.flatMap { beat in beat.stops.map { start + beat.start + $0 * beat.duration } }
  }

  /// What rounding may do to a time.
  private static func slack(_ time: Double) -> Double { max(abs(time), 1) * 1e-12 }
}
