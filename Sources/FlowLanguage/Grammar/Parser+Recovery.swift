extension Parser {
  /// How many words are looked at to find what closes a bracket or a bar.
  static let lookahead = 400

  /// Goes on behind a statement that could not be read.
  mutating func recover() {
    let opener = brackets.first
    let level = brackets.count
    brackets.removeAll(keepingCapacity: true)
    if let opener, let restart = nextStatementLine(after: opener.start, before: token.end) {
      // The bracket was never closed: the next line that begins a statement is read afresh.
      lexer.position = restart
      previous = Token(kind: .newline, start: restart, end: restart)
      token = lexer.next()
      return
    }
    if level > 0, let end = endOfBrackets(level) {
      lexer.position = end
      skip()
    }
    skipStatement()
  }

  /// To the next `;` or line end, by bytes: what is skipped may be 50 MB of noise.
  private mutating func skipStatement() {
    guard token.kind != .newline, token.kind != .endOfFile, token.kind != .semicolon else { return }
    var position = token.kind == .string || token.kind == .bad ? token.end : token.start
    var inString = false
    var last: (byte: UInt8, position: Int) = (0, 0)
    while position < lexer.bytes.count {
      let byte = lexer.bytes[position]
      if byte == 0x0A || (byte == UInt8(ascii: ";") && !inString) { break }
      if byte == UInt8(ascii: "#"), !inString { break }
      if byte == UInt8(ascii: "\\"), inString, position + 1 < lexer.bytes.count, lexer.bytes[position + 1] != 0x0A {
        position += 1
      } else if byte == UInt8(ascii: "\"") {
        inString.toggle()
      }
      if byte != 0x20, byte != 0x0D { last = (byte, position) }
      position += 1
    }
    lexer.position = position
    skip()
    if last.byte == UInt8(ascii: "{"), !inString { openSkippedBlock(at: last.position..<(last.position + 1)) }
  }

  private mutating func skip() {
    previous = token
    token = lexer.next()
  }

  /// A broken head of a block, such as `for i 1..3 {`: the block is open all the same.
  private mutating func openSkippedBlock(at range: Range<Int>) {
    var block = Statement(kind: .group, range: range, depth: blocks.count)
    block.firstNode = Int32(tree.nodes.count)
    tree.statements.append(block)
    blocks.append((.broken, range, true))
    known.open(forgets: false)
  }

  /// Where the brackets that are open here end, if that is near.
  private mutating func endOfBrackets(_ level: Int) -> Int? {
    let position = lexer.position
    defer { lexer.position = position }
    var level = level
    var token = self.token
    for _ in 0..<Parser.lookahead {
      switch token.kind {
      case .openParenthesis, .openBracket: level += 1
      case .closeParenthesis, .closeBracket: level -= 1
      case .endOfFile, .openBrace, .closeBrace: return nil
      default: break
      }
      if level <= 0 { return token.end }
      token = lexer.next()
    }
    return nil
  }

  /// The current word stands on a later line than the open bracket, and a line between reads like a statement.
  mutating func lineLooksLikeStatement(after opener: Token) -> Bool {
    nextStatementLine(after: opener.start, before: token.end) != nil
  }

  /// The first line behind `offset` and before `end` that reads like a statement: a name and `=`, or a keyword and
  /// a name.
  private mutating func nextStatementLine(after offset: Int, before end: Int) -> Int? {
    let position = lexer.position
    defer { lexer.position = position }
    var line = offset
    while true {
      while line < end, line < lexer.bytes.count, lexer.bytes[line] != 0x0A { line += 1 }
      line += 1
      guard line < end, line < lexer.bytes.count else { return nil }
      lexer.position = line
      let first = lexer.next()
      guard first.kind == .name else { continue }
      let second = lexer.next()
      if second.kind == .equal || (words.isStatementKeyword(first.name) && second.kind == .name) { return line }
    }
  }
}
