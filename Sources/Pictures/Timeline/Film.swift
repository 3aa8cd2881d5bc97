import Platform

/// Timelines in a row, one for each training step: a pure function of time.
///
/// Timelines are made when they are asked for, and few are kept, so that a film of thousands of steps costs no more than its
/// losses. Later timelines tell the same story faster.
package struct Film: Sendable {
  /// Of every timeline; empty if there is nothing to lose.
  package let losses: [Double]
  /// The number of updates before each timeline: 0, 1, 2, … unless the run was thinned.
  package let steps: [Int]
  /// How it ended, in words: `converged after 3 steps: L = 0.006561 is below 0.01`; nil without training.
  package let outcome: String?
  /// What came of it, a line each: what stays when the film is over.
  package let sum: [String]
  /// `adam`; nil without training.
  package let rule: String?
  /// How numbers are written.
  package let text: @Sendable (Double) -> String
  /// When each timeline begins, in beats; the last is the film's end.
  private let starts: [Double]
  private let change: @Sendable (Int) -> String
  private let makeTimeline: @Sendable (Int) -> Timeline
  private let timelines = LatestCache<Timeline>()
  private let widestDiagram = LatestCache<Diagram>()
  private let measure: @Sendable (Int) -> Timeline

  /// - Parameters:
  ///   - change: what has become of the loss and the parameters from the first timeline to another.
  ///   - durations: of the timelines, in beats, each the end of the timeline's last beat.
  ///   - measure: the same timeline, of which the texts of beats may be missing; else `timeline`.
  ///   - timeline: makes a timeline; always the same one of the same index.
  package init(
    losses: [Double] = [], steps: [Int], outcome: String? = nil, sum: [String] = [], rule: String? = nil,
    change: @escaping @Sendable (Int) -> String = { _ in "" },
    durations: [Double],
    text: @escaping @Sendable (Double) -> String, measure: (@Sendable (Int) -> Timeline)? = nil,
    timeline: @escaping @Sendable (Int) -> Timeline
  ) {
    precondition(!durations.isEmpty && steps.count == durations.count, "a film has a timeline")
    self.losses = losses
    self.steps = steps
    self.outcome = outcome
    self.sum = sum
    self.rule = rule
    self.change = change
    self.text = text
    var starts = [0.0]
    for duration in durations { starts.append((starts.last ?? 0) + duration) }
    self.starts = starts
    makeTimeline = timeline
    self.measure = measure ?? timeline
  }

  package var timelineCount: Int { starts.count - 1 }
  /// In beats.
  package var duration: Double { starts[timelineCount] }

  package func timeline(_ index: Int) -> Timeline {
    let index = min(max(index, 0), timelineCount - 1)
    return timelines.value(index) { makeTimeline(index) }
  }

  /// When a timeline begins; for `timelineCount` the end. Indices beyond are taken as the first and the end.
  package func time(ofTimeline index: Int) -> Double { starts[min(max(index, 0), timelineCount)] }

  /// The timeline that plays at a time. O(log timelines).
  package func timelineIndex(at time: Double) -> Int {
    max(starts.dropLast().partitioningIndex { $0 > time } - 1, 0)
  }

  /// What is seen at a time; before the beginning the first picture, after the end the last.
  package func moment(at time: Double) -> Moment {
    let index = timelineIndex(at: time)
    let timeline = timeline(index)
    let (beat, progress) = timeline.beat(at: time - starts[index])
    let emphasis = timeline.emphasis(inBeat: beat, progress: progress)
    let output = timeline.diagram.boxes.lastIndex { $0.role == .output }
    let isKnown = output.map { emphasis.values[$0] != .hidden } ?? false
    return Moment(
      timeline: timeline, timelineIndex: index, beatIndex: beat, progress: progress, time: time,
      emphasis: emphasis,
      lossCount: min(index + (isKnown ? 1 : 0), losses.count))
  }

  /// What is known when the film is left at a time, a line each: what stays then.
  package func sum(at time: Double) -> [String] {
    if time >= duration, !sum.isEmpty { return sum }
    let moment = moment(at: time)
    let (boxes, emphasis) = (moment.timeline.diagram.boxes, moment.emphasis)
    let output = boxes.lastIndex { $0.role == .output }
    let isKnown = output.map { emphasis.values[$0] != .hidden } ?? false
    let seen = isKnown ? moment.timelineIndex : moment.timelineIndex - 1
    guard seen >= 0, let loss = timeline(seen).loss else { return [] }
    var parts = [loss]
    for (box, shown) in emphasis.gradients.enumerated() where isKnown && shown == .whole {
      if boxes[box].role == .operation || boxes[box].role == .output { continue }
      let text = boxes[box].text
      if let name = text.gradientName, text.gradient.count == 1 { parts.append("\(name.text) = \(text.gradient[0])") }
    }
    let more = parts.count - Self.mostLeft
    if more > 0 { parts = parts.prefix(Self.mostLeft) + ["… and \(more) more"] }
    let place = losses.isEmpty ? "" : "left at step \(steps[seen]) of \(steps.last ?? 0): "
    return [place + parts.joined(separator: "   ")] + (seen > 0 ? [change(seen)] : [])
  }

  private static let mostLeft = 9

  /// A diagram with the longest texts that any timeline writes, by which boxes are measured. Of a long film a selection of
  /// timelines is looked at: the first ones, in which most happens, and others evenly.
  package var widest: Diagram {
    widestDiagram.value(0) {
      var widest = timeline(0).diagram
      let first = min(timelineCount, Self.measuredTimelines)
      let step = max((timelineCount - first) / Self.measuredTimelines, 1)
      for index in Array(0..<first) + Array(stride(from: first, to: timelineCount, by: step)) + [timelineCount - 1] {
        widest.widen(by: measure(index))
      }
      return widest
    }
  }

  private static let measuredTimelines = 32
}
