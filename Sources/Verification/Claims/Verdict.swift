import Autodiff
import FlowLanguage

/// A claim, and whether it holds.
package struct Verdict: Sendable {
  package let claim: Claim
  package let holds: Bool
  /// The numbers of both sides; nil if there are none to compare: a claim about a run's outcome, a step that the run never
  /// made, shapes that do not fit.
  package let comparison: Comparison?
  /// Why it fails, when that is more than the number.
  package let reason: String?
  /// The slip that explains the claimed number.
  package internal(set) var cause: Cause?

  /// What is true of what is claimed of.
  package var actual: Tensor? { comparison?.actual }

  /// Of a comparison.
  init(_ claim: Claim, _ comparison: Comparison, cause: Cause? = nil) {
    self.claim = claim
    self.comparison = comparison
    self.cause = cause
    holds = comparison.holds
    reason = nil
  }

  /// Of a claim that fails without a number.
  init(_ claim: Claim, failsFor reason: String) {
    self.claim = claim
    self.reason = reason
    holds = false
    comparison = nil
    cause = nil
  }

  /// Of a claim about a run's outcome.
  init(_ claim: Claim, holds: Bool, reason: String?) {
    self.claim = claim
    self.holds = holds
    self.reason = reason
    comparison = nil
    cause = nil
  }
}
