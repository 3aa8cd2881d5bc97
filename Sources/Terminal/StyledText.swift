import Letters

/// Text in styles that is printed line by line: messages, reports. It is cleaned on its way out, so that what is
/// quoted from a file can neither move a cursor nor change a colour.
package struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
  private struct Part: Sendable, Hashable {
    var text: String
    var style: Style
  }

  private var parts: [Part]

  package init(_ text: String, _ style: Style = .plain) { parts = [Part(text: text, style: style)] }

  package init(stringLiteral text: String) { self.init(text) }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.parts += right.parts
    return sum
  }

  package static func + (left: StyledText, right: String) -> StyledText { left + StyledText(right) }

  /// Messages keep to the sixteen colours that a person has chosen.
  package func bytes(coloured: Bool) -> [UInt8] {
    let depth = coloured ? ColourDepth.sixteen : .none
    var bytes: [UInt8] = []
    for part in parts {
      part.style.write(after: .plain, depth: depth, to: &bytes)
      bytes += part.text.harmlessLines.utf8
      Style.plain.write(after: part.style, depth: depth, to: &bytes)
    }
    return bytes
  }
}
