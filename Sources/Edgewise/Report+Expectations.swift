import Depiction
import FlowLanguage
import Pictures
import Verification

extension Expectation {
  /// A verdict as a diagram lists it.
  package init(_ verdict: Verdict) {
    self.init(
      line: verdict.claim.line, claim: verdict.claim.text, holds: verdict.holds,
      actual: verdict.actual.map { Quantity($0) })
  }
}

extension Report {
  /// The verdicts as a diagram lists them.
  package var expectations: [Expectation] { verdicts.map { Expectation($0) } }
}
