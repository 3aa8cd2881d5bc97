import Autodiff
import FlowLanguage
import Training

extension FlowFile {
  /// Proves every claim, compares every named leaf's gradient with a numerical one, and looks for what is odd. What the
  /// language itself warned of is not repeated.
  /// - Parameters:
  ///   - state: other leaf values, such as those of a run's step, at which the gradients are compared. Claims are about the
  ///     file as it is.
  ///   - goesOn: watches the runs that claims are about. What follows from a run that it ended is not to be believed.
  /// Complexity: that of the numerical check, which is bounded; a backward trace for each node that a claim
  /// differentiates, for each of its entries; and the updates that claims ask for.
  package func report(at state: [Int: Tensor] = [:], goesOn: Descent.Watch? = nil) -> Report {
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state)
    let linearization = model.graph.forwardTrace().linearization()
    let leaves = model.definitions.filter { $0.role != .operation }.map { $0.node }
    let backward = model.differentiableOutput.map { linearization.backwardTrace(from: $0) }
    let isFinite = backward.map { $0.trace.value(of: $0.output).scalars.allSatisfy { $0.isFinite } } ?? false
    let numerical = isFinite ? backward?.numericalCheck(of: leaves) : nil
    let oddities = Warnings(
      in: model, trace: linearization.trace, backward: backward, leaves: leaves, numerical: numerical,
      saysShapes: source.text.isEmpty)
    return Report(
      model: model, verdicts: verdicts(goesOn: goesOn), numerical: numerical, warnings: oddities.sentences)
  }

  /// The claims alone, with their verdicts, in the order of the file; of one that fails also why, where that is known.
  package func verdicts(goesOn: Descent.Watch? = nil) -> [Verdict] {
    guard !claims.isEmpty else { return [] }
    var trial = ClaimTrial(of: self, goesOn: goesOn)
    return trial.verdicts()
  }
}

extension Model {
  /// The output, if it holds one number.
  var differentiableOutput: Int? { output.flatMap { graph.shape(of: $0).count == 1 ? $0 : nil } }
}
