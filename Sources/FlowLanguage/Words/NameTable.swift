/// Every name of a file, once. Names are compared as the language does: in canonical equivalence, subscript digits
/// as digits, `′` as `'`. A spelling is hashed as bytes; only spellings beyond ASCII meet Unicode.
struct NameTable {
  private struct Spelling {
    let hash: UInt32
    let start: Int32
    let count: Int32
    let name: Int32
  }

  private var slots: [Int32]
  private var spellings: [Spelling] = []
  private var pool: [UInt8] = []
  /// Names that are not all ASCII once normalised, by canonical equivalence.
  private var beyondASCII: [String: Int32] = [:]
  /// The first spelling of each name.
  private var firstSpelling: [Int32] = []

  init() {
    slots = [Int32](repeating: -1, count: 1024)
  }

  var count: Int { firstSpelling.count }

  /// The name as it was first written.
  func spelling(of name: Int) -> String {
    let spelling = spellings[Int(firstSpelling[name])]
    return String(decoding: pool[Int(spelling.start)..<Int(spelling.start + spelling.count)], as: UTF8.self)
  }

  mutating func name(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return name(bytes, 0, bytes.count)
  }

  /// The number of the name written in `bytes[start ..< end]`.
  mutating func name(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var hash: UInt32 = 2_166_136_261
    var ascii = true
    for index in start..<end {
      let byte = bytes[index]
      if byte >= 0x80 { ascii = false }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
    }
    hash ^= hash >> 15
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let spelling = spellings[Int(slots[slot])]
      if spelling.hash == hash, Int(spelling.count) == end - start {
        let offset = Int(spelling.start) - start
        var index = start
        while index < end, pool[offset + index] == bytes[index] { index += 1 }
        if index == end { return Int(spelling.name) }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let name = ascii ? firstSpelling.count : canonicalName(bytes, start, end)
    if name == firstSpelling.count { firstSpelling.append(Int32(spellings.count)) }
    // `canonicalName` may have added spellings of its own.
    slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(spellings.count)
    spellings.append(
      Spelling(hash: hash, start: Int32(pool.count), count: Int32(end - start), name: Int32(name)))
    pool.append(contentsOf: bytes[start..<end])
    if spellings.count * 2 > slots.count { grow() }
    return name
  }

  /// The name that a spelling beyond ASCII means: perhaps one that ASCII can write.
  private mutating func canonicalName(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let normalised = NameTable.normalised(text)
    let plain = Array(normalised.utf8)
    if !plain.contains(where: { $0 >= 0x80 }) { return name(plain, 0, plain.count) }
    if let known = beyondASCII[normalised] { return Int(known) }
    beyondASCII[normalised] = Int32(firstSpelling.count)
    return firstSpelling.count
  }

  /// The form in which names are compared, but for canonical equivalence, which `String` brings along.
  static func normalised(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if Letters.isSubscriptDigit(scalar), let digit = Unicode.Scalar(scalar.value - 0x2080 + 0x30) {
        result.append(digit)
      } else if scalar.value == 0x2032 {
        result.append("'")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (index, spelling) in spellings.enumerated() {
      var slot = Int(spelling.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
