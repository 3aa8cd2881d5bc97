import Letters

/// √, bars and norms.
extension Parser {
  /// `√x`, `√(a + b)`, `√x[0]`: of the next operand alone, and its entry.
  mutating func root() throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let sign = token
    advance()
    var operand = try atom()
    while token.kind == .openBracket, !lineBroke { operand = try index(of: operand) }
    return append(
      ExpressionNode(
        kind: .root, start: Int32(sign.start), end: Int32(previous.end), first: tree.nodes[Int(operand)].first,
        a: operand)
    )
  }

  /// `√x²`, `Σ(x − μ)²`: what is behind could belong to the operand.
  /// - Parameter tail: where it begins.
  mutating func refuseBehindSign(_ base: Int32, tail: Int) throws(Unreadable) {
    guard base >= 0 else { return }
    let node = tree.nodes[Int(base)]
    let behind = text(tail..<previous.end)
    guard !node.isBracketed else { return }
    if node.kind == .root, !tree.nodes[Int(node.a)].isBracketed {
      let readings = ["(\(text(base)))\(behind)", "√(\(text(node.a))\(behind))"]
      throw fail(.ambiguous(.behindRoot, readings), at: node.range.lowerBound..<previous.end)
    }
    if node.spelling.contains(.sumSign) {
      let sign = text(node.nameRange)
      let bracket = String(text(node.nameRange.upperBound..<node.range.upperBound).drop { $0 == " " })
      let readings = ["\(sign)(\(bracket)\(behind))", "(\(text(base)))\(behind)"]
      guard let quotient = quotient(before: node.range.lowerBound) else {
        throw fail(.ambiguous(.behindSum, readings), at: node.range.lowerBound..<previous.end)
      }
      // `1/2 Σ(x)²`: side by side would be a second ambiguity.
      let products = readings.map { "\(text(quotient))·\($0)" }
      throw fail(.ambiguous(.behindSum, products), at: quotient.lowerBound..<previous.end)
    }
  }

  /// The quotient of the same term that stands directly before `start`, side by side.
  private func quotient(before start: Int) -> Range<Int>? {
    var end = start
    while end > 0, lexer.bytes[end - 1] == 0x20 { end -= 1 }
    var (place, level, isQuotient) = (end, 0, false)
    scan: while place > 0 {
      switch lexer.bytes[place - 1] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"): level += 1
      case UInt8(ascii: "("), UInt8(ascii: "["):
        if level == 0 { break scan }
        level -= 1
      case UInt8(ascii: "/") where level == 0:
        if place == end { return nil }
        isQuotient = true
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "*"), 0x0A:
        if level == 0 { break scan }
      default: break
      }
      place -= 1
    }
    while place < end, lexer.bytes[place] == 0x20 { place += 1 }
    return isQuotient ? place..<end : nil
  }

  // MARK: Bars

  /// Whether a bar behind an operand closes the innermost open one.
  func closesBar(_ kind: Token.Kind) -> Bool {
    guard let open = bars.last, open.level == brackets.count else { return false }
    return open.kind == kind || kind == .doubleBar && open.kind == .bar
  }

  /// `|x|`, `‖x‖`, `||x||`
  mutating func betweenBars() throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    if token.kind == .doubleBar, !opensNorm { splitBars() }
    let sign = token
    bars.append((sign.kind, brackets.count))
    advance()
    let inner = try expression(2)
    if sign.kind == .bar, token.kind == .doubleBar { splitBars() }
    guard token.kind == sign.kind else {
      if token.kind == .bad { throw unexpected("a bar") }
      throw fail(.unclosedBracket(text(sign.range)), at: sign.range)
    }
    if sign.kind == .bar, opensInstead { throw fail(.nestedBars, at: token.range) }
    bars.removeLast()
    advance()
    var node = ExpressionNode(
      kind: sign.kind == .bar ? .absolute : .norm, start: Int32(sign.start), end: Int32(previous.end),
      first: tree.nodes[Int(inner)].first, a: inner, b: NormOrder.plain.rawValue)
    if reductions > 0 { node.spelling.insert(.reduced) }
    let bars = append(node)
    readNormOrder(of: bars, behind: bars)
    return bars
  }

  /// Whether the bar that closes here could open as well: `|2|x| − 5|`.
  private var opensInstead: Bool {
    var ahead = lexer
    var word = ahead.next()
    switch word.kind {
    case .name, .number, .openParenthesis, .root: break
    default: return false
    }
    var isOperand = false
    var (open, level) = (2, 0)
    for _ in 0..<Parser.lookahead {
      switch word.kind {
      case .openParenthesis, .openBracket: level += 1
      case .closeParenthesis, .closeBracket:
        level -= 1
        if level < 0 { return open == 0 }
      case .newline where brackets.isEmpty, .endOfFile, .semicolon: return open == 0
      case .comma where level == 0: return open == 0
      case .bar where level == 0: open += isOperand ? -1 : 1
      case .doubleBar where level == 0: if isOperand, open > 1 { open -= 2 }
      default: break
      }
      if open < 0 { return false }
      isOperand = word.kind.isBar ? isOperand : word.kind.endsOperand
      word = ahead.next()
    }
    return false
  }

  /// `||` as two bars, of which the first is the current word.
  private mutating func splitBars() {
    token = Token(kind: .bar, start: token.start, end: token.start + 1)
    lexer.position = token.end
  }

  /// Whether the next `||` of this bracket comes before any single bar.
  private var opensNorm: Bool {
    var ahead = lexer
    var level = 0
    for _ in 0..<Parser.lookahead {
      let word = ahead.next()
      switch word.kind {
      case .openParenthesis, .openBracket: level += 1
      case .closeParenthesis, .closeBracket:
        level -= 1
        if level < 0 { return false }
      case .doubleBar: if level == 0 { return true }
      case .bar: if level == 0 { return false }
      case .newline: if brackets.isEmpty, level == 0 { return false }
      case .endOfFile, .openBrace, .closeBrace: return false
      default: break
      }
    }
    return false
  }

  /// `‖x‖₂`, `||x||_1`, `‖W‖_F²`, `‖x‖²_2`: the order directly behind the norm or behind its power.
  mutating func readNormOrder(of norm: Int32, behind last: Int32) {
    guard tree.nodes[Int(norm)].kind == .norm, tree.nodes[Int(norm)].b == NormOrder.plain.rawValue else { return }
    let start = previous.end
    for (written, order) in Parser.normOrders {
      let end = start + written.count
      guard end <= lexer.bytes.count, lexer.bytes[start..<end].elementsEqual(written) else { continue }
      if end < lexer.bytes.count, lexer.scalar(at: end).0.continuesName { continue }
      tree.nodes[Int(norm)].b = order.rawValue
      tree.nodes[Int(last)].end = Int32(end)
      previous.end = end
      lexer.position = end
      read(overLineEnds: !brackets.isEmpty)
      return
    }
  }

  private static let normOrders: [(written: [UInt8], order: NormOrder)] = [
    (Array("₁".utf8), .one), (Array("₂".utf8), .two), (Array("_1".utf8), .one), (Array("_2".utf8), .two),
    (Array("_∞".utf8), .infinity), (Array("_F".utf8), .frobenius),
  ]
}
