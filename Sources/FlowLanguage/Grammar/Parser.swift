/// Thrown when a statement cannot be read on; the finding is already noted.
struct Unreadable: Error {}

/// Reads statements. One error a statement: it goes on at the next one, and the name that the statement would have
/// defined counts as defined, so that one slip is one error.
struct Parser {
  /// How deep brackets, signs and exponents may be nested.
  static let depthLimit = 500
  /// How deep blocks may be nested.
  static let blockLimit = 64

  var lexer: Lexer
  var tree = SyntaxTree()
  var findings = Findings()
  let words: Words

  var token: Token
  /// The last word that was taken.
  var previous: Token
  /// Open brackets; inside them a line end is a blank.
  var brackets: [Token] = []
  var depth = 0
  var blocks: [(kind: Statement.Kind, opener: Range<Int>, returned: Bool)] = []
  var statement = Statement(kind: .broken, range: 0..<0)
  /// The side of a claim is being read: there are derivatives.
  var isInClaim = false
  /// Names that statements define, as far as they were looked through, for `dL/dw`.
  var defined: (names: Set<Int>, statements: Int) = ([], 0)

  init(_ text: String) {
    var names = NameTable()
    words = Words(&names)
    lexer = Lexer(text, names: names)
    token = Token(kind: .newline, start: 0, end: 0)
    previous = token
  }

  /// Reads the whole file.
  static func parse(_ text: String) -> Parser {
    var parser = Parser(text)
    if parser.lexer.bytes.count >= Int(Int32.max) {
      parser.findings.add(.word(.fileTooLarge), at: 0..<0)
    } else {
      parser.readFile()
    }
    parser.tree.names = parser.lexer.names
    parser.tree.comments = parser.lexer.comments
    parser.tree.bytes = parser.lexer.bytes
    return parser
  }

  private mutating func readFile() {
    tree.nodes.reserveCapacity(lexer.bytes.count / 4)
    tree.statements.reserveCapacity(lexer.bytes.count / 24)
    advance()
    while token.kind != .endOfFile, !findings.isFull {
      switch token.kind {
      case .newline, .semicolon:
        advance()
      case .closeBrace:
        closeBlock()
      default:
        readStatement()
      }
    }
    if !findings.isFull, let block = blocks.last {
      findings.add(.grammar(.unclosedBracket("{")), at: block.opener)
    }
  }

  private mutating func readStatement() {
    statement = Statement(kind: .broken, range: token.range)
    statement.firstNode = Int32(tree.nodes.count)
    statement.depth = blocks.count
    brackets.removeAll(keepingCapacity: true)
    depth = 0
    do {
      try readStatementBody()
      statement.range = statement.range.lowerBound..<previous.end
      tree.statements.append(statement)
      if token.kind == .semicolon {
        advance()
        statement.sharesLine = token.kind != .newline && token.kind != .endOfFile && token.kind != .closeBrace
        tree.statements[tree.statements.count - 1].sharesLine = statement.sharesLine
      }
    } catch {
      statement.kind = .broken
      tree.statements.append(statement)
      recover()
    }
  }

  private mutating func closeBlock() {
    if let block = blocks.popLast() {
      if block.kind == .function, !block.returned { findings.add(.grammar(.missingReturn), at: token.range) }
      var close = Statement(kind: .close, range: token.range, depth: blocks.count)
      close.firstNode = Int32(tree.nodes.count)
      tree.statements.append(close)
    } else {
      findings.add(.grammar(.strayBracket("}")), at: token.range)
    }
    advance()
  }

  // MARK: Words

  /// Takes a word and looks at the next.
  mutating func advance() {
    let continues = !brackets.isEmpty || token.kind.continuesLine
    previous = token
    token = lexer.next()
    if continues {
      while token.kind == .newline { token = lexer.next() }
    }
  }

  /// The kind of the word after the current one.
  mutating func peek() -> Token {
    let position = lexer.position
    defer { lexer.position = position }
    return lexer.next()
  }

  mutating func open(_ bracket: Token) {
    brackets.append(bracket)
    advance()
  }

