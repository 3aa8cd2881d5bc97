import Pictures

/// The identifiers of all boxes, written once: arrows repeat them.
struct DOTNames: ~Copyable {
  private let pieces: BytePieces

  init(of boxes: [Box]) {
    pieces = BytePieces(2 * boxes.count) { place, writer in
      Self.write(boxes[place / 2].id, asElement: place % 2 == 1, to: &writer)
    }
  }

  private static func write(_ id: borrowing String, asElement: Bool, to writer: inout ByteWriter) {
    if !isPlain(id) {
      guard !asElement else { return writer.write(copying: Box.elementIdentifier(of: copy id)) }
    } else if asElement || !isKeyword(id) {
      return writer.write(copying: id)
    }
    writer.quoted { writer, start in writer.writeDOT(id, start: &start) }
  }

  /// `w1` or `"W[0, 1]"`, as Graphviz reads identifiers.
  @inline(__always)
  func writeIdentifier(of box: Int, to writer: inout ByteWriter) { pieces.write(2 &* box, to: &writer) }

  /// `W-0-1`, as the drawn element is called.
  @inline(__always)
  func writeElement(of box: Int, to writer: inout ByteWriter) { pieces.write(2 &* box &+ 1, to: &writer) }

  /// ASCII letters, digits and `_`, no digit first: an identifier without quotes everywhere.
  private static func isPlain(_ id: borrowing String) -> Bool {
    guard let first = id.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    let isPlain = id.utf8.withContiguousStorageIfAvailable { bytes in bytes.allSatisfy { letters[Int($0)] } }
    return isPlain ?? id.utf8.allSatisfy { letters[Int($0)] }
  }

  private static let letters: [Bool] = (0..<256).map { byte in
    let byte = UInt8(byte)
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Keywords of Graphviz's language, in any case of letters.
  private static func isKeyword(_ id: borrowing String) -> Bool {
    guard (4...8).contains(id.utf8.count) else { return false }
    // Eight letters in a number, small ones.
    var letters: UInt64 = 0
    for byte in id.utf8 { letters = letters &<< 8 | UInt64(byte | 0x20) }
    switch letters {
    case 0x6e6f6465, 0x65646765, 0x6772_6170_68, 0x7374_7269_6374: return true  // node edge graph strict
    case 0x6469_6772_6170_68, 0x7375_6267_7261_7068: return true  // digraph subgraph
    default: return false
    }
  }
}
