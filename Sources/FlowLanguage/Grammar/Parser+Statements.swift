extension Parser {
  /// Reads one statement into `statement`.
  mutating func readStatementBody() throws(Unreadable) {
    if token.kind == .floorDivide || token.kind == .remainder {
      throw fail(.comment(text(token.range)), at: token.range)
    }
    guard token.kind == .name else { throw noStatement() }
    let first = token
    let next = peek()
    switch next.kind {
    case .openBracket where first.name == words.expect && next.start > first.end:
      // `expect [x, y] = …`; `expect[0] = …` defines a node.
      try keyword(first)
    case .equal, .openBracket:
      try definition(.definition)
    case .augmented:
      throw augmented(first, next)
    case .equalEqual:
      name(first)
      throw fail(.equalsForDefinition(name: text(first.range)), at: next.range)
    default:
      // `loss.backward()` begins with a keyword.
      let isKeyword = words.isStatementKeyword(first.name) || first.name == words.returning
      if isKeyword, next.kind != .dot {
        try keyword(first)
      } else if let failure = foreignHead(first, next) {
        throw failure
      } else if !leavesOut(first) {
        throw noStatement()
      }
    }
    try endOfStatement()
  }

  private mutating func keyword(_ word: Token) throws(Unreadable) {
    statement.keywordRange = word.range
    switch word.name {
    case words.title:
      advance()
      statement.kind = .title
      statement.string = try string("the title in double quotes")
    case words.input: try leaf(.input)
    case words.target: try leaf(.target)
    case words.param: try leaf(.parameter)
    case words.loss: try declared(.loss)
    case words.output: try declared(.output)
    case words.group: try group()
    case words.def: try function()
    case words.forEach: try loop()
    case words.train: try train()
    case words.expect: try claim()
    default: try returned()
    }
  }

  /// Behind a statement stands a line end, `;` or `}`.
  private mutating func endOfStatement() throws(Unreadable) {
    switch token.kind {
    case .newline, .endOfFile, .semicolon: return
    case .closeBrace where !blocks.isEmpty: return
    default:
      if previous.kind == .openBrace { return }
      if token.kind == .comma, brackets.isEmpty, let failure = severalDefinitions() { throw failure }
      throw unexpected("the end of the line")
    }
  }

  /// `input x₁ = 2, x₂ = 3`
  private mutating func severalDefinitions() -> Unreadable? {
    switch statement.kind {
    case .input, .target, .parameter:
      severalDefinitions(from: statement.keywordRange.lowerBound, keyword: text(statement.keywordRange))
    case .definition: severalDefinitions(from: statement.nameRange.lowerBound)
    default: nil
    }
  }

  private mutating func name(_ token: Token) {
    statement.name = token.name
    statement.nameRange = token.range
    statement.targetRange = token.range
  }

  private mutating func string(_ expecting: String) throws(Unreadable) -> Range<Int> {
    guard token.kind == .string else { throw unexpected(expecting) }
    let range = token.range
    advance()
    return range
  }

  // MARK: Definitions

  private mutating func leaf(_ kind: Statement.Kind) throws(Unreadable) {
    let keyword = token
    advance()
    guard token.kind == .name else { throw unexpected("a name") }
    if peek().kind == .openBracket { throw fail(.leafFamily, at: token.range) }
    if peek().kind != .equal, peek().kind != .bad {
      name(token)
      let written = (text(keyword.range), text(token.range))
      advance()
      if token.kind.endsLine { throw fail(.keywordAlone(keyword: written.0, name: written.1), at: previous.range) }
      throw unexpected("`=`")
    }
    try definition(kind)
  }

  private mutating func declared(_ kind: Statement.Kind) throws(Unreadable) {
    let keyword = token
    advance()
    guard token.kind == .name else { throw unexpected("a name") }
    let next = peek().kind
    if next == .equalEqual {
      name(token)
      throw fail(.equalsForDefinition(name: text(token.range)), at: peek().range)
    }
    if next.endsLine {
      // The node itself is defined elsewhere, so this line defines none.
      let problem = GrammarProblem.keywordAlone(keyword: text(keyword.range), name: text(token.range))
      throw fail(problem, at: keyword.start..<token.end)
    }
    try definition(kind)
  }

  private mutating func definition(_ kind: Statement.Kind) throws(Unreadable) {
    name(token)
    advance()
    if token.kind == .openBracket {
      let indices = try subscripts()
      statement.index = indices[0]
      statement.indices = tree.children.count..<(tree.children.count + indices.count)
      tree.children.append(contentsOf: indices)
      statement.targetRange = statement.nameRange.lowerBound..<previous.end
    }
    try expect(.equal, "`=`")
    if kind == .definition, definesModule() { return }
    isDefinition = kind == .definition || kind == .loss || kind == .output
    let start = token.start
    statement.value = try expression()
    statement.valueRange = start..<previous.end
    if token.kind == .string { statement.string = try string("a note") }
    statement.kind = kind
  }

  private mutating func augmented(_ first: Token, _ sign: Token) -> Unreadable {
    let name = text(first.range)
    let fresh = Suggestion.next(name) { lexer.names.known($0) != nil }
    return fail(
      .augmented(name: name, rewritten: "\(fresh) = \(name) \(text(sign.range).dropLast())"),
      at: first.start..<sign.end)
  }

  /// Nothing that begins a statement.
  private mutating func noStatement() -> Unreadable {
    if token.kind == .bad || token.kind == .closeParenthesis || token.kind == .closeBracket {
      return unexpected("a statement")
    }
    let end = lineEnd(from: token.start)
    let line = text(token.start..<end).prefix { $0 != "#" && $0 != ";" && $0 != "\r" && $0 != "\n" }
    if token.kind == .name {
      let next = peek()
      if next.kind == .name || next.kind == .string || next.kind == .number {
        let word = text(token.range)
        let suggestion = Suggestion.keyword(word) ?? Suggestion.nearest(word, among: Words.statementKeywords)
        // `paramm w = 1` was to define `w`.
        if next.kind == .name { name(next) }
        if suggestion == nil, next.kind != .string {
          advance()
          return unexpected("`=`")
        }
        return fail(.notAStatement(word, suggestion: suggestion), at: token.range)
      }
    }
    return fail(.expressionWithoutName(line.withoutBlanksBehind), at: token.range)
  }

  // MARK: Blocks

  private mutating func group() throws(Unreadable) {
    advance()
    statement.string = try string("the group's name in double quotes")
    statement.kind = .group
    try openBlock()
  }

  /// - Parameter names: what is defined inside from the start, and what it is there.
  private mutating func openBlock(_ names: [Int] = [], _ meaning: KnownNames.Meaning = .node) throws(Unreadable) {
    guard token.kind == .openBrace else { throw unexpected("`{`") }
    // Said once; what is nested deeper still is skipped.
    if blocks.count > Parser.blockLimit { throw Unreadable() }
    guard blocks.count < Parser.blockLimit else { throw fail(.tooDeep(limit: Parser.blockLimit), at: token.range) }
    blocks.append((statement.kind, token.range, false))
    known.open(forgets: statement.kind != .group)
    for name in names { known.define(name, meaning) }
    advance()
  }

  private mutating func function() throws(Unreadable) {
    advance()
    guard token.kind == .name else { throw unexpected("a name") }
    name(token)
    advance()
    guard token.kind == .openParenthesis else { throw unexpected("`(`") }
    open(token)
    var head = BlockHead()
    while token.kind == .name {
      head.names.append((token.name, token.range))
      advance()
      guard token.kind == .comma else { break }
      advance()
    }
    try close(.closeParenthesis, expecting: "a name or `)`")
    statement.kind = .function
    append(head)
    known.define(statement.name, .function)
    let parameters = head.names.map { $0.name }
    if token.kind == .openBrace { return try openBlock(parameters) }
    try expect(.equal, "`=` or `{`")
    isDefinition = true
    known.open(forgets: true)
    defer { known.close() }
    for name in parameters { known.define(name) }
    statement.value = try expression()
  }

  private mutating func append(_ head: BlockHead) {
    statement.detail = tree.heads.count
    tree.heads.append(head)
  }

  private mutating func loop() throws(Unreadable) {
    advance()
    guard token.kind == .name else { throw unexpected("a loop variable") }
    var head = BlockHead(names: [(token.name, token.range)])
    advance()
    guard token.kind == .name, token.name == words.within else { throw unexpected("`in`") }
    advance()
    if let failure = pythonsRange() { throw failure }
    head.lower = try expression()
    try expect(.dotDot, "`..`")
    head.upper = try expression()
    statement.kind = .loop
    append(head)
    try openBlock([head.names[0].name], .loopVariable)
  }

  private mutating func returned() throws(Unreadable) {
    guard let innermost = blocks.lastIndex(where: { $0.kind == .function }) else {
      throw fail(.returnOutside, at: token.range)
    }
    advance()
    isDefinition = true
    blocks[innermost].returned = true
    statement.kind = .return
    statement.value = try expression()
  }
}