  mutating func close(_ kind: Token.Kind, expecting: String) throws(Unreadable) {
    guard token.kind == kind else { throw unexpected(expecting) }
    brackets.removeLast()
    advance()
  }

  mutating func expect(_ kind: Token.Kind, _ expecting: String) throws(Unreadable) {
    guard token.kind == kind else { throw unexpected(expecting) }
    advance()
  }

  func text(_ range: Range<Int>) -> String { String(decoding: lexer.bytes[range], as: UTF8.self) }

  // MARK: Errors

  mutating func fail(_ problem: Problem, at range: Range<Int>) -> Unreadable {
    findings.add(problem, at: range)
    return Unreadable()
  }

  mutating func fail(_ problem: GrammarProblem, at range: Range<Int>) -> Unreadable {
    fail(.grammar(problem), at: range)
  }

  /// The current word does not belong here. Says what was most probably meant.
  mutating func unexpected(_ expected: String) -> Unreadable {
    if token.kind == .bad { return failBadWord() }
    if let opener = brackets.last, token.kind == .endOfFile || lineLooksLikeStatement(after: opener) {
      return fail(.unclosedBracket(text(opener.range)), at: opener.range)
    }
    if endsOperand(previous.kind), startsOperand(token.kind) {
      let plain = isWord(previous.kind) && isWord(token.kind)
      let left = isWord(previous.kind) ? text(previous.range) : nil
      let right = isWord(token.kind) ? text(token.range) : nil
      if plain, previous.kind == .name, words.function(previous.name) != nil, let left, let right {
        return fail(.operandWithoutBrackets(function: left, operand: right), at: previous.start..<token.end)
      }
      return fail(
        .missingOperator(left: plain ? left : nil, right: plain ? right : nil),
        at: plain ? previous.start..<token.end : token.range)
    }
    switch token.kind {
    case .closeParenthesis, .closeBracket, .closeBrace:
      if brackets.isEmpty, blocks.isEmpty { return fail(.strayBracket(text(token.range)), at: token.range) }
    default: break
    }
    return fail(.expected(expected, found: foundText), at: token.range)
  }

  private var foundText: String {
    switch token.kind {
    case .newline: "the end of the line"
    case .endOfFile: "the end of the file"
    case .string: "a string"
    default: "`" + text(token.range) + "`"
    }
  }

  private mutating func failBadWord() -> Unreadable {
    let problem = lexer.problem ?? .unclosedString
    if case .bars = problem {
      let rest = lexer.bytes[token.end..<lineEnd(from: token.end)]
      if let bar = rest.firstIndex(of: UInt8(ascii: "|")) {
        return fail(.word(.absoluteBars(inner: text(token.end..<bar))), at: token.start..<(bar + 1))
      }
    }
    if case .rootSign = problem {
      let operand = peek()
      if operand.kind == .name || operand.kind == .number {
        return fail(.word(.rootOf(text(operand.range))), at: token.start..<operand.end)
      }
      if operand.kind == .openParenthesis, let call = callText(from: operand.start) {
        let end = operand.start + call.utf8.count
        return fail(.word(.rootOf(String(call.dropFirst().dropLast()))), at: token.start..<end)
      }
    }
    return fail(.word(problem), at: token.range)
  }

  private func endsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .number, .closeParenthesis, .closeBracket, .superscript, .transpose: true
    default: false
    }
  }

  private func startsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .number, .openParenthesis, .partial: true
    default: false
    }
  }

  private func isWord(_ kind: Token.Kind) -> Bool { kind == .name || kind == .number }

  /// `(…)` from an opening parenthesis to its partner on the same line.
  func callText(from start: Int) -> String? {
    var level = 0
    for index in start..<lineEnd(from: start) {
      switch lexer.bytes[index] {
      case UInt8(ascii: "("): level += 1
      case UInt8(ascii: ")"):
        level -= 1
        if level == 0 { return text(start..<(index + 1)) }
      default: break
      }
    }
    return nil
  }

  /// The end of the line, or of a stretch that is long enough for any hint.
  func lineEnd(from start: Int) -> Int {
    var end = start
    while end < lexer.bytes.count, end - start < 200, lexer.bytes[end] != 0x0A { end += 1 }
    while end < lexer.bytes.count, lexer.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
