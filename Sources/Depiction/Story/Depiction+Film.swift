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
    depiction.texts = .labels
    let story = TimelineMaker(of: model, descent: descent, as: depiction)
    return Film(
      losses: descent?.steps.map { $0.loss } ?? [], steps: descent?.steps.map { $0.number } ?? [0],
      outcome: descent.map(story.outcome), rule: descent?.run.rule.name,
      durations: (0..<story.timelineCount).map(story.duration), text: story.format.text,
      measure: { story.timeline($0, isMute: true) }, timeline: { story.timeline($0) })
  }
}
