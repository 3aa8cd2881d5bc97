import Letters

/// Finds `{{ … }}` in the text of a block: not in code, not in tags of HTML, not behind a backslash.
struct InsertionScanner {
  private let bytes: [UInt8]
  private let end: Int
  private var place: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  mutating func next() -> Insertion? {
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "`"): skipCode()
      case UInt8(ascii: "<"): skipTag()
      case UInt8(ascii: "{") where place + 1 < end && bytes[place + 1] == UInt8(ascii: "{"):
        if let insertion = insertion() { return insertion }
        place += 1
      default: place += 1
      }
    }
    return nil
  }

  /// A run of backticks, up to the next one of that length; alone it is text.
  private mutating func skipCode() {
    let length = run(at: place)
    var other = place + length
    place = other
    while other < end {
      guard bytes[other] == UInt8(ascii: "`") else {
        other += 1
        continue
      }
      let count = run(at: other)
      other += count
      if count == length {
        place = other
        return
      }
    }
  }

  private func run(at start: Int) -> Int { bytes[start..<end].prefix { $0 == UInt8(ascii: "`") }.count }

  /// `<a href="…">`; a `<` before anything else is text.
  private mutating func skipTag() {
    place += 1
    guard place < end else { return }
    guard bytes[place].isLetter || Array("/!?".utf8).contains(bytes[place]) else { return }
    if let close = bytes[place..<end].firstIndex(of: UInt8(ascii: ">")) { place = close + 1 }
  }

  private mutating func insertion() -> Insertion? {
    var close = place + 2
    while close + 1 < end, bytes[close] != 0x0a {
      if bytes[close] == UInt8(ascii: "}"), bytes[close + 1] == UInt8(ascii: "}") {
        let text = String(decoding: bytes[(place + 2)..<close], as: UTF8.self)
        guard let found = Insertion(text, range: place..<close + 2) else { return nil }
        place = close + 2
        return found
      }
      close += 1
    }
    return nil
  }
}
