import Autodiff
import FlowLanguage

/// What is proved of a figure: its claims, its gradients beside numerical ones, and what looks wrong.
///
/// ```swift
/// let report = try FlowFile.read("graphs/delivery-time.flow").report()
/// report.passes  // true
/// print(report)  // ✓ line 14: ŷ = 8 …
/// ```
public struct Report: Sendable {
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
  public var passes: Bool {
    verdicts.allSatisfy { $0.holds } && numerical?.agrees ?? true
  }
}

extension Report: CustomStringConvertible {
  /// What `edgewise check` prints.
  public var description: String { lines.map { $0.marked() }.joined(separator: "\n") }
}
