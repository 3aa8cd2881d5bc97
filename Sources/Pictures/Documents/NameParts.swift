import Letters

/// What a name is made of, as a textbook sets it: `w1` is a w with an index, `x_in` too, and `x1w1` is two letters that have one each.
package struct NameParts: Sendable, Equatable {
  package enum Part: Sendable, Equatable {
    case letters(String)
    /// Of the letters or the index before.
    case index(String)
    /// `'` for each.
    case primes(String)
    /// `[0, 1]` of an entry or of one of many, `.2` of a node inside of a definition.
    case place(String)
    /// Before another name: `.` in `h[3].z`.
    case point
  }

  package private(set) var parts: [Part] = []

  /// Nil for what is no name in mathematics: `50%`, `_`.
  package init?(_ name: String) {
    if Self.isShort(name) {
      parts = [.letters(String(name.prefix(1)))]
      if name.utf8.count > 1 { parts.append(.index(String(name.dropFirst()))) }
      return
    }
    var rest = Substring(name.canonicalName)
    while true {
      let end = rest.firstIndex { $0 == "[" || $0 == "." } ?? rest.endIndex
      guard take(rest[..<end]) else { return nil }
      rest = rest[end...]
      while let place = Self.place(at: rest) {
        parts.append(.place(String(place)))
        rest = rest[place.endIndex...]
      }
      if rest.isEmpty { return }
      guard rest.removeFirst() == "." else { return nil }
      parts.append(.point)
    }
  }

  /// Whether it is `x12` or its like, which a large graph has by the hundred thousand: a letter, and digits as its index.
  package static func isShort(_ name: String) -> Bool {
    var bytes = name.utf8.makeIterator()
    guard let letter = bytes.next(), letter.isLetter else { return false }
    while let digit = bytes.next() {
      if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { return false }
    }
    return true
  }

  /// Whether the name is one letter, with indices or without: what it multiplies may stand directly behind it.
  package static func isOneLetter(_ name: String) -> Bool {
    guard name.utf8.count > 1 else { return true }
    var letters = ""
    for part in NameParts(name)?.parts ?? [] { if case .letters(let more) = part { letters += more } }
    return letters.count == 1
  }

  /// False if that is no word of letters, indices and primes.
  private mutating func take(_ word: Substring) -> Bool {
    let body = word.prefix { $0 != "'" }
    let halves = body.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = halves.first, head.first?.isLetter == true, halves.last?.isEmpty == false else { return false }
    // Letters, each time with the digits behind them.
    var groups: [(letters: String, digits: String)] = []
    for character in head {
      if Self.isDigit(character) {
        groups[groups.count - 1].digits.append(character)
      } else if !character.isLetter {
        return false
      } else if groups.last?.digits.isEmpty == true {
        groups[groups.count - 1].letters.append(character)
      } else {
        groups.append((String(character), ""))
      }
    }
    if halves.count > 1 || groups.contains(where: { $0.letters.count > 1 || $0.digits.isEmpty }) {
      // One word, of which the last digits are the index.
      let digits = groups[groups.count - 1].digits
      groups = [(String(head.dropLast(digits.count)), digits)]
    }
    for (letters, digits) in groups {
      parts.append(.letters(letters))
      if !digits.isEmpty { parts.append(.index(digits)) }
    }
    if halves.count > 1 { parts.append(.index(String(halves[1]))) }
    let primes = word[body.endIndex...]
    if !primes.isEmpty { parts.append(.primes(String(primes))) }
    return primes.allSatisfy { $0 == "'" }
  }

  private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }

  private static func place(at rest: Substring) -> Substring? {
    if rest.first == "." {
      let digits = rest.dropFirst().prefix { isDigit($0) }
      return digits.isEmpty ? nil : rest[..<digits.endIndex]
    }
    guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
    let inside = rest[..<end].dropFirst()
    return inside.allSatisfy { isDigit($0) || $0 == "," || $0 == " " } ? rest[...end] : nil
  }
}
