/// An error or a warning, with its place. Words come from one catalogue.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: Sendable { case error, warning }
  package let severity: Severity
  /// UTF-8 offsets into the source.
  package let range: Range<Int>
  /// What is wrong, in the words of the language.
  package let message: String
  /// What to write instead.
  package let hint: String?
  /// A file that this one names is missing.
  package let isMissingFile: Bool
}

/// All errors of one file, in its order. Reading stops after 1,000 of them.
package struct FlowErrors: Error, Sendable {
  package let source: FlowSource
  package let diagnostics: [Diagnostic]
}
