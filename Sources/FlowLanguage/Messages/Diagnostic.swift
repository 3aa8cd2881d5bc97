/// An error or a warning of a flow file, with its place. Words come from one catalogue.
public struct Diagnostic: Sendable, Hashable {
  /// Whether the file cannot be read, or is only odd.
  public enum Severity: Sendable {
    /// Nothing can be made of the file.
    case error
    /// It is legal, but probably not meant.
    case warning
  }
  /// Whether the file cannot be read, or is only odd.
  public let severity: Severity
  /// UTF-8 offsets into the source.
  package let range: Range<Int>
  /// What is wrong, in the words of the language.
  public let message: String
  /// What to write instead.
  public let hint: String?
  /// The hint as edits of the source, one or several.
  package let proposals: [Proposal]
  /// Whether the hint leaves nothing to choose.
  package let isCertain: Bool
  /// A file that this one names is missing.
  package let isMissingFile: Bool
}

extension Diagnostic: CustomStringConvertible {
  /// The message, with its hint behind it.
  public var description: String { hint.map { "\(message) (\($0))" } ?? message }
}
