import Autodiff
import FlowLanguage
import Letters
import Training

extension Wording {
  /// `the run "too hot" diverged after 4 steps, so there is no step 12`.
  static func pastTheEnd(_ states: TrainedStates, asked: Int) -> String {
    "the run \"\(states.run.name)\" \(ending(states)), so there is no step \(asked)"
  }

  /// `it stopped after 12 steps with L = 0.34`.
  static func outcome(_ states: TrainedStates, in model: Model) -> String {
    "it \(ending(states)) with \(model.id(of: states.run.loss)) = \(PasteableNumber.short(states.loss))"
  }

  /// `diverged after 4 steps`.
  private static func ending(_ states: TrainedStates) -> String {
    let steps = counted(states.updateCount, "step")
    return "\((states.outcome ?? .stopped).rawValue) after \(steps)"
  }
}
