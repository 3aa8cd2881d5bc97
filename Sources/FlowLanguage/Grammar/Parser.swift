import Letters

/// Thrown when a statement cannot be read on; the finding is already noted.
struct Unreadable: Error {}

/// Reads statements. One error a statement: it goes on at the next one, and the name that the statement would have
/// defined counts as defined, so that one slip is one error.
struct Parser {
  /// How deep brackets, signs and exponents may be nested.
  static let depthLimit = 250
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
  /// Whether a line ended before the current word, inside brackets.
  var lineBroke = false
  /// Open bars, each with how many brackets are open around it.
  var bars: [(kind: Token.Kind, level: Int)] = []
  /// How many calls of `sum`, `mean` and the like are open.
  var reductions = 0
  /// The last power with a bare exponent, and where it ended.
  var barePower: (end: Int, power: Int32)?
  /// What names mean here.
  var known = KnownNames()
  /// PyTorch's modules by their names in the file.
  var modules: [Int: Module] = [:]
  /// Whether the statement computes something from nodes.
  var isDefinition = false
  var blocks: [(kind: Statement.Kind, opener: Range<Int>, returned: Bool)] = []
  var statement = Statement(kind: .broken, range: 0..<0)
  /// A claim is being read: there are derivatives.
  var isInClaim: Bool { statement.kind == .expect }
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
    bars.removeAll(keepingCapacity: true)
    (depth, reductions, barePower, isDefinition) = (0, 0, nil, false)
    do {
      try readStatementBody()
      if statement.kind != .function { known.define(statement.name, stays: statement.index >= 0) }
      statement.range = statement.range.lowerBound..<previous.end
      tree.statements.append(statement)
      if token.kind == .semicolon {
        advance()
        statement.sharesLine = token.kind != .newline && token.kind != .endOfFile && token.kind != .closeBrace
        tree.statements[tree.statements.count - 1].sharesLine = statement.sharesLine
      }
    } catch {
      if statement.kind != .function { known.define(statement.name, stays: statement.index >= 0) }
      statement.kind = .broken
      tree.statements.append(statement)
      recover()
    }
  }

  private mutating func closeBlock() {
    known.close()
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
    read(overLineEnds: continues)
  }

  /// Reads the current word from where the lexer stands.
  mutating func read(overLineEnds continues: Bool) {
    token = lexer.next()
    lineBroke = false
    if continues {
      while token.kind == .newline {
        token = lexer.next()
        lineBroke = true
      }
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

  @inline(never)
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
    if brackets.isEmpty, previous.kind == .number {
      let next = peek()
      if token.kind == .comma, token.start == previous.end, next.kind == .number, next.start == token.end {
        let number = text(previous.range) + "." + text(next.range)
        return fail(.decimalComma(number), at: previous.start..<next.end)
      }
    }
    if token.kind == .less, let failure = innerProduct(until: ">") { return failure }
    if token.kind == .openBrace, previous.kind == .number, previous.end == token.start, text(previous.range) == "1",
      let failure = indicator(from: previous.start, token.start)
    {
      return failure
    }
    if token.kind == .partial, isDefinition { return fail(.derivativeOutsideClaim, at: token.range) }
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
    if case .superscriptLetter(let letter, _) = problem, previous.kind == .name, previous.end == token.start {
      let base = text(previous.range)
      let plain = Parser.plain(letter)
      let power = previous.name == words.e && !known.isNode(words.e) ? "exp(\(plain))" : "\(base)^\(plain)"
      return fail(.word(.superscriptLetter(letter, power: power)), at: previous.start..<token.end)
    }
    if case .unknownCharacter(let character) = problem {
      if character == "\\" { return latex() }
      if character == "⟨", let failure = innerProduct(until: "⟩") { return failure }
      if character == "₊", let failure = positivePart() { return failure }
      if character == "𝟙" || character == "𝟏", let failure = indicator(from: token.start, token.end) {
        return failure
      }
      if character == "$", let failure = dollars() { return failure }
    }
    return fail(.word(problem), at: token.range)
  }

  /// `(…)` from an opening parenthesis to its partner on the same line.
  func callText(from start: Int) -> String? {
    partner(UInt8(ascii: "("), UInt8(ascii: ")"), from: start).map { text(start..<($0 + 1)) }
  }

  /// Where the bracket that opens at `start` closes on the same line.
  func partner(_ opener: UInt8, _ closer: UInt8, from start: Int) -> Int? {
    var level = 0
    for index in start..<lineEnd(from: start) {
      switch lexer.bytes[index] {
      case opener: level += 1
      case closer:
        level -= 1
        if level == 0 { return index }
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
