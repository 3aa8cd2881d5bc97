import Pictures

/// Quoted text in Graphviz's language.
extension ByteWriter {
  /// Older versions of Graphviz refuse a quoted piece of more than 16,384 bytes; longer texts are put together with `+`.
  private static let longestPiece = 12_288

  /// Writes `"…"`, what stands inside with `body`, which is handed the count at which the piece began and passes it on.
  @inline(__always)
  mutating func quoted(_ body: (inout ByteWriter, inout Int) -> Void) {
    write(UInt8(ascii: "\""))
    var start = count
    body(&self, &start)
    write(UInt8(ascii: "\""))
  }

  /// Begins a new piece where this one is long enough.
  @inline(__always)
  mutating func breakPiece(_ start: inout Int) {
    guard count - start > Self.longestPiece else { return }
    write("\" + \"")
    start = count
  }

  /// Text as it is to be read by a person, or by Graphviz: no entity, no escape sequence, nothing hidden.
  ///
  /// - Parameter breaksLines: whether a line feed is one, as in a tooltip; else it is drawn as its picture.
  mutating func writeDOT(_ text: borrowing String, start: inout Int, breaksLines: Bool = false) {
    write(
      text, beforeSlice: { $0.breakPiece(&start) },
      special: { writer, kind, bytes, left in
        switch kind {
        case Letter.ampersand:
          writer.write("&amp;")
          return 1
        case Letter.control where breaksLines && bytes[0] == 0x0a:
          writer.write("\\n")
          return 1
        default:
          return writer.writeDOTSpecial(kind, bytes, left)
        }
      })
  }

  /// An attribute for other programs, which Graphviz does not look into.
  mutating func writeDOTData(_ text: borrowing String, start: inout Int) {
    write(
      text, beforeSlice: { $0.breakPiece(&start) },
      special: { writer, kind, bytes, left in writer.writeDOTSpecial(kind, bytes, left) })
  }

  @inline(__always)
  private mutating func writeDOTSpecial(_ kind: UInt8, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int {
    switch kind {
    case Letter.quote: write("\\\"")
    case Letter.backslash: write("\\\\")
    case Letter.control:
      // U+2400 and on are the pictures of the first 32, U+2421 that of delete.
      write(0xe2)
      write(0x90)
      write(bytes[0] == 0x7f ? 0xa1 : 0x80 + bytes[0])
    case Letter.lead:
      guard let (_, length) = Letter.hidden(at: bytes, left: left) else { return 0 }
      // U+FFFD.
      write(0xef)
      write(0xbf)
      write(0xbd)
      return length
    default: return 0
    }
    return 1
  }

  /// A number or tensor as an attribute: 12 significant digits, a tensor as a JSON array.
  mutating func writeDOT(_ quantity: Quantity) {
    quoted { writer, start in
      switch quantity {
      case .number(let number):
        writer.write(number, .rounded(to: 12))
      case .tensor:
        var from = start
        writer.write(quantity, .rounded(to: 12), quote: "\\\"", separator: ",", afterEach: { $0.breakPiece(&from) })
      }
    }
  }

  mutating func write(_ colour: Theme.Colour) {
    write(UInt8(ascii: "#"))
    for part in [colour.red, colour.green, colour.blue] {
      for nibble in [part >> 4, part & 15] {
        write(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
      }
    }
  }
}
