/// One line of a report: what is proved, what is refuted, what looks wrong.
public struct ReportLine: Sendable, Hashable {
  /// What a line can be.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A claim that holds; all gradients right.
    case passed
    /// A refuted claim; a wrong gradient.
    case failed
    /// What looks wrong, though nothing is false.
    case warning
  }
  /// What the line is.
  public let kind: Kind
  /// `line 14: ŷ = 8`.
  public let text: String

  package init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// The line with what it begins with: `✓ line 14: ŷ = 8`, in ASCII `ok line 14: ŷ = 8`.
  public func marked(ascii: Bool = false) -> String {
    mark(ascii: ascii) + " " + text
  }

  /// `✓`, `✗`, `!`; in ASCII `ok`, `FAILED`, `warning:`.
  package func mark(ascii: Bool = false) -> String {
    switch kind {
    case .passed: ascii ? "ok" : "✓"
    case .failed: ascii ? "FAILED" : "✗"
    case .warning: ascii ? "warning:" : "!"
    }
  }
}
