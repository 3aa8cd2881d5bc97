import Letters

/// `"…"` as JSON has it, for what is written elsewhere.
package func jsonString(_ text: String) -> [UInt8] {
  var writer = ByteWriter()
  writer.writeJSON(text)
  return writer.bytes
}

/// Text in JSON.
extension ByteWriter {
  /// `"…"`. Lossless; what a terminal or a person's eye would be misled by is written by its number.
  mutating func writeJSON(_ text: String) {
    write("\"")
    write(text) { scalar, writer in
      switch scalar {
      case "\"": writer.write("\\\"")
      case "\\": writer.write("\\\\")
      case "\u{8}": writer.write("\\b")
      case "\t": writer.write("\\t")
      case "\n": writer.write("\\n")
      case "\u{C}": writer.write("\\f")
      case "\r": writer.write("\\r")
      case _ where scalar.value < 0x20 || scalar.value == 0x7f || scalar.isHidden:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          writer.write("\\u")
          writer.write(hexadecimal: UInt8(unit >> 8))
          writer.write(hexadecimal: UInt8(truncatingIfNeeded: unit))
        }
      default: return false
      }
      return true
    }
    write("\"")
  }

  /// The same, or `null`.
  mutating func writeJSON(_ text: String?) {
    if let text { writeJSON(text) } else { write("null") }
  }
}
