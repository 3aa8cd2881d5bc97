/// All errors of one file, in its order; or why it could not be read. Reading stops after 1,000 of them.
///
/// ```swift
/// do { print(try FlowFile.read("lesson.flow").figure) } catch { print(error) }
/// // lesson.flow:3:8: error: there is no `w2`
/// //   ŷ = w1 * w2
/// //            ^^
/// //   hint: did you mean `w1`?
/// ```
public struct FlowErrors: Error, Sendable {
  package let source: FlowSource
  /// In the order of the file.
  public let diagnostics: [Diagnostic]

  package init(source: FlowSource, diagnostics: [Diagnostic]) {
    self.source = source
    self.diagnostics = diagnostics
  }

  /// A file that cannot be read.
  package init(unreadable path: String, reason: String, isMissing: Bool) {
    source = FlowSource(name: path, text: "")
    diagnostics = [
      Diagnostic(
        severity: .error, range: 0..<0, message: "the file cannot be read: \(reason)", hint: nil,
        proposals: [], isCertain: false, isMissingFile: isMissing)
    ]
  }

  /// Where an error begins: line and column, both from 1.
  public func place(of diagnostic: Diagnostic) -> (line: Int, column: Int) {
    let before = source.text.utf8.prefix(diagnostic.range.lowerBound)
    let line = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? before
    let lines = before.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    return (source.firstLine + lines, String(decoding: line, as: UTF8.self).count + 1)
  }
}

extension FlowErrors: CustomStringConvertible {
  /// As a person reads them: `listing()`.
  public var description: String { listing() }
}
