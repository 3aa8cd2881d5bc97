import Letters

/// Reads words off the bytes of a flow file, one at a time. A value: saving it and putting it back is looking ahead.
struct Lexer {
  let bytes: [UInt8]
  var position: Int
  var names: NameTable
  /// Comments in the order of the file, from `#` to the end of the line; for the formatter.
  var comments: [Range<Int>] = []
  /// Why the last word was `bad`.
  var problem: WordProblem?
  /// Behind `‖x‖^`, where the `_2` of `2_2` is the norm's.
  var readsOneDigit = false
  /// Whether names are looked up; spacing needs none.
  private let interns: Bool

  /// Reads words for their places alone.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    names = NameTable()
    interns = false
  }

  init(_ text: String, names: NameTable) {
    bytes = Array(text.utf8)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.names = names
    interns = true
  }

  /// The next word. A newline is a word; the parser decides whether it ends anything.
  mutating func next() -> Token {
    let count = bytes.count
    while position < count {
      let start = position
      let byte = bytes[position]
      switch byte {
      case 0x20, 0x09, 0x0D, 0x0B, 0x0C:
        position += 1
      case 0x0A:
        position += 1
        return Token(kind: .newline, start: start, end: position)
      case UInt8(ascii: "#"):
        while position < count, bytes[position] != 0x0A { position += 1 }
        if start > comments.last?.lowerBound ?? -1 { comments.append(start..<position) }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        return nameToken(from: start)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        return numberToken(from: start)
      case UInt8(ascii: "."):
        if position + 1 < count, isDigit(bytes[position + 1]) { return numberToken(from: start) }
        guard follows(0x2E) else { return token(.dot, 1) }
        return position + 2 < count && bytes[position + 2] == 0x2E ? token(.ellipsis, 3) : token(.dotDot, 2)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        return stringToken(from: start)
      case 0x80...:
        if let token = tokenBeyondASCII(from: start) { return token }
      default:
        return punctuation(byte, from: start)
      }
    }
    return Token(kind: .endOfFile, start: count, end: count)
  }

  private mutating func punctuation(_ byte: UInt8, from start: Int) -> Token {
    let equals = UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "+"): return follows(equals) ? token(.augmented, 2) : token(.plus, 1)
    case UInt8(ascii: "-"): return follows(equals) ? token(.augmented, 2) : token(.minus, 1)
    case UInt8(ascii: "*"):
      if follows(byte) { return token(.power, 2) }
      return follows(equals) ? token(.augmented, 2) : token(.times, 1)
    case UInt8(ascii: "/"):
      if follows(byte) { return token(.floorDivide, 2) }
      return follows(equals) ? token(.augmented, 2) : token(.divide, 1)
    case UInt8(ascii: "^"): return token(.power, 1)
    case UInt8(ascii: "@"): return token(.matrixProduct, 1)
    case UInt8(ascii: "<"): return follows(equals) ? token(.lessEqual, 2) : token(.less, 1)
    case UInt8(ascii: ">"): return follows(equals) ? token(.greaterEqual, 2) : token(.greater, 1)
    case equals: return follows(equals) ? token(.equalEqual, 2) : token(.equal, 1)
    case UInt8(ascii: "("): return token(.openParenthesis, 1)
    case UInt8(ascii: ")"): return token(.closeParenthesis, 1)
    case UInt8(ascii: "["): return token(.openBracket, 1)
    case UInt8(ascii: "]"): return token(.closeBracket, 1)
    case UInt8(ascii: "{"): return token(.openBrace, 1)
    case UInt8(ascii: "}"): return token(.closeBrace, 1)
    case UInt8(ascii: ","): return token(.comma, 1)
    case UInt8(ascii: ":"): return token(.colon, 1)
    case UInt8(ascii: ";"): return token(.semicolon, 1)
    case UInt8(ascii: "%"): return token(.remainder, 1)
    case UInt8(ascii: "|"): return follows(byte) ? token(.doubleBar, 2) : token(.bar, 1)
    case UInt8(ascii: "!"):
      return follows(equals) ? token(.notEqual, 2) : bad(.unknownCharacter("!"), 1)
    default: return bad(.unknownCharacter(Character(Unicode.Scalar(byte))), 1)
    }
  }

  private mutating func tokenBeyondASCII(from start: Int) -> Token? {
    let (scalar, length) = self.scalar(at: start)
    switch scalar {
    case "\u{B7}", "\u{387}", "\u{22C5}": return token(.dotProduct, length)
    case "\u{2299}", "\u{2218}": return token(.entrywise, length)
    case "\u{D7}": return token(.cross, length)
    case "\u{2297}": return token(.tensorProduct, length)
    case "\u{F7}": return token(.divide, length)
    case "\u{2212}": return token(.minus, length)
    case "\u{B1}": return token(.plusMinus, length)
    case "\u{2202}": return token(.partial, length)
    case "\u{2248}": return token(.approximately, length)
    case "\u{2264}": return token(.lessEqual, length)
    case "\u{2265}": return token(.greaterEqual, length)
    case "\u{1D40}", "\u{22A4}": return token(.transpose, length)
    case "\u{221A}": return token(.root, length)
    case "\u{2211}": return token(.sumSign, length)
    case "\u{2016}", "\u{2225}": return token(.normBar, length)
    case "\u{2260}": return token(.notEqual, length)
    case "\u{221E}": return token(.number, length)
    case "\u{2010}"..."\u{2015}": return bad(.dash, length)
    case "\u{201C}", "\u{201D}", "\u{201E}": return bad(.curlyQuote, length)
    default: break
    }
    if scalar.isBlank {
      position += length
      return nil
    }
    if scalar.startsName { return nameToken(from: start) }
    if Lexer.isRaised(scalar, atStart: true) { return superscriptToken(from: start) }
    if Lexer.fraction(scalar) != nil { return token(.number, length) }
    if scalar.isRaisedLetter { return bad(.superscriptLetter(Character(scalar), power: nil), length) }
    return bad(.unknownCharacter(Character(scalar)), length)
  }

  private mutating func nameToken(from start: Int) -> Token {
    let end = bytes.withUnsafeBufferPointer { buffer in
      var end = start
      while end < buffer.count, Lexer.isNameByte[Int(buffer[end])] { end += 1 }
      return end
    }
    position = end
    while position < bytes.count, bytes[position] >= 0x80 || Lexer.isNameByte[Int(bytes[position])] {
      let (scalar, length) = self.scalar(at: position)
      guard position == start || scalar.isASCII || scalar.continuesName else { break }
      position += length
    }
    return nameToken(start, position)
  }

  /// Letters, digits, `_` and `'` of ASCII.
  private static let isNameByte = (0...255).map { (byte: Int) -> Bool in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte == 0x27
  }

  private mutating func nameToken(_ start: Int, _ end: Int) -> Token {
    Token(kind: .name, start: start, end: end, name: interns ? names.name(bytes, start, end) : -1)
  }

  private mutating func numberToken(from start: Int) -> Token {
    if readsOneDigit {
      position += 1
      return Token(kind: .number, start: start, end: position)
    }
    digits()
    if position < bytes.count, bytes[position] == 0x2E,
      position + 1 >= bytes.count || bytes[position + 1] != 0x2E
    {
      // `a[1.T` and `x1.mean` are no numbers with a point: a letter after it belongs to a method or to `.T`.
      if !startsName(at: position + 1) || isExponent(at: position + 1) {
        position += 1
        digits()
      }
    }
    if isExponent(at: position) {
      position += 1
      if !isDigit(bytes[position]) { position += 1 }
      digits()
    }
    return Token(kind: .number, start: start, end: position)
  }

  /// `e` with digits behind it; in `2e` and `2e-y` it is a name.
  private func isExponent(at position: Int) -> Bool {
    guard position + 1 < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return false }
    let next = bytes[position + 1]
    if isDigit(next) { return true }
    guard next == UInt8(ascii: "-") || next == UInt8(ascii: "+") else { return false }
    return position + 2 < bytes.count && isDigit(bytes[position + 2])
  }

  private mutating func digits() {
    while position < bytes.count {
      if isDigit(bytes[position]) {
        position += 1
      } else if bytes[position] == UInt8(ascii: "_"), position > 0, isDigit(bytes[position - 1]),
        position + 1 < bytes.count, isDigit(bytes[position + 1])
      {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func stringToken(from start: Int) -> Token {
    let quote = bytes[start]
    position += 1
    while position < bytes.count, bytes[position] != 0x0A {
      if bytes[position] == quote {
        position += 1
        return Token(kind: .string, start: start, end: position)
      }
      position +=
        bytes[position] == UInt8(ascii: "\\") && position + 1 < bytes.count && bytes[position + 1] != 0x0A
        ? 2 : 1
    }
    problem = quote == UInt8(ascii: "'") ? .singleQuote : .unclosedString
    return Token(kind: .bad, start: start, end: start + 1)
  }

  private mutating func superscriptToken(from start: Int) -> Token {
    while position < bytes.count, bytes[position] >= 0x80 {
      let (scalar, length) = self.scalar(at: position)
      guard Lexer.isRaised(scalar, atStart: position == start) else { break }
      position += length
    }
    return Token(kind: .superscript, start: start, end: position)
  }

  /// A raised digit; at the start of a power also a raised sign.
  private static func isRaised(_ scalar: Unicode.Scalar, atStart: Bool) -> Bool {
    guard let (plain, position) = scalar.script, position == .raised else { return false }
    return plain.isDigit || atStart && (plain == "−" || plain == "+")
  }

  private func follows(_ byte: UInt8) -> Bool { position + 1 < bytes.count && bytes[position + 1] == byte }

  private mutating func token(_ kind: Token.Kind, _ length: Int) -> Token {
    position += length
    return Token(kind: kind, start: position - length, end: position)
  }

  private mutating func bad(_ problem: WordProblem, _ length: Int) -> Token {
    self.problem = problem
    return token(.bad, length)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func startsName(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    let byte = bytes[offset]
    if byte >= 0x80 {
      let scalar = self.scalar(at: offset).0
      return scalar.startsName || scalar.isRaisedLetter
    }
    return byte == UInt8(ascii: "_") || byte.isLetter
  }

  /// The character at an offset and its length. The bytes are a `String`'s, so they are well-formed UTF-8.
  func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[offset])
    func tail(_ index: Int) -> UInt32 { UInt32(bytes[offset + index] & 0x3F) }
    let (value, length): (UInt32, Int) =
      switch first {
      case ..<0x80: (first, 1)
      case ..<0xE0: ((first & 0x1F) << 6 | tail(1), 2)
      case ..<0xF0: ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
      default: ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
