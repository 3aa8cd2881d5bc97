/// A film at one time: a timeline, and how far it has come.
package struct Moment: Sendable {
  package let timeline: Timeline
  package let timelineIndex: Int
  package let beatIndex: Int
  /// Of the beat, 0…1.
  package let progress: Double
  package let emphasis: Emphasis
  /// How many of the film's losses are known by now.
  package let lossCount: Int

  package var beat: Beat? { timeline.beats.indices.contains(beatIndex) ? timeline.beats[beatIndex] : nil }
  package var caption: String { beat?.caption ?? "" }
}
