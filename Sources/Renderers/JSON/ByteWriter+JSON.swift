/// `"…"` as JSON has it, for what is written elsewhere.
package func jsonString(_ text: String) -> [UInt8] {
  var writer = ByteWriter()
  writer.writeJSON(text)
  return writer.bytes()
}

/// Text in JSON.
extension ByteWriter {
  /// `"…"`, or `null`. Lossless; what a terminal or a person's eye would be misled by is written by its number.
  mutating func writeJSON(_ text: borrowing String) {
    write(UInt8(ascii: "\""))
    write(text) { writer, kind, bytes, left in
      switch kind {
      case Letter.quote: writer.write("\\\"")
      case Letter.backslash: writer.write("\\\\")
      case Letter.control:
        switch bytes[0] {
        case 0x08: writer.write("\\b")
        case 0x09: writer.write("\\t")
        case 0x0a: writer.write("\\n")
        case 0x0c: writer.write("\\f")
        case 0x0d: writer.write("\\r")
        default: writer.writeEscape(UInt16(bytes[0]))
        }
      case Letter.lead:
        guard let (scalar, length) = Letter.hidden(at: bytes, left: left) else { return 0 }
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { writer.writeEscape(unit) }
        return length
      default: return 0
      }
      return 1
    }
    write(UInt8(ascii: "\""))
  }

  mutating func writeJSON(_ text: String?) {
    if let text { writeJSON(text) } else { write("null") }
  }

  /// `\u202e`.
  private mutating func writeEscape(_ unit: UInt16) {
    write("\\u")
    for shift: UInt16 in [12, 8, 4, 0] {
      let nibble = UInt8(unit >> shift & 15)
      write(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }
}
