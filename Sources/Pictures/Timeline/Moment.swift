/// A film at one time: a timeline, and how far it has come.
package struct Moment: Sendable {
  package let timeline: Timeline
  package let timelineIndex: Int
  package let beatIndex: Int
  /// Of the beat, 0…1.
  package let progress: Double
  /// From the film's beginning, in beats.
  package let time: Double
  package let emphasis: Emphasis
  /// How many of the film's losses are known by now.
  package let lossCount: Int

  /// Whether there are no more beats of a kind to come, or to end, in this timeline.
  package func isOver(_ kind: Beat.Kind) -> Bool {
    !timeline.beats.dropFirst(beatIndex).contains { $0.kind == kind }
  }

  package var beat: Beat? { timeline.beats.indices.contains(beatIndex) ? timeline.beats[beatIndex] : nil }
  package var caption: String { beat.map { $0.caption(through: $0.known(at: progress)) } ?? "" }
}
