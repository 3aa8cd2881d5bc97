import Autodiff
import FlowLanguage

/// A claim, and whether it holds.
public struct Verdict: Sendable {
  public let claim: Claim
  /// Nil: not tried (training is not done here).
  public let holds: Bool?
  /// What is true of the claim's quantity; nil if it was not tried or does not fit the claim.
  public let actual: Tensor?
  /// Why it fails or was not tried, when that is more than the number.
  public let reason: String?

  public init(claim: Claim, holds: Bool?, actual: Tensor?, reason: String?) {
    self.claim = claim
    self.holds = holds
    self.actual = actual
    self.reason = reason
  }
}
