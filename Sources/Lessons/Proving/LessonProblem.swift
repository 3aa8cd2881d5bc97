import FlowLanguage

/// What is wrong in a lesson, or odd: where, and in which file.
package struct LessonProblem: Sendable {
  package enum Kind: Sendable { case refuted, bad, missing, warning }

  package let kind: Kind
  package let source: FlowSource
  package let diagnostic: Diagnostic

  /// As a person reads it, with its file, line and column, and the line itself.
  package var listing: [Listing.Part] { Diagnostic.listing([diagnostic], of: source) }
}
