import Autodiff
import Training

/// A flow file, read: its graph, its training runs, its claims, and what was odd about it.
///
/// ```swift
/// let file = try FlowFile.read("graphs/delivery-time.flow")
/// print(file.figure)           // the picture
/// print(file.report())         // every claim and gradient, proved
/// ```
public struct FlowFile: Sendable {
  package let source: FlowSource
  package let model: Model
  /// The `train` lines, in the order of the file; each has a name of its own.
  public package(set) var runs: [TrainingRun]
  /// In the order of the file. A claim's run is one of `runs`.
  package let claims: [Claim]
  /// What is legal but odd, in the order of the file; `warningListing()` shows it with its lines.
  public let warnings: [Diagnostic]

  /// The run that a claim or the user means: the first unless one is named. Nil if there is none of that name.
  public func run(named name: String?) -> TrainingRun? {
    guard let name else { return runs.first }
    return runs.first { $0.name == name }
  }
}

extension FlowFile {
  /// A graph that comes from no file.
  package init(of model: Model) {
    self.init(source: FlowSource(name: "figure", text: ""), model: model, runs: [], claims: [], warnings: [])
  }
}
