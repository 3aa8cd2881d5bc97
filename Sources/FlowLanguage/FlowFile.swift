import Autodiff

/// A flow file, read: its model, its claims, and what was odd about it.
public struct FlowFile: Sendable {
  public let source: FlowSource
  public let model: Model
  /// In the order of the file, those after training too, which cannot be checked yet.
  public let claims: [Claim]
  /// What is legal but odd, in the order of the file.
  public let warnings: [Diagnostic]
}
