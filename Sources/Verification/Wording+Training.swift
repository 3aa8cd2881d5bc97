import Autodiff
import FlowLanguage
import Letters
import Training

extension Wording {
  /// `the run "too hot" diverged after 4 steps, so there is no step 12`.
  static func pastTheEnd(_ descent: Descent, asked: Int) -> String {
    "the run \"\(descent.run.name)\" \(ending(descent)), so there is no step \(asked)"
  }

  /// `it stopped after 12 steps with L = 0.34`.
  static func outcome(_ descent: Descent, in model: Model) -> String {
    "it \(ending(descent)) with \(model.id(of: descent.run.loss)) = \(PasteableNumber.short(descent.last.loss))"
  }

  /// `diverged after 4 steps`.
  private static func ending(_ descent: Descent) -> String {
    "\(descent.outcome.rawValue) after \(counted(descent.updateCount, "step"))"
  }
}
