/// What to write instead: a text for a stretch of the source. Proposals that a diagnostic shows have been read; several
/// are several meanings, of which none is certain.
package struct Proposal: Sendable, Hashable {
  /// UTF-8 offsets into the source.
  package let range: Range<Int>
  package let text: String

  package init(range: Range<Int>, text: String) {
    self.range = range
    self.text = text
  }

  /// The source with the text in its place.
  package func applied(to source: String) -> String {
    let bytes = source.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
    return String(source[..<start]) + text + String(source[end...])
  }
}
