extension Parser {
  /// A name, and what is behind it in brackets.
  mutating func reference() throws(Unreadable) -> Reference {
    guard token.kind == .name else { throw unexpected("a name") }
    var reference = Reference(name: token.name, nameRange: token.range, range: token.range)
    advance()
    // `h[0][1]` is an entry of a family's member, `h[0].z` a node within the call that makes it.
    while token.kind == .openBracket || token.kind == .dot {
      if token.kind == .dot {
        // Of a derivative, `.T` and methods are no part.
        if isInClaim, !isMemberAhead { break }
        advance()
        guard token.kind == .name else { throw unexpected("a name") }
        advance()
        reference.range = reference.range.lowerBound..<previous.end
        reference.nameRange = reference.range
        reference.name = lexer.names.name(NameTable.memberName(text(reference.range)))
        reference.subscripts = []
        continue
      }
      reference.subscripts += try subscripts()
      reference.range = reference.range.lowerBound..<previous.end
    }
    return reference
  }

  /// `[i, j]` behind a name, with the bracket as the current word.
  mutating func subscripts() throws(Unreadable) -> [Int32] {
    open(token)
    var subscripts = [try expression()]
    while token.kind == .comma {
      advance()
      subscripts.append(try expression())
    }
    try close(.closeBracket, expecting: "`,` or `]`")
    return subscripts
  }

  /// Whether a name within a call stands behind a point, as in `h.z`.
  private var isMemberAhead: Bool {
    mutating get {
      let position = lexer.position
      defer { lexer.position = position }
      let name = lexer.next()
      return name.kind == .name && name.name != words.capitalT && lexer.next().kind != .openParenthesis
    }
  }
}
