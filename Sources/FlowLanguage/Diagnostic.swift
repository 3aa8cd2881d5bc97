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
}

/// All errors of one file.
public struct FlowErrors: Error, Sendable {
  public let source: FlowSource
  public let diagnostics: [Diagnostic]
}

extension FlowErrors {
  /// The errors as a person reads them: file, line and column, the line (cut around the caret if long) with a caret
  /// run, the hint; at most 20, then how many more. Plain text; colour is added by the command.
  public func listing(coloured: Bool = false) -> String { fatalError("contract") }
}

extension FlowFile {
  /// The same for warnings.
  public func warningListing(coloured: Bool = false) -> String { fatalError("contract") }
}
