/// The text with every error mended whose only hint is certain: what is marked becomes what the hint says. What a
/// mended line shows next is mended too.
/// - Throws: the errors that are left, if one of them has no certain hint.
package func repaired(_ source: FlowSource, tables: TableSource = .none) throws(FlowErrors) -> FlowSource {
  var source = source
  while true {
    do {
      _ = try FlowFile.read(source, tables: tables)
      return source
    } catch {
      guard let text = repaired(source, error.diagnostics), text.utf8.count <= 2 * source.text.utf8.count + 100 else {
        throw error
      }
      source = FlowSource(name: source.name, text: text, firstLine: source.firstLine)
    }
  }
}

/// The text without these errors; nil if one of them has no certain hint, or none is there.
private func repaired(_ source: FlowSource, _ errors: [Diagnostic]) -> String? {
  let bytes = Array(source.text.utf8)
  var result: [UInt8] = []
  var end = 0
  for error in errors {
    guard error.isCertain, let proposal = error.proposals.first, proposal.range.lowerBound >= end else { return nil }
    result.append(contentsOf: bytes[end..<proposal.range.lowerBound])
    result.append(contentsOf: proposal.text.utf8)
    end = proposal.range.upperBound
  }
  result.append(contentsOf: bytes[end...])
  return errors.isEmpty || result == bytes ? nil : String(decoding: result, as: UTF8.self)
}
