/// `expect …` as written.
struct ParsedClaim {
  /// Of a run: whether it is claimed to converge.
  var converges: Bool?
  /// Roots of expressions, −1 for none.
  var left: Int32 = -1
  var right: Int32 = -1
  var relation: Claim.Relation = .equal
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
    var claim = ParsedClaim()
    claim.left = try side()
    claim.relation = try relation()
    claim.right = try side()
    if token.kind == .plusMinus {
      advance()
      claim.tolerance = try side()
    }
    switch token.kind {
    case .equal, .approximately, .less, .lessEqual, .greater, .greaterEqual, .equalEqual:
      throw fail(.claim(.twoRelations), at: token.range)
    default: break
    }
    if token.kind == .name, token.name == words.after { try steps(&claim) }
    if token.kind == .name, token.name == words.within || token.name == words.of {
      advance()
      guard token.kind == .string else { throw unexpected("the run's name in double quotes") }
      claim.run = token.range
      advance()
    }
    statement.detail = tree.claims.count
    tree.claims.append(claim)
  }

  /// A comparison is no part of it: it is what is claimed.
  private mutating func side() throws(Unreadable) -> Int32 { try expression(2) }

  private mutating func outcome() throws(Unreadable) {
    let run = token.range
    advance()
    guard token.kind == .name, token.name == words.converges || token.name == words.diverges else {
      throw unexpected("`converges` or `diverges`")
    }
    statement.kind = .outcome
    statement.detail = tree.claims.count
    tree.claims.append(ParsedClaim(converges: token.name == words.converges, run: run))
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
    default: throw unexpected("`=`, `≈`, `<`, `>`, `≤` or `≥`")
    }
    advance()
    return relation
  }
}
