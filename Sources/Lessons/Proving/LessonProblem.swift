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

extension LessonProblem {
  /// A picture of the lesson's that does not come along, at the first place where its link is.
  package init(noPicture path: String, link: String, because reason: String, in lesson: Lesson) {
    let places = [link, path].lazy.compactMap { lesson.bytes.firstRange(of: Array($0.utf8)) }
    kind = .warning
    source = lesson.source
    diagnostic = Diagnostic(warning: "the picture \(path) does not come along: \(reason)", at: places.first ?? 0..<0)
  }
}
