/// What a PDF says of its making.
enum PDF {
  private static let words = ["/Creator", "/Producer", "/CreationDate", "/ModDate", "/Author"]

  /// The document with blanks instead of dates and programs' names, so that everything stays where its table says it is.
  static func withoutWords(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for word in words.map({ Array($0.utf8) }) {
      var place = 0
      while let start = bytes[place...].firstRange(of: word) {
        place = start.upperBound
        guard let end = endOfString(in: bytes, from: start.upperBound) else { continue }
        for index in start.lowerBound..<end { bytes[index] = UInt8(ascii: " ") }
      }
    }
    return bytes
  }

  /// Behind `(…)`, with blanks before; parentheses within are paired or escaped.
  private static func endOfString(in bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    while place < bytes.count, [0x20, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return place }
    }
    return nil
  }
}
