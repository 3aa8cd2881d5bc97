import Autodiff
import Training

/// A flow file, read: its model, its claims, and what was odd about it.
public struct FlowFile: Sendable {
  public let source: FlowSource
  public let model: Model
  /// The `train` lines, in the order of the file; each has a name of its own.
  public let runs: [TrainingRun]
  /// In the order of the file. A claim's run is one of `runs`.
  public let claims: [Claim]
  /// What is legal but odd, in the order of the file.
  public let warnings: [Diagnostic]

  /// The run that a claim or the user means: the first unless one is named. Nil if there is none of that name.
  public func run(named name: String?) -> TrainingRun? {
    guard let name else { return runs.first }
    return runs.first { $0.name == name }
  }
}
