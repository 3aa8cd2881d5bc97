import Diagrams

/// The identifiers of all boxes, written once: arrows repeat them.
struct DOTNames {
  private let bytes: [UInt8]
  /// Where the identifier and then the element's begin; one more at the end.
  private let starts: [Int]

  init(of boxes: [Box]) {
    var writer = ByteWriter()
    var starts: [Int] = []
    starts.reserveCapacity(2 * boxes.count + 1)
    boxes.withUnsafeBufferPointer { boxes in
      for i in boxes.indices {
        starts.append(writer.count)
        let isPlain = Self.isPlain(boxes[i].id)
        if isPlain, !Self.isKeyword(boxes[i].id) {
          writer.write(copying: boxes[i].id)
        } else {
          writer.quoted { writer, start in writer.writeDOT(boxes[i].id, start: &start) }
        }
        starts.append(writer.count)
        writer.write(copying: isPlain ? boxes[i].id : boxes[i].elementIdentifier)
      }
    }
    starts.append(writer.count)
    self.starts = starts
    bytes = writer.bytes()
  }

  /// `w1` or `"W[0, 1]"`, as Graphviz reads identifiers.
  @inline(__always)
  func writeIdentifier(of box: Int, to writer: inout ByteWriter) { write(2 * box, to: &writer) }

  /// `W-0-1`, as the drawn element is called.
  @inline(__always)
  func writeElement(of box: Int, to writer: inout ByteWriter) { write(2 * box + 1, to: &writer) }

  @inline(__always)
  private func write(_ place: Int, to writer: inout ByteWriter) {
    let range = starts[place]..<starts[place + 1]
    bytes.withUnsafeBufferPointer { writer.write(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// ASCII letters, digits and `_`, no digit first: an identifier without quotes everywhere.
  private static func isPlain(_ id: borrowing String) -> Bool {
    var isFirst = true
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"): guard !isFirst else { return false }
      default: return false
      }
      isFirst = false
    }
    return !isFirst
  }

  /// Keywords of Graphviz's language, in any case of letters.
  private static func isKeyword(_ id: borrowing String) -> Bool {
    guard (4...8).contains(id.utf8.count), let first = id.utf8.first else { return false }
    switch first | 0x20 {
    case UInt8(ascii: "n"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "d"), UInt8(ascii: "s"): break
    default: return false
    }
    return ["node", "edge", "graph", "digraph", "subgraph", "strict"].contains(id.lowercased())
  }
}
