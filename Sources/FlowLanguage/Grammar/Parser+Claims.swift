/// `expect …` as written.
struct ParsedClaim {
  enum Quantity {
    case value(Reference)
    case derivative(of: Reference, by: Reference)
    case outcome(converges: Bool)
  }
  var quantity: Quantity
  var relation: Claim.Relation = .equal
  /// Roots of expressions, −1 for none.
  var claimed: Int32 = -1
  var tolerance: Int32 = -1
  var steps: Int?
  var run: Range<Int>?
}

extension Parser {
  // MARK: expect

  mutating func claim() throws(Unreadable) {
    advance()
    statement.kind = .expect
    if token.kind == .string { return try outcome() }
    var claim = ParsedClaim(quantity: try quantity())
    claim.relation = try relation()
    claim.claimed = try expression()
    if token.kind == .plusMinus {
      advance()
      claim.tolerance = try expression()
    }
    if token.kind == .name, token.name == words.after { try steps(&claim) }
    statement.detail = tree.claims.count
    tree.claims.append(claim)
  }

  private mutating func outcome() throws(Unreadable) {
    let run = token.range
    advance()
    guard token.kind == .name, token.name == words.converges || token.name == words.diverges else {
      throw unexpected("`converges` or `diverges`")
    }
    statement.kind = .outcome
    statement.detail = tree.claims.count
    tree.claims.append(ParsedClaim(quantity: .outcome(converges: token.name == words.converges), run: run))
    advance()
  }

  private mutating func steps(_ claim: inout ParsedClaim) throws(Unreadable) {
    advance()
    guard token.kind == .number, let steps = Int(text(token.range).filter { $0 != "_" }) else {
      throw unexpected("a whole number of steps")
    }
    claim.steps = steps
    advance()
    guard token.kind == .name, token.name == words.step || token.name == words.steps else {
      throw unexpected("`step` or `steps`")
    }
    advance()
    guard token.kind == .name, token.name == words.within else { return }
    advance()
    guard token.kind == .string else { throw unexpected("the run's name in double quotes") }
    claim.run = token.range
    advance()
  }

  private mutating func quantity() throws(Unreadable) -> ParsedClaim.Quantity {
    let start = token
    if token.kind == .partial {
      let target = try differential()
      try expect(.divide, "`/`")
      return .derivative(of: target, by: try differential())
    }
    guard token.kind == .name else { throw claimSide(from: start) }
    if peek().kind == .name, token.name == words.d {
      let target = try differential()
      try expect(.divide, "`/`")
      return .derivative(of: target, by: try differential())
    }
    let target = try reference()
    guard token.kind == .divide else { return .value(target) }
    let behind = peek()
    let isDifferential = behind.kind == .partial || behind.kind == .name && beginsWithD(behind)
    guard beginsWithD(start), start.end - start.start > 1, isDifferential else { throw claimSide(from: start) }
    let stripped = withoutD(target)
    advance()
    return .derivative(of: stripped, by: try differential())
  }

  private func beginsWithD(_ token: Token) -> Bool { lexer.bytes[token.start] == UInt8(ascii: "d") }

  /// `dL`, `∂L`, `dW[0, 1]`.
  private mutating func differential() throws(Unreadable) -> Reference {
    if token.kind == .partial {
      advance()
      guard token.kind == .name else { throw unexpected("a name") }
      return try reference()
    }
    guard token.kind == .name, beginsWithD(token) else { throw unexpected("`d` or `∂` and a name") }
    if token.end - token.start == 1 {
      advance()
      guard token.kind == .name else { throw unexpected("a name") }
      return try reference()
    }
    return withoutD(try reference())
  }

  /// Exactly one letter is taken off.
  private mutating func withoutD(_ reference: Reference) -> Reference {
    var reference = reference
    let start = reference.nameRange.lowerBound + 1
    reference.name = lexer.names.name(lexer.bytes, start, reference.nameRange.upperBound)
    reference.nameRange = start..<reference.nameRange.upperBound
    reference.range = start..<reference.range.upperBound
    return reference
  }

  mutating func reference() throws(Unreadable) -> Reference {
    guard token.kind == .name else { throw unexpected("a name") }
    var reference = Reference(name: token.name, nameRange: token.range, range: token.range)
    advance()
    // `h[0][1]` is an entry of a family's member, `h[0].z` a node within the call that makes it.
    while token.kind == .openBracket || token.kind == .dot {
      if token.kind == .dot {
        advance()
        guard token.kind == .name else { throw unexpected("a name") }
        advance()
        reference.range = reference.range.lowerBound..<previous.end
        reference.nameRange = reference.range
        reference.name = lexer.names.name(NameTable.memberName(text(reference.range)))
        reference.subscripts = []
        continue
      }
      open(token)
      reference.subscripts.append(try expression())
      while token.kind == .comma {
        advance()
        reference.subscripts.append(try expression())
      }
      try close(.closeBracket, expecting: "`,` or `]`")
      reference.range = reference.range.lowerBound..<previous.end
    }
    return reference
  }

  private mutating func relation() throws(Unreadable) -> Claim.Relation {
    let relation: Claim.Relation
    switch token.kind {
    case .equal, .approximately: relation = .equal
    case .less: relation = .less
    case .lessEqual: relation = .lessOrEqual
    case .greater: relation = .greater
    case .greaterEqual: relation = .greaterOrEqual
    case .equalEqual: throw fail(.equalsInClaim, at: token.range)
    case .plus, .minus, .times, .divide, .power, .matrixProduct, .superscript, .transpose, .openParenthesis, .dot:
      throw claimSide(from: Token(kind: .name, start: statement.range.upperBound + 1, end: token.end))
    default: throw unexpected("`=`, `≈`, `<`, `>`, `≤` or `≥`")
    }
    advance()
    return relation
  }

  private mutating func claimSide(from start: Token) -> Unreadable {
    if token.kind == .bad || token.kind == .newline || token.kind == .endOfFile {
      return unexpected("a node, an entry or a derivative")
    }
    return fail(.claimSide, at: start.start..<token.end)
  }
}
