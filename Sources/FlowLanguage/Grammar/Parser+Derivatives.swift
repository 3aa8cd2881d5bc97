import Letters

/// `dL/dw`, `∂²L/∂a∂b` as written.
struct ParsedDerivative {
  let target: Reference
  /// One, or two of a second derivative.
  let sources: [Reference]
}

/// In a claim, a quotient whose sides both begin with `d` or `∂` and go on with a node is a derivative.
extension Parser {
  /// The derivative that begins here, if one does.
  mutating func derivative() throws(Unreadable) -> Int32? {
    if token.kind == .bad, text(token.range) == "∇" { throw gradientSign() }
    guard token.kind == .partial || token.kind == .name && beginsWithD(token), isDerivativeAhead() else { return nil }
    let start = token
    let first = Int32(tree.nodes.count)
    let above = try numerator()
    try expect(.divide, "`/`")
    let sources = above.isSecond ? try twoSources(of: above.target) : [try differential()]
    tree.derivatives.append(ParsedDerivative(target: above.target, sources: sources))
    return append(
      ExpressionNode(
        kind: .derivative, start: Int32(start.start), end: Int32(previous.end), first: first,
        a: Int32(tree.derivatives.count - 1)))
  }

  // MARK: Looking ahead

  private func beginsWithD(_ token: Token) -> Bool { lexer.bytes[token.start] == UInt8(ascii: "d") }

  /// Whether words that begin with `d` mean a derivative: they do by the names that they go on with, if there are such
  /// nodes, or at least none that are called like the words themselves.
  private mutating func isDerivativeAhead() -> Bool {
    let position = lexer.position
    defer { lexer.position = position }
    let above = token
    var next = lexer.next()
    if above.end - above.start == 1 || above.kind == .partial {
      // `∂L`, `d²L`, `d L`.
      let isSecond = next.kind == .superscript
      if isSecond { next = lexer.next() }
      guard next.kind == .name, above.kind == .partial || isSecond || !isDefined(above.name) else { return false }
      next = lexer.next()
    } else if !goesOnWithName(above) {
      return false
    }
    skipSubscripts(&next)
    guard next.kind == .divide else { return false }
    let below = lexer.next()
    if above.kind == .partial || below.kind == .partial { return true }
    guard below.kind == .name, beginsWithD(below) else { return false }
    if above.end - above.start == 1 { return true }
    let isQuotient = isDefined(above.name) && isDefined(below.name)
    let isDerivative =
      isDefined(nameBehindD(above)) && (below.end - below.start == 1 || isDefined(nameBehindD(below)))
    if isQuotient, isDerivative {
      findings.add(
        .odd(.derivativeOverQuotient(above: text(above.range), below: text(below.range))),
        at: above.start..<below.end)
    }
    return isDerivative || !isDefined(above.name)
  }

  private func goesOnWithName(_ token: Token) -> Bool { lexer.scalar(at: token.start + 1).0.startsName }

  private mutating func nameBehindD(_ token: Token) -> Int {
    lexer.names.name(lexer.bytes, token.start + 1, token.end)
  }

  /// Goes past `[0, 1]` and `.z`.
  private mutating func skipSubscripts(_ next: inout Token) {
    while next.kind == .openBracket || next.kind == .dot {
      var level = 0
      repeat {
        switch next.kind {
        case .openBracket: level += 1
        case .closeBracket: level -= 1
        case .newline, .endOfFile, .bad: return
        case .dot where level == 0: next = lexer.next()
        default: break
        }
        next = lexer.next()
      } while level > 0
    }
  }

  /// Whether a statement above defines this name.
  private mutating func isDefined(_ name: Int) -> Bool {
    for statement in tree.statements[defined.statements...] where statement.name >= 0 {
      defined.names.insert(statement.name)
    }
    defined.statements = tree.statements.count
    return defined.names.contains(name)
  }

  private mutating func isDefined(_ bytes: Range<Int>) -> Bool {
    isDefined(lexer.names.name(lexer.bytes, bytes.lowerBound, bytes.upperBound))
  }

  // MARK: Reading

  private mutating func numerator() throws(Unreadable) -> (target: Reference, isSecond: Bool) {
    guard token.kind == .partial || token.end - token.start == 1 else { return (try differential(), false) }
    let start = token.start
    advance()
    guard token.kind == .superscript else { return (try reference(), false) }
    let end = token.end
    let isSecond = text(token.range) == "²"
    advance()
    guard isSecond else { throw fail(.claim(.thirdDerivative(text(start..<end))), at: start..<end) }
    return (try reference(), true)
  }

  /// `dL`, `∂L`, `dW[0, 1]`.
  private mutating func differential() throws(Unreadable) -> Reference {
    guard token.kind == .partial || token.kind == .name && beginsWithD(token) else {
      throw unexpected("`d` or `∂` and a name")
    }
    if token.kind == .partial || token.end - token.start == 1 {
      advance()
      return try reference()
    }
    return withoutD(try reference())
  }

  /// Exactly one letter is taken off.
  private mutating func withoutD(_ reference: Reference) -> Reference {
    var reference = reference
    let start = reference.nameRange.lowerBound + 1
    reference.name = lexer.names.name(NameTable.memberName(text(start..<reference.nameRange.upperBound)))
    reference.nameRange = start..<reference.nameRange.upperBound
    reference.range = start..<reference.range.upperBound
    return reference
  }

  /// `∂w²`, `dw²`, `∂a∂b`, `da db`, `dadb`.
  private mutating func twoSources(of target: Reference) throws(Unreadable) -> [Reference] {
    let start = token
    let first = try differential()
    if token.kind == .superscript, text(token.range) == "²" {
      advance()
      return [first, first]
    }
    if token.kind == .partial || token.kind == .name && beginsWithD(token) && token.end - token.start > 1 {
      return [first, try differential()]
    }
    let ways = ways(toSplit: first.nameRange)
    if ways.count == 1, let place = ways.first {
      func part(_ range: Range<Int>) -> Reference {
        Reference(
          name: lexer.names.name(lexer.bytes, range.lowerBound, range.upperBound), nameRange: range, range: range)
      }
      var second = part(place + 1..<first.nameRange.upperBound)
      second.subscripts = first.subscripts
      second.range = second.range.lowerBound..<first.range.upperBound
      return [part(first.nameRange.lowerBound..<place), second]
    }
    let above = text(target.range)
    if ways.isEmpty {
      throw fail(.claim(.onceBelow(text(first.range), above: above)), at: start.start..<previous.end)
    }
    let written = ways.map { place in
      "∂²\(above)/∂\(text(first.range.lowerBound..<place))∂\(text(place + 1..<first.range.upperBound))"
    }
    throw fail(.claim(.twoWaysToSplit(text(first.range), ways: written)), at: start.start..<previous.end)
  }

  /// The places of the letters `d` in `w1dw2` that have a node on either side.
  private mutating func ways(toSplit range: Range<Int>) -> [Int] {
    range.dropFirst().dropLast().filter { place in
      lexer.bytes[place] == UInt8(ascii: "d") && isDefined(range.lowerBound..<place)
        && isDefined(place + 1..<range.upperBound)
    }
  }

  private mutating func gradientSign() -> Unreadable {
    let sign = token
    let name = peek()
    guard name.kind == .name else { return unexpected("a node, an entry or a derivative") }
    let parameters = tree.statements.filter { $0.kind == .parameter }.map { text($0.nameRange) }
    let parameter = parameters.first { $0 == "w" } ?? parameters.first
    return fail(
      .claim(.gradientSign(text(name.range), parameter: parameter)), at: sign.start..<name.end)
  }
}
