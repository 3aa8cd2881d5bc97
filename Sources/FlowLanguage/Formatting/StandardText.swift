/// A stretch of a file with standard blanks: around `+`, `-`, `=` and comparisons, behind commas, nowhere else. Words
/// stay as they are spelled.
struct StandardText {
  private var lexer: Lexer
  private var output: [UInt8] = []
  /// Open bars.
  private var bars: [Token.Kind] = []

  /// What the stretch is, which decides what `=` and a leading word are.
  enum Kind { case expression, statement, training }

  init(bytes: [UInt8]) { lexer = Lexer(bytes: bytes) }

  /// The stretch on one line, without comments.
  mutating func text(of range: Range<Int>, _ kind: Kind = .expression) -> String {
    write(range, kind, indent: nil)
    return String(decoding: output, as: UTF8.self)
  }

  /// The stretch with the author's line breaks and comments; lines after the first are indented.
  mutating func lines(of range: Range<Int>, _ kind: Kind, indent: Int) -> String {
    write(range, kind, indent: indent)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func write(_ range: Range<Int>, _ kind: Kind, indent: Int?) {
    output.removeAll(keepingCapacity: true)
    lexer.position = range.lowerBound
    lexer.comments.removeAll(keepingCapacity: true)
    var previous = Token(kind: .newline, start: range.lowerBound, end: range.lowerBound)
    var beforePrevious = previous
    var isFirst = true
    var wasUnary = false
    var depth = 0
    // The word before was one that begins a statement or stands between parts of it, and no operand.
    var wasKeyword = false
    bars.removeAll(keepingCapacity: true)
    var opened = false
    while lexer.position < range.upperBound {
      let token = lexer.next()
      if let indent { writeComments(indent) }
      if token.kind == .endOfFile || token.end > range.upperBound { break }
      if token.kind == .newline {
        if indent != nil, !output.isEmpty, output.last != 0x0A { output.append(0x0A) }
        continue
      }
      switch token.kind {
      case .closeParenthesis, .closeBracket: depth -= 1
      default: break
      }
      if output.last == 0x0A {
        let closes = token.kind == .closeParenthesis || token.kind == .closeBracket
        let levels = max(depth, closes ? 0 : 1)
        output.append(contentsOf: repeatElement(0x20, count: (indent ?? 0) + 2 * levels))
      } else if !isFirst,
        isSideBySide(previous, token, opened: opened)
          ? token.start > previous.end
          : isSpaced(previous, token, kind, depth, wasUnary: wasUnary, wasKeyword: wasKeyword),
        !isWithinDifferential(beforePrevious, previous, token)
      {
        output.append(0x20)
      }
      output.append(contentsOf: lexer.bytes[token.start..<token.end])
      let endsOperand = (StandardText.endsOperand(previous.kind) && !opened) && !isFirst && !wasKeyword
      opened = opens(token, behindOperand: endsOperand)
      wasUnary = (token.kind == .minus || token.kind == .plus) && !endsOperand
      wasKeyword = token.kind == .name && depth == 0 && kind != .expression && isKeyword(token, isFirst: isFirst)
      switch token.kind {
      case .openParenthesis, .openBracket: depth += 1
      default: break
      }
      beforePrevious = previous
      previous = token
      isFirst = false
    }
  }

  /// `d²L`, `∂²L`; `∂a∂b` as it is written, since a product of derivatives has a blank there.
  private func isWithinDifferential(_ sign: Token, _ left: Token, _ right: Token) -> Bool {
    switch (left.kind, right.kind) {
    case (.superscript, .name): sign.kind == .partial || sign.kind == .name && matches(sign, "d")
    case (.name, .partial), (.closeBracket, .partial), (.closeBracket, .name): right.start == left.end
    default: false
    }
  }

  private mutating func writeComments(_ indent: Int) {
    for comment in lexer.comments {
      output.append(contentsOf: repeatElement(0x20, count: output.last == 0x0A ? indent + 2 : 2))
      output.append(contentsOf: StandardText.trimmed(lexer.bytes, comment))
    }
    lexer.comments.removeAll(keepingCapacity: true)
  }

  /// A comment without blanks at its end.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> ArraySlice<UInt8> {
    var end = range.upperBound
    while end > range.lowerBound, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return bytes[range.lowerBound..<end]
  }

