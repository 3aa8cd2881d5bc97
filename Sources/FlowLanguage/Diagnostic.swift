/// An error or a warning, with its place. Words come from one catalogue.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: Sendable { case error, warning }
  public let severity: Severity
  /// UTF-8 offsets into the source.
  public let range: Range<Int>
  /// What is wrong, in the words of the language.
  public let message: String
  /// What to write instead.
  public let hint: String?
  /// A file that this one names is missing.
  public let isMissingFile: Bool
}

/// All errors of one file, in its order. Reading stops after 1,000 of them.
public struct FlowErrors: Error, Sendable {
  public let source: FlowSource
  public let diagnostics: [Diagnostic]
}
