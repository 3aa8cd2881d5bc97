import Letters

/// What stands side by side is a product: `3x² + 2x`, `xᵀ W x`, `w(x + y)`.
extension Parser {
  /// The mark of a list's bracket, among the open ones.
  static let list = -2

  /// Whether the innermost open bracket is a list's.
  var isInList: Bool { brackets.last?.name == Parser.list }

  /// Whether the current word begins an operand behind the one that was just read.
  var joins: Bool {
    switch token.kind {
    case .name:
      return !isPythons(token) && !(isInClaim && brackets.isEmpty && words.endsClaim(token.name))
    case .number, .openParenthesis, .root, .sumSign: return true
    case .partial: return isInClaim
    case .bar, .doubleBar, .normBar: return !closesBar(token.kind)
    default: return false
    }
  }

  func isPythons(_ token: Token) -> Bool { words.isPythons(token.name) && !known.isNode(token.name) }

  mutating func sideBySide(_ left: Int32) throws(Unreadable) -> Int32 {
    let end = previous.end
    if lineBroke { throw missingOperator() }
    let isNamePair = token.kind == .name && previous.kind == .name && token.start > end
    if isInList, token.kind == .number || isNamePair { throw missingComma() }
    if token.kind == .number { throw missingOperator() }
    let node = tree.nodes[Int(left)]
    if node.kind == .divide, !node.isBracketed { throw try besideQuotient(node) }
    if let barePower, barePower.end == end { throw try besidePower(barePower.power) }
    let opener = token
    let right = try power()
    if opener.kind == .openParenthesis { try refuseCall(of: left, opener) }
    var product = self.node(.product, left, right)
    product.spelling = .sideBySide
    return append(product)
  }

  // MARK: Names

  /// A name, or a call: a function's name is one only before a bracket, and not where it names a node.
  mutating func nameOrCall() throws(Unreadable) -> Int32 {
    if !known.isNode(token.name) { splitName() }
    let name = token
    advance()
    if token.kind == .openParenthesis, !modules.isEmpty, !known.isNode(name.name), let module = modules[name.name] {
      return try applied(module, name)
    }
    if token.kind == .openParenthesis, !lineBroke, let called = try calledName(name) {
      return called == words.sum && name.name == words.sumLetter
        ? try call(name, named: called, .sumSign) : try call(name, named: called)
    }
    if token.kind == .superscript, peek().kind == .openParenthesis, try isPoweredCall(name) {
      return try poweredCall(name)
    }
    if !known.isNode(name.name) { try refuseBareFunction(name) }
    return append(leaf(.name, name, a: Int32(name.name)))
  }

  private func isFunction(_ name: Int) -> Bool {
    words.function(name) != nil || known[name].contains(.function)
  }

  /// The function that a name before a bracket calls; nil for a node, which is multiplied.
  private mutating func calledName(_ name: Token) throws(Unreadable) -> Int? {
    let isNode = known.isNode(name.name)
    if isFunction(name.name) {
      if isNode { try refuseShadowing(name) }
      return name.name
    }
    if isNode || words.isReserved(name.name) { return nil }
    return name.name == words.sumLetter ? words.sum : name.name
  }

  /// Whether a name before a superscript and a bracket is called: `sin²(x)`.
  private mutating func isPoweredCall(_ name: Token) throws(Unreadable) -> Bool {
    let isNode = known.isNode(name.name)
    guard isFunction(name.name) || !isNode && superscriptText(token).hasPrefix("-") else { return false }
    if isNode { throw shadowedPower(name) }
    return true
  }

  /// `sin x`, `max{0, x}`, `Σ x`, with the word behind the name as the current one.
  private mutating func refuseBareFunction(_ name: Token) throws(Unreadable) {
    if token.kind == .openBrace, token.start == name.end, let failure = braces() { throw failure }
    if isFunction(name.name) {
      if token.kind == .power, let failure = poweredFunction(name) { throw failure }
      if let operand = operandWithoutBrackets() {
        let range = name.start..<operand.upperBound
        throw fail(.operandWithoutBrackets(function: text(name.range), operand: text(operand)), at: range)
      }
    }
    if name.name == words.sumLetter { throw sumWithoutBrackets(name) }
  }

  /// `2πσ²`, `w₁x₁`: a name that means nothing is split behind π and behind lowered signs, if all parts mean something.
  private mutating func splitName() {
    guard lexer.bytes[token.range].contains(where: { $0 >= 0x80 }),
      !isFunction(token.name), !words.isReserved(token.name)
    else { return }
    var cuts: [Int] = []
    var position = token.start
    var wasIndex = false
    while position < token.end {
      let (scalar, length) = lexer.scalar(at: position)
      if wasIndex, !scalar.isIndex { cuts.append(position) }
      wasIndex = scalar.isIndex
      position += length
      if scalar == "π", cuts.isEmpty, position == token.start + length, position < token.end {
        cuts.append(position)
        wasIndex = false
      }
    }
    guard let first = cuts.first else { return }
    for (start, end) in zip([token.start] + cuts, cuts + [token.end]) {
      let part = lexer.names.name(lexer.bytes, start, end)
      guard known.isNode(part) || part == words.piLetter else { return }
    }
    token = Token(
      kind: .name, start: token.start, end: first, name: lexer.names.name(lexer.bytes, token.start, first))
    lexer.position = first
  }

