/// The text with every error mended whose only hint is certain: what is marked becomes what the hint says. What shows
/// then is mended too.
/// - Throws: the errors that are left, where they have no certain hint.
package func repaired(_ source: FlowSource, tables: TableSource = .none) throws(FlowErrors) -> FlowSource {
  var source = source
  for _ in 0..<Findings.limit {
    do {
      _ = try FlowFile.read(source, tables: tables)
      return source
    } catch {
      guard let text = repaired(source, error.diagnostics) else { throw error }
      source = FlowSource(name: source.name, text: text, firstLine: source.firstLine)
    }
  }
  return source
}

/// The text without those of the errors that have one certain hint; nil if none has.
private func repaired(_ source: FlowSource, _ errors: [Diagnostic]) -> String? {
  let bytes = Array(source.text.utf8)
  var result: [UInt8] = []
  var end = 0
  for error in errors where error.isCertain {
    guard let proposal = error.proposals.first, proposal.range.lowerBound >= end else { continue }
    result.append(contentsOf: bytes[end..<proposal.range.lowerBound])
    result.append(contentsOf: proposal.text.utf8)
    end = proposal.range.upperBound
  }
  result.append(contentsOf: bytes[end...])
  return result == bytes ? nil : String(decoding: result, as: UTF8.self)
}
