/// A block of Markdown that holds no others: where it stands, and of code what it holds.
package struct MarkdownBlock: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// What stands behind the fence, and the code without what goes before its lines; an indented block has no fence.
    case code(info: String?, literal: String)
    case html
    /// Paragraphs, headings and tables.
    case text
  }

  package let kind: Kind
  /// From 1.
  package let lines: ClosedRange<Int>
  /// Where its first line begins, from 1, in bytes: what goes before is a quote's or a list's.
  package let column: Int

  package init(kind: Kind, lines: ClosedRange<Int>, column: Int) {
    self.kind = kind
    self.lines = lines
    self.column = column
  }
}
