import Autodiff
import FlowLanguage

/// What `edgewise check` found: claims, gradients beside numerical ones, and what looks wrong.
package struct Report: Sendable {
  /// At the leaf values whose gradients were compared.
  package let model: Model
  /// In the order of the file.
  package let verdicts: [Verdict]
  /// Nil if there is no gradient to compare: the output is a tensor, or not finite.
  package let numerical: NumericalCheck?
  /// Sentences, in order of importance.
  package let warnings: [String]

  package init(model: Model, verdicts: [Verdict], numerical: NumericalCheck?, warnings: [String]) {
    self.model = model
    self.verdicts = verdicts
    self.numerical = numerical
    self.warnings = warnings
  }

  /// No claim refuted and no gradient wrong.
  package var passes: Bool {
    verdicts.allSatisfy { $0.holds } && numerical?.agrees ?? true
  }
}
