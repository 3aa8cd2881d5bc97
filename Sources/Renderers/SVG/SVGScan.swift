/// What is found in a document's content in one look: its ids, its classes, and a name made of all of it.
struct SVGScan {
  /// Where each id begins.
  private(set) var ids: [Int] = []
  /// The classes that are used, each as its own hash.
  private(set) var classes: Set<UInt64> = [Self.hash("background".utf8)]
  /// A letter and four more: the same of the same content.
  private(set) var name = "e"

  init(_ content: [UInt8], seed: String) {
    var hash = Self.hash(seed.utf8)
    var place = 0
    while place < content.count {
      let byte = content[place]
      hash = Self.mixed(hash, byte)
      place += 1
      // Text has no quotation marks: they are escaped.
      guard byte == UInt8(ascii: "\""), place > 5, content[place - 2] == UInt8(ascii: "=") else { continue }
      if Self.ends(content, at: place, with: " id=\"") { ids.append(place) }
      guard Self.ends(content, at: place, with: " class=\"") else { continue }
      var end = place
      while end < content.count, content[end] != UInt8(ascii: "\"") { end += 1 }
      for name in content[place..<end].split(separator: UInt8(ascii: " ")) { classes.insert(Self.hash(name)) }
    }
    for _ in 0..<4 {
      let digit = UInt8(hash & 31)
      hash >>= 11
      name.unicodeScalars.append(
        Unicode.Scalar(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit))
    }
  }

  private static func ends(_ bytes: [UInt8], at place: Int, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place >= count else { return false }
    for index in 0..<count where bytes[place - count + index] != word.utf8Start[index] { return false }
    return true
  }

  /// FNV-1a.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0xcbf2_9ce4_8422_2325, mixed) }

  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