  private func isKeyword(_ token: Token, isFirst: Bool) -> Bool {
    if isFirst {
      // A definition's name is followed by `=` or by its index; everything else begins with a keyword.
      var ahead = lexer
      let next = ahead.next()
      return next.kind != .equal && next.kind != .openBracket || matches(token, "return")
        || matches(token, "expect") && next.kind == .openBracket && next.start > token.end
    }
    return matches(token, "in")
  }

  private func matches(_ token: Token, _ word: StaticString) -> Bool {
    guard token.end - token.start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { buffer in
      !buffer.indices.contains { buffer[$0] != lexer.bytes[token.start + $0] }
    }
  }

  private static func endsOperand(_ kind: Token.Kind) -> Bool { kind.endsOperand || kind == .string }

  /// Whether the word is a bar that opens; behind an operand it closes the innermost that is open.
  private mutating func opens(_ token: Token, behindOperand: Bool) -> Bool {
    guard token.kind.isBar else { return false }
    if behindOperand, let open = bars.last, open == token.kind || token.kind == .doubleBar && open == .bar {
      bars.removeLast()
      // `|s||t|`: one closes, one opens.
      if open == token.kind { return false }
      bars.append(.bar)
      return true
    }
    bars.append(token.kind)
    return true
  }

  /// Two words of which the second may be a factor of the first: the author's blank stays.
  private func isSideBySide(_ left: Token, _ right: Token, opened: Bool) -> Bool {
    let ends = StandardText.endsOperand(left.kind) && left.kind != .string
    if left.kind.isBar || right.kind.isBar {
      if right.kind.isBar { return ends || left.kind.isBar }
      return opened || StandardText.startsOperand(right.kind)
    }
    guard ends, StandardText.startsOperand(right.kind) else { return false }
    return !(left.kind == .name && right.kind == .name)
  }

  private static func startsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .number, .root, .sumSign: true
    default: kind.isBar
    }
  }

  /// Whether a blank stands between two words.
  private func isSpaced(
    _ left: Token, _ right: Token, _ kind: Kind, _ depth: Int, wasUnary: Bool, wasKeyword: Bool
  ) -> Bool {
    if wasKeyword || areOneWord(left, right) { return true }
    // What only its place makes a word, such as the last sign of `‖x‖²₂`.
    if left.kind == .bad || right.kind == .bad { return right.start > left.end }
    switch right.kind {
    case .colon: return left.kind == .comma
    case .comma, .closeParenthesis, .closeBracket, .dot, .dotDot, .superscript, .transpose, .semicolon:
      return false
    case .times, .dotProduct, .cross, .divide, .matrixProduct, .power: return false
    case .openParenthesis, .openBracket:
      switch left.kind {
      case .name, .closeParenthesis, .closeBracket, .superscript, .transpose, .string, .number: return false
      default: break
      }
    case .equal: if isOption(kind, depth) { return false }
    default: break
    }
    switch left.kind {
    case .openParenthesis, .openBracket, .colon, .dot, .dotDot, .partial: return false
    case .times, .dotProduct, .cross, .divide, .matrixProduct, .power, .root, .sumSign: return false
    case .plus, .minus: return !wasUnary
    case .equal: return !isOption(kind, depth)
    default: return true
    }
  }

  /// Whether two words would be read as others without a blank: `x² ²`, `1. ..3`.
  private func areOneWord(_ left: Token, _ right: Token) -> Bool {
    switch (left.kind, right.kind) {
    case (.superscript, .superscript): true
    case (.number, .dot), (.number, .dotDot), (.number, .transpose): lexer.bytes[left.end - 1] == UInt8(ascii: ".")
    default: false
    }
  }

  /// Whether `=` names an option here.
  private func isOption(_ kind: Kind, _ depth: Int) -> Bool { depth > 0 || kind == .training }
}
