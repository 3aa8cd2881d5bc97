import Pictures

/// A training step as a film of the figure: SVG with declarative animation, to be shown like any picture. The gradient flows as a stream,
/// numbers appear when they are known, and what happens stands below in words.
package struct SVGFilm: Sendable {
  private let picture: SVGPicture
  private let diagram: Diagram
  private let steps: [FitStep]
  private let timeline: Timeline
  private let words: [String]
  private let speed: Double

  /// - Parameters:
  ///   - diagram: of the step, with the same boxes and arrows as the film's.
  ///   - steps: what makes it smaller.
  ///   - timeline: which of the film's.
  ///   - speed: beats a second, of the first step's length.
  package init(
    _ picture: SVGPicture, of diagram: Diagram, _ steps: [FitStep], telling film: Film, timeline: Int, speed: Double
  ) {
    self.picture = picture
    self.diagram = diagram
    self.steps = steps
    let told = film.timeline(timeline)
    // What is given is one beat, which is quick in later steps.
    self.speed = timeline == 0 ? speed : speed * (told.beats.first?.duration ?? 1)
    self.timeline = told
    // Whether the update helped is known in the next step.
    let next =
      timeline + 1 < film.timelineCount ? film.timeline(timeline + 1).beats.first { $0.kind == .helped } : nil
    let last = next ?? told.beats.last { $0.kind == .outcome }
    words = [last?.caption(most: 4) ?? ""] + (film.sum.first.map { [$0] } ?? [])
  }

  /// The document.
  package func bytes() throws(SVGPictureError) -> [UInt8] {
    try picture.bytes(of: diagram, steps, animation: SVGAnimation(of: timeline, words: words, speed: speed))
  }

  /// In seconds.
  package var duration: Double { SVGAnimation(of: timeline, words: words, speed: speed).duration }

  /// Pictures of moments at which one would stop to look, each with how many seconds it is seen: for formats that are made of pictures.
  package var stills: [(time: Double, length: Double)] {
    var times = [0.0]
    for beat in timeline.beats where beat.kind != .outcome && beat.kind != .helped {
      // What is on its way, and what has arrived.
      let parts = beat.portions.isEmpty ? [0.05, Beat.arrival + 0.01] : beat.stops
      times += parts.map { (beat.start + $0 * beat.duration) / speed }
    }
    times.append(duration - SVGAnimation.rest + 0.2)
    times.sort()
    return times.indices.map { place in
      (times[place], (place + 1 < times.count ? times[place + 1] : duration) - times[place])
    }
  }

  package func still(at time: Double) throws(SVGPictureError) -> [UInt8] {
    try picture.bytes(
      of: diagram, steps, animation: SVGAnimation(of: timeline, words: words, speed: speed, still: time))
  }
}
