import Pictures

/// The identifiers of all boxes, made once: arrows repeat them.
struct DOTNames {
  /// `w1` or `"W[0, 1]"`, as Graphviz reads identifiers.
  let identifiers: [String]
  /// `W-0-1`, as the drawn element is called.
  let elements: [String]

  init(of ids: [String]) {
    identifiers = ids.map { Self.identifier($0) }
    elements = ids.map { Self.isPlain($0) ? $0 : Box.elementIdentifier(of: $0) }
  }

  private static func identifier(_ id: String) -> String {
    if isPlain(id), !keywords.contains(where: { $0.utf8.elementsEqual(id.utf8.lazy.map { $0 | 0x20 }) }) { return id }
    var writer = ByteWriter()
    writer.quoted { $0.writeDOT(id) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// ASCII letters, digits and `_`, no digit first: an identifier without quotes everywhere.
  private static func isPlain(_ id: String) -> Bool {
    guard let first = id.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return id.utf8.allSatisfy { isLetter[Int($0)] }
  }

  private static let isLetter: [Bool] = (0...255).map { (byte: UInt8) -> Bool in
    let character = Unicode.Scalar(byte)
    return ("a"..."z").contains(character) || ("A"..."Z").contains(character) || ("0"..."9").contains(character)
      || character == "_"
  }

  /// Keywords of Graphviz's language, in any case of letters: 0x20 tells small ones.
  private static let keywords = ["node", "edge", "graph", "digraph", "subgraph", "strict"]
}
