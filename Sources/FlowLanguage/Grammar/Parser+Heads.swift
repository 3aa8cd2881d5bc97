import Letters

/// How other texts begin a definition, a loop, a statement.
extension Parser {
  /// `y := x`, `θ ← x`, `f(x) = x²`, `z⁽¹⁾ = x`, `L_{reg} = x`, with the first name as the current word.
  mutating func foreignHead(_ first: Token, _ next: Token) -> Unreadable? {
    if first.name == words.conditional || text(first.range) == "while" {
      return fail(.statementOfPython(text(first.range)), at: first.range)
    }
    let name = text(first.range)
    let end = lineEnd(from: first.end)
    var ahead = lexer
    ahead.position = next.end
    if next.kind == .colon, ahead.next().kind == .equal {
      return fail(.head(":=", "="), at: next.start..<ahead.position)
    }
    if next.kind == .bad, text(next.range) == "←" { return fail(.head("←", "="), at: next.range) }
    let sign = lexer.bytes[first.end..<end].firstIndex(of: UInt8(ascii: "="))
    guard let sign, sign + 1 < lexer.bytes.count, lexer.bytes[sign + 1] != UInt8(ascii: "=") else { return nil }
    var headEnd = sign
    while headEnd > first.end, lexer.bytes[headEnd - 1] == 0x20 { headEnd -= 1 }
    let tail = text(first.end..<headEnd)
    let head = first.start..<headEnd
    if next.kind == .openParenthesis, let call = callText(from: next.start), next.start + call.utf8.count == headEnd {
      return fail(.head(text(head), "def " + text(head)), at: head)
    }
    // A layer's number: raised, in brackets or not.
    let digits = tail.unicodeScalars.map { $0.script?.plain ?? $0 }.filter { $0.isDigit }
    let marks = tail.unicodeScalars.allSatisfy { scalar in
      scalar.isDigit || "^{}()[]".unicodeScalars.contains(scalar) || scalar.script?.position == .raised
    }
    if marks, !digits.isEmpty, next.kind == .power || next.kind == .superscript || next.kind == .bad {
      return fail(.head(text(head), name + String(String.UnicodeScalarView(digits))), at: head)
    }
    if next.kind == .openBrace, name.hasSuffix("_"), let (inner, end) = braced(from: next.start), end == headEnd,
      text(inner).unicodeScalars.allSatisfy({ $0.isLetter || $0.isDigit })
    {
      return fail(.head(text(head), name + text(inner)), at: head)
    }
    // `lr: float = 0.1`
    if next.kind == .colon { return fail(.head(text(head), name), at: head) }
    return next.kind == .comma ? severalDefinitions(from: first.start) : nil
  }

  /// `a, b = 1, 2` and `input a = 1, b = 2`, from where the statement begins.
  mutating func severalDefinitions(from start: Int, keyword: String = "") -> Unreadable? {
    let line = String(
      text(start..<lineEnd(from: start)).prefix { $0 != "#" && $0 != ";" && $0 != "\r" && $0 != "\n" }
    )
    .withoutBlanksBehind
    let parts = Self.parts(of: line)
    guard parts.count > 1 else { return nil }
    var definitions: [String] = []
    if parts.dropFirst().allSatisfy({ Self.isHead($0) }) {
      definitions = parts.enumerated().map {
        $0.offset > 0 && !keyword.isEmpty ? "\(keyword) \($0.element)" : $0.element
      }
    } else if let sign = line.firstIndex(of: "=") {
      let names = Self.parts(of: String(line[..<sign]).withoutBlanksBehind)
      let values = Self.parts(of: String(line[line.index(after: sign)...]))
      guard names.count == values.count else { return nil }
      definitions = zip(names, values).map { "\($0) = \($1)" }
    }
    if definitions.isEmpty { return nil }
    return fail(
      .severalDefinitions(definitions.joined(separator: "; ")), at: start..<(start + line.utf8.count))
  }

  /// What stands between the commas outside of brackets.
  private static func parts(of line: String) -> [String] {
    var parts = [""]
    var level = 0
    for character in line {
      if character == "(" || character == "[" { level += 1 }
      if character == ")" || character == "]" { level -= 1 }
      if character == ",", level == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { String($0.drop { $0 == " " }).withoutBlanksBehind }
  }

  /// `x₂ = 3`
  private static func isHead(_ part: String) -> Bool {
    guard let sign = part.firstIndex(of: "="), part.first?.isLetter == true else { return false }
    return part[..<sign].allSatisfy { $0 != "(" && $0 != "[" } && part.index(after: sign) < part.endIndex
      && part[part.index(after: sign)] != "="
  }

  /// `range(1, 4)`, whose last number is not included.
  mutating func pythonsRange() -> Unreadable? {
    guard token.kind == .name, text(token.range) == "range", peek().kind == .openParenthesis,
      let call = callText(from: peek().start)
    else { return nil }
    let numbers = call.dropFirst().dropLast().split(separator: ",").map { part in Int(part.filter { $0 != " " }) }
    let range = token.start..<(peek().start + call.utf8.count)
    switch numbers.count {
    case 1: return fail(.range(numbers[0].map { "0..\($0 - 1)" }), at: range)
    case 2:
      guard let first = numbers[0], let last = numbers[1] else { return fail(.range(nil), at: range) }
      return fail(.range("\(first)..\(last - 1)"), at: range)
    default: return fail(.range(nil), at: range)
    }
  }
}
