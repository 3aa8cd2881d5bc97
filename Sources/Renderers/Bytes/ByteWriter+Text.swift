import Letters

extension ByteWriter {
  /// Text as it is.
  mutating func write(copying text: String) { write(text.utf8) }

  /// Text of which some letters need more than being copied: `escape` writes those, and says whether it did.
  /// Complexity: O(count); what stands between such letters is copied at once.
  mutating func write(_ text: String, escape: (Unicode.Scalar, inout ByteWriter) -> Bool) {
    let isPlain = Self.isPlain
    var text = text
    text.withUTF8 { utf8 in
      var (start, place) = (0, 0)
      while place < utf8.count {
        if isPlain[Int(utf8[place])] {
          place += 1
          continue
        }
        // ∂, −, ∞ and what else is from U+2200 to U+22FF: no format has a use of its own for signs of mathematics.
        if utf8[place] == 0xe2, (0x88...0x8b).contains(utf8[place + 1]) {
          place += 3
          continue
        }
        write(UnsafeBufferPointer(rebasing: utf8[start..<place]))
        var (decoder, rest) = (UTF8(), utf8[place...].makeIterator())
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { preconditionFailure("a string is UTF-8") }
        start = place
        place += UTF8.width(scalar)
        if escape(scalar, &self) { start = place }
      }
      write(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
  }

  mutating func write(scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte) }
  }

  /// `c3`.
  mutating func write(hexadecimal byte: UInt8) {
    write(Self.digit(byte >> 4))
    write(Self.digit(byte & 15))
  }

  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }

  /// By byte: printable ASCII that no format has a use of its own for.
  private static let isPlain: [Bool] = (0...255).map { (byte: UInt8) -> Bool in
    (0x20..<0x7f).contains(byte) && !Array("\"'\\&<>".utf8).contains(byte)
  }
}
