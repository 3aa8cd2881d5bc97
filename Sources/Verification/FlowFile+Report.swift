import Autodiff
import FlowLanguage

extension FlowFile {
  /// Proves every claim, compares every named leaf's gradient with a numerical one, and looks for what is odd. What the
  /// language itself warned of is not repeated.
  /// Complexity: that of the numerical check, which is bounded; and a backward trace for each node that a claim
  /// differentiates, for each of its entries.
  public func report() -> Report {
    let linearization = model.graph.forwardTrace().linearization()
    let leaves = model.definitions.filter { $0.role != .operation }.map(\.node)
    let backward = model.differentiableOutput.map { linearization.backwardTrace(from: $0) }
    let isFinite = backward.map { $0.trace.value(of: $0.output).scalars.allSatisfy(\.isFinite) } ?? false
    let numerical = isFinite ? backward?.numericalCheck(of: leaves) : nil
    let oddities = Oddities(
      in: model, trace: linearization.trace, backward: backward, leaves: leaves, numerical: numerical)
    return Report(
      model: model, verdicts: verdicts(in: linearization), numerical: numerical, warnings: oddities.sentences)
  }

  /// The claims alone, with their verdicts, in the order of the file.
  public func verdicts() -> [Verdict] {
    claims.isEmpty ? [] : verdicts(in: model.graph.forwardTrace().linearization())
  }

  private func verdicts(in linearization: Linearization) -> [Verdict] {
    var check = ClaimCheck(of: linearization)
    return claims.map { check.verdict(on: $0) }
  }
}

extension Model {
  /// The output, if it holds one number.
  var differentiableOutput: Int? { output.flatMap { graph.shape(of: $0).count == 1 ? $0 : nil } }
}
