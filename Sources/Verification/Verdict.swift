import Autodiff
import FlowLanguage

/// A claim, and whether it holds.
public struct Verdict: Sendable {
  public let claim: Claim
  public let holds: Bool
  /// What is true of the claim's quantity; nil if it has none: a claim about a run's outcome, a step that the run never made, a
  /// shape that does not fit.
  public let actual: Tensor?
  /// Why it fails, when that is more than the number.
  public let reason: String?

  public init(claim: Claim, holds: Bool, actual: Tensor?, reason: String?) {
    self.claim = claim
    self.holds = holds
    self.actual = actual
    self.reason = reason
  }
}
