import Autodiff
import FlowLanguage

/// What `edgewise check` found: claims, gradients beside numerical ones, and what looks wrong.
public struct Report: Sendable {
  public struct Verdict: Sendable {
    public let claim: Claim
    /// Nil: not tried (training is not done here).
    public let holds: Bool?
    public let actual: Tensor?
    /// Why it fails or was not tried, when that is more than the number.
    public let reason: String?
  }
  public let verdicts: [Verdict]
  public let numerical: NumericalCheck?
  /// Sentences, in order of importance.
  public let warnings: [String]
  /// No claim refuted and no gradient wrong.
  public var passes: Bool { fatalError("contract") }
}

extension FlowFile {
  /// Proves every claim, compares every leaf's gradient with a numerical one, and looks for what is odd.
  public func report() -> Report { fatalError("contract") }
}