  // MARK: Functions without brackets

  /// What a function without a bracket is meant of: what stands side by side, up to the next function, operator or comma.
  /// - Parameter isSummed: behind `Σ`, which goes on over functions and products.
  private mutating func operandWithoutBrackets(isSummed: Bool = false) -> Range<Int>? {
    guard token.kind == .minus && token.end < lexer.bytes.count || joins || token.kind == .superscript else {
      return nil
    }
    var ahead = lexer
    var word = token
    // `exp −x`, but not `exp - x`.
    if word.kind == .minus {
      let next = ahead.next()
      guard next.start == word.end, word.start > previous.end, next.kind == .name || next.kind == .number else {
        return nil
      }
      word = next
    }
    if word.kind == .superscript { word = ahead.next() }
    var level = 0
    var end: Int?
    var isExponent = false
    for _ in 0..<100 {
      switch word.kind {
      case .openParenthesis, .openBracket: level += 1
      case .closeParenthesis, .closeBracket:
        level -= 1
        if level < 0 { return end.map { token.start..<$0 } }
      case .newline, .endOfFile, .semicolon, .openBrace, .closeBrace, .bad, .string, .equal:
        return end.map { token.start..<$0 }
      case .name where level == 0 && end != nil && !isExponent && !isSummed && !known.isNode(word.name):
        if words.function(word.name) != nil || words.isPythons(word.name) { return end.map { token.start..<$0 } }
      case .comma, .colon: if level == 0 { return end.map { token.start..<$0 } }
      default:
        let isEnd = isSummed ? 1...2 : 1...3
        if level == 0, isEnd.contains(word.kind.precedence), !isExponent { return end.map { token.start..<$0 } }
      }
      isExponent = word.kind == .power
      if level == 0, !isExponent, word.kind.precedence == 0 { end = word.end }
      word = ahead.next()
    }
    return nil
  }

  /// `Σ x y`, with the word behind the sign as the current one.
  mutating func sumWithoutBrackets(_ sign: Token) -> Unreadable {
    let operand = operandWithoutBrackets(isSummed: true)
    return fail(
      .sumWithoutBrackets(text(sign.range), operand: operand.map { text($0) }),
      at: sign.start..<(operand?.upperBound ?? sign.end))
  }

  // MARK: Errors that show what could be meant

  mutating func missingOperator() -> Unreadable {
    let isPlain = isWord(previous.kind) && isWord(token.kind)
    return fail(
      .missingOperator(
        left: isPlain ? text(previous.range) : nil, right: isPlain ? text(token.range) : nil, isLineEnd: lineBroke),
      at: isPlain && !lineBroke ? previous.start..<token.end : token.range)
  }

  private func isWord(_ kind: Token.Kind) -> Bool { kind == .name || kind == .number }

  private mutating func missingComma() -> Unreadable {
    let (left, right) = (text(previous.range), text(token.range))
    let isName = previous.kind == .name && token.kind == .name
    return fail(
      .ambiguous(.missingComma, ["\(left), \(right)"] + (isName ? ["\(left)·\(right)"] : [])),
      at: previous.start..<token.end)
  }

  /// `[a⏎ -b]` and `[a -b]` could hold two numbers.
  mutating func refuseSignInList(behind left: Int32) throws(Unreadable) {
    let next = peek()
    let leans = token.start > previous.end && next.start == token.end
    guard leans || lineBroke, next.kind != .newline else { return }
    let (before, sign) = (text(left), text(token.range))
    let operand = next
    throw fail(
      .ambiguous(
        .signInList, ["\(before), \(sign)\(text(operand.range))", "\(before) \(sign) \(text(operand.range))"]),
      at: tree.nodes[Int(left)].range.lowerBound..<operand.end)
  }

  /// The factors that go on side by side, of which the first is the current word.
  private mutating func rest() throws(Unreadable) -> Range<Int> {
    let start = token.start
    var operand = try power()
    while joins, !lineBroke, token.kind != .number {
      let right = try power()
      operand = append(.product, operand, right)
    }
    return start..<previous.end
  }

  /// `1/2x`
  private mutating func besideQuotient(_ quotient: ExpressionNode) throws(Unreadable) -> Unreadable {
    let gap = text(Int(quotient.end)..<token.start)
    let factors = text(try rest())
    let (above, below) = (tree.nodes[Int(quotient.a)], tree.nodes[Int(quotient.b)])
    let sign = text(above.range.upperBound..<below.range.lowerBound)
    return fail(
      .ambiguous(
        .besideQuotient,
        [
          "(\(text(quotient.range)))\(gap)\(factors)",
          "\(text(above.range))\(sign)(\(text(below.range))\(gap)\(factors))",
        ]), at: quotient.range.lowerBound..<previous.end)
  }

