import Letters

extension ByteWriter {
  /// Text as it is.
  mutating func write(copying text: String) { write(text.utf8) }

  /// Text of which some letters need more than being copied: `escape` writes those, and says whether it did.
  /// Complexity: O(count); what is plain ASCII is copied at once.
  mutating func write(_ text: String, escape: (Unicode.Scalar, inout ByteWriter) -> Bool) {
    if text.utf8.allSatisfy({ Self.isPlain[Int($0)] }) { return write(copying: text) }
    for scalar in text.unicodeScalars where !escape(scalar, &self) { write(scalar: scalar) }
  }

  mutating func write(scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte) }
  }

  /// `c3`.
  mutating func write(hexadecimal byte: UInt8) {
    for nibble in [byte >> 4, byte & 15] {
      write(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }

  /// By byte: printable ASCII that no format has a use of its own for.
  private static let isPlain: [Bool] = (0...255).map { (byte: UInt8) -> Bool in
    (0x20..<0x7f).contains(byte) && !Array("\"'\\&<>".utf8).contains(byte)
  }
}
