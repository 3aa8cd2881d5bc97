import Autodiff
import FlowLanguage

/// A claim, and whether it holds.
package struct Verdict: Sendable {
  package let claim: Claim
  package let holds: Bool
  /// What is true of the claim's quantity; nil if it has none: a claim about a run's outcome, a step that the run never made, a
  /// shape that does not fit.
  package let actual: Tensor?
  /// Why it fails, when that is more than the number.
  package let reason: String?

  package init(claim: Claim, holds: Bool, actual: Tensor?, reason: String?) {
    self.claim = claim
    self.holds = holds
    self.actual = actual
    self.reason = reason
  }
}
