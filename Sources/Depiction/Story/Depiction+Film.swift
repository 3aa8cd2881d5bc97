import Autodiff
import Pictures
import Training

extension Depiction {
  /// The story of a model: its values, how its gradient flows back and, with a descent, how its parameters move, step after
  /// step. Without a descent it is one timeline.
  ///
  /// Complexity: as `diagram(of:)`; timelines are made when they are asked for.
  package func film(of model: Model, descent: Descent? = nil) -> Film {
    var depiction = self
    // A film has no tooltips.
    depiction.texts = [.labels, .names]
    let story = TimelineMaker(of: model, descent: descent, as: depiction)
    let first = story.timeline(0)
    return Film(
      losses: descent?.steps.map { $0.loss } ?? [], steps: descent?.steps.map { $0.number } ?? [0],
      outcome: story.sum.first, sum: story.sum, rule: descent?.run.rule.name, change: story.change,
      durations: (0..<story.timelineCount).map { $0 == 0 ? first.duration : story.duration($0) },
      text: story.format.text, measure: { story.timeline($0, isMute: true) },
      timeline: { $0 == 0 ? first : story.timeline($0) })
  }
}
