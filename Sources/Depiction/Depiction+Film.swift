import Autodiff
import Diagrams
import Training

extension Depiction {
  /// The story of a model: its values, how its gradient flows back and, with a descent, how its parameters move, step after
  /// step. Without a descent it is one scene.
  ///
  /// Complexity: as `diagram(of:)`; scenes are made when they are asked for.
  public func film(of model: Model, descent: Descent? = nil) -> Film {
    let story = Story(of: model, descent: descent, as: self)
    return Film(
      losses: descent?.steps.map(\.loss) ?? [], steps: descent?.steps.map(\.number) ?? [0],
      outcome: descent.map(story.outcome), rule: descent?.run.rule.name,
      durations: (0..<story.sceneCount).map(story.duration), text: story.format.text,
      measure: { story.scene($0, isMute: true) }, scene: { story.scene($0) })
  }
}
