import Letters
import Pictures

/// Quoted text in Graphviz's language.
extension ByteWriter {
  /// Older versions of Graphviz refuse a quoted piece of more than 16,384 bytes; longer texts are put together with `+`.
  private static let longestPiece = 12_288

  /// Writes `"…"`, what stands inside with `body`; `"…" + "…"` where that is long.
  @inline(__always)
  mutating func quoted(_ body: (inout ByteWriter) -> Void) {
    write("\"")
    let start = count
    body(&self)
    if count - start > Self.longestPiece { breakPieces(from: start) }
    write("\"")
  }

  private mutating func breakPieces(from start: Int) {
    // From the end, so that what is inserted moves nothing that is still to be looked at.
    for piece in (1...(count - start) / Self.longestPiece).reversed() {
      var place = start + piece * Self.longestPiece
      while !mayBreak(before: place, from: start) { place -= 1 }
      insert("\" + \"", at: place)
    }
  }

  /// Whether no character begins before `place` and ends behind it: neither one of several bytes nor a backslash with what it
  /// stands before.
  private func mayBreak(before place: Int, from start: Int) -> Bool {
    if bytes[place] & 0xc0 == 0x80 { return false }
    let backslashes = bytes[start..<place].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return backslashes % 2 == 0
  }

  /// Text as it is to be read by a person, or by Graphviz: no entity, no escape sequence, nothing hidden.
  ///
  /// - Parameter breaksLines: whether a line feed is one, as in a tooltip; else it is drawn as its picture.
  mutating func writeDOT(_ text: String, breaksLines: Bool = false) {
    write(text) { scalar, writer in
      switch scalar {
      case "&": writer.write("&amp;")
      case "\n" where breaksLines: writer.write("\\n")
      default: writer.writeDOTData(scalar)
      }
      return true
    }
  }

  /// An attribute for other programs, which Graphviz does not look into.
  mutating func writeDOTData(_ text: String) {
    write(text) { scalar, writer in
      writer.writeDOTData(scalar)
      return true
    }
  }

  private mutating func writeDOTData(_ scalar: Unicode.Scalar) {
    if scalar == "\"" || scalar == "\\" { write("\\") }
    write(scalar: scalar.shown)
  }

  /// A number or tensor as an attribute: 12 significant digits, a tensor as a JSON array.
  mutating func writeDOT(_ quantity: Quantity) {
    quoted { writer in
      switch quantity {
      case .number(let number): writer.write(number, .rounded(to: 12))
      case .tensor: writer.write(quantity, .rounded(to: 12), quote: "\\\"", separator: ",")
      }
    }
  }

  mutating func write(_ colour: Theme.Colour) {
    write("#")
    write(hexadecimal: colour.red)
    write(hexadecimal: colour.green)
    write(hexadecimal: colour.blue)
  }
}