  /// `x^2 y`
  private mutating func besidePower(_ power: Int32) throws(Unreadable) -> Unreadable {
    let node = tree.nodes[Int(power)]
    let exponent = tree.nodes[Int(node.b)].range
    let gap = text(node.range.upperBound..<token.start)
    let factors = text(try rest())
    let base = text(node.range.lowerBound..<exponent.lowerBound)
    return fail(
      .ambiguous(
        .besidePower, ["\(text(node.range))·\(factors)", "\(base)(\(text(exponent))\(gap)\(factors))"]),
      at: node.range.lowerBound..<previous.end)
  }

  /// `w(x)` looks like a call of `w`, a node.
  private mutating func refuseCall(of left: Int32, _ opener: Token) throws(Unreadable) {
    var factor = tree.nodes[Int(left)]
    while factor.kind == .product, !factor.isBracketed { factor = tree.nodes[Int(factor.b)] }
    if factor.kind == .power, factor.spelling.contains(.raised), !factor.isBracketed {
      factor = tree.nodes[Int(factor.a)]
    }
    guard factor.kind == .name, !factor.isBracketed else { return }
    var inner = tree.nodes[tree.nodes.count - 1]
    // Behind the bracket may stand a power, an index.
    while !inner.isBracketed || inner.range.lowerBound != opener.start {
      guard inner.a >= 0, [.power, .index, .transpose, .member].contains(inner.kind) else { return }
      inner = tree.nodes[Int(inner.a)]
    }
    guard looksLikeArgument(inner, opener) else { return }
    let name = text(factor.range)
    let sign = text(factor.range.upperBound..<opener.start)
    let argument = text(inner.range)
    let entry = "\(name)[\(argument.dropFirst().dropLast())]"
    let range = factor.range.lowerBound..<inner.range.upperBound
    throw fail(
      .nodeBeforeBracket(name, product: "\(name)\(sign)·\(argument)", entry: entry, argument: argument), at: range)
  }

  /// Nothing but one name, entry or number, or a loop's variable ± a number; or several things.
  private func looksLikeArgument(_ inner: ExpressionNode, _ opener: Token) -> Bool {
    switch inner.kind {
    case .name, .number, .tuple, .string: return true
    case .index: return tree.nodes[Int(inner.a)].kind == .name
    case .add, .subtract:
      let (a, b) = (tree.nodes[Int(inner.a)], tree.nodes[Int(inner.b)])
      return a.kind == .name && known[Int(a.a)].contains(.loopVariable) && b.kind == .number
    default: return false
    }
  }

  /// `σ(1 − σ)` with a node σ; elsewhere σ is the function, with a warning.
  private mutating func refuseShadowing(_ name: Token) throws(Unreadable) {
    let written = text(name.range)
    let end = token.start + (callText(from: token.start)?.utf8.count ?? 0)
    var ahead = lexer
    while ahead.position < end {
      let word = ahead.next()
      if word.kind == .endOfFile { break }
      guard word.kind == .name, word.name == name.name else { continue }
      let bracket = text(token.start..<end)
      throw fail(
        .ambiguous(.nodeAndFunction(written), ["\(written)·\(bracket)", "\(standardName(name))\(bracket)"]),
        at: name.start..<end)
    }
    findings.add(.odd(.nodeAndFunction(written)), at: name.range)
  }

  private func standardName(_ name: Token) -> String {
    let standard = words.function(name.name)?.names[0] ?? text(name.range)
    return lexer.names.known(standard).map { known.isNode($0) } == true ? text(name.range) : standard
  }

  /// `σ²(a + b)` with a node σ.
  private mutating func shadowedPower(_ name: Token) -> Unreadable {
    let (written, power) = (text(name.range), text(token.range))
    guard let bracket = callText(from: peek().start) else { return unexpected("an operator") }
    let end = peek().start + bracket.utf8.count
    return fail(
      .ambiguous(
        .nodeAndFunction(written),
        ["\(written)\(power)·\(bracket)", "\(standardName(name))\(bracket)\(power)"]), at: name.start..<end)
  }

  /// `W [h, x]`: behind a blank stand places alone.
  mutating func refuseList(behind operand: Int32, _ bracket: Token, _ subscripts: [Int32]) throws(Unreadable) {
    for root in subscripts where !isPlace(root) {
      let (base, inner) = (text(operand), text(bracket.end..<previous.start))
      throw fail(
        .ambiguous(
          .listBehindBlank,
          subscripts.count > 1
            ? ["\(base)·concat(\(inner))", "\(base)·stack(\(inner))", "\(base)[\(inner)]"] : ["\(base)[\(inner)]"]),
        at: tree.nodes[Int(operand)].range.lowerBound..<previous.end)
    }
  }

  /// Whole numbers, loop variables and slices of them.
  private func isPlace(_ root: Int32) -> Bool {
    let last = tree.nodes[Int(root)]
    return tree.nodes[Int(last.first)...Int(root)].allSatisfy { node in
      switch node.kind {
      case .number, .negate, .add, .subtract, .multiply, .slice: true
      case .name:
        known[Int(node.a)].contains(.loopVariable) || ["none", "None"].contains(lexer.names.text(of: Int(node.a)))
      default: false
      }
    }
  }
}
