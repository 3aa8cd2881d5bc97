/// One line of a report, to be coloured by its kind.
public struct ReportLine: Sendable, Hashable {
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A claim that holds; all gradients right.
    case passed
    /// A refuted claim; a wrong gradient.
    case failed
    case warning
  }
  public let kind: Kind
  public let text: String

  public init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// The line with what it begins with: `✓ line 14: ŷ = 8`, in ASCII `ok line 14: ŷ = 8`.
  public func marked(ascii: Bool = false) -> String {
    mark(ascii: ascii) + " " + text
  }

  /// `✓`, `✗`, `!`; in ASCII `ok`, `FAILED`, `warning:`.
  public func mark(ascii: Bool = false) -> String {
    switch kind {
    case .passed: ascii ? "ok" : "✓"
    case .failed: ascii ? "FAILED" : "✗"
    case .warning: ascii ? "warning:" : "!"
    }
  }
}
