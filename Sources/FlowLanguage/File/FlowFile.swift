import Autodiff
import Training

/// A flow file, read: its model, its claims, and what was odd about it.
package struct FlowFile: Sendable {
  package let source: FlowSource
  package let model: Model
  /// The `train` lines, in the order of the file; each has a name of its own.
  package let runs: [TrainingRun]
  /// In the order of the file. A claim's run is one of `runs`.
  package let claims: [Claim]
  /// What is legal but odd, in the order of the file.
  package let warnings: [Diagnostic]

  /// The run that a claim or the user means: the first unless one is named. Nil if there is none of that name.
  package func run(named name: String?) -> TrainingRun? {
    guard let name else { return runs.first }
    return runs.first { $0.name == name }
  }
}
