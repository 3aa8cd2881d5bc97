import Letters

extension Parser {
  mutating func expression() throws(Unreadable) -> Int32 {
    let root = try expression(1)
    if token.kind == .name, isPythons(token) { throw try pythons(root) }
    return root
  }

  /// Operators by precedence climbing; a chain of equals is a loop, so that a sum of 100,000 terms is no depth. What stands on
  /// the path of nested brackets is kept small: each level is a stretch of the stack.
  mutating func expression(_ minimum: Int) throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    var left = try unary()
    var compared = false
    while true {
      let precedence = token.kind.precedence
      if precedence == 0 {
        guard minimum <= 3, joins else { return left }
        left = try sideBySide(left)
      } else {
        guard precedence >= minimum else { return left }
        left = try operation(left, precedence, compared: compared)
        compared = compared || precedence == 1
      }
    }
  }

  /// The operation of the current word.
  private mutating func operation(_ left: Int32, _ precedence: Int, compared: Bool) throws(Unreadable) -> Int32 {
    let kind = token.kind
    if precedence == 1, compared { throw try chained(left) }
    if precedence == 2, isInList { try refuseSignInList(behind: left) }
    advance()
    let right = try expression(precedence + 1)
    switch kind {
    case .floorDivide, .remainder, .tensorProduct: throw foreign(kind, left, right)
    default: return append(operatorNode(kind), left, right)
    }
  }

  mutating func enter() throws(Unreadable) {
    depth += 1
    guard depth <= Parser.depthLimit else { throw fail(.tooDeep(limit: Parser.depthLimit), at: token.range) }
  }

  private func operatorNode(_ kind: Token.Kind) -> ExpressionNode.Kind {
    switch kind {
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .entrywise: .entrywise
    case .dotProduct: .product
    case .cross: .cross
    case .divide: .divide
    case .matrixProduct: .matrixProduct
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    default: .equal
    }
  }

  mutating func unary() throws(Unreadable) -> Int32 {
    guard token.kind == .minus || token.kind == .plus else { return try power() }
    try enter()
    defer { depth -= 1 }
    let sign = token
    advance()
    let operand = try unary()
    return append(
      ExpressionNode(
        kind: sign.kind == .minus ? .negate : .plus, start: Int32(sign.start), end: tree.nodes[Int(operand)].end,
        first: tree.nodes[Int(operand)].first, a: operand))
  }

  mutating func power() throws(Unreadable) -> Int32 {
    let base = try postfix()
    return token.kind == .power ? try raised(base) : base
  }

  private mutating func raised(_ base: Int32) throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let sign = token
    lexer.readsOneDigit = tree.nodes[Int(base)].kind == .norm
    advance()
    lexer.readsOneDigit = false
    let exponent = try unary()
    try refuseBehindSign(base, tail: sign.start)
    if isEuler(base) { throw exponential(base, text(exponent)) }
    var node = node(.power, base, exponent)
    if sign.end == sign.start + 1 { node.spelling.insert(.caret) }
    let power = append(node)
    readNormOrder(of: base, behind: power)
    if !tree.nodes[Int(exponent)].isBracketed { barePower = (previous.end, power) }
    return power
  }

  private mutating func postfix() throws(Unreadable) -> Int32 {
    var operand = try atom()
    while true {
      switch token.kind {
      case .openBracket: operand = try indexBehind(operand)
      case .transpose, .superscript, .dot: operand = try sign(behind: operand)
      case .power:
        guard isTransposing(peek()) else { return operand }
        advance()
        operand = try sign(behind: operand)
      default: return operand
      }
    }
  }

  private mutating func indexBehind(_ operand: Int32) throws(Unreadable) -> Int32 {
    if lineBroke { throw missingOperator() }
    return try index(of: operand)
  }

  private mutating func sign(behind operand: Int32) throws(Unreadable) -> Int32 {
    // Of `^T`, `^` is taken already.
    let sign = previous.kind == .power ? previous : token
    switch token.kind {
    case .superscript:
      let written = superscriptText(token)
      let power = try append(raising: operand)
      try refuseBehindSign(operand, tail: sign.start)
      if isEuler(operand) { throw exponential(operand, written) }
      readNormOrder(of: operand, behind: power)
      return power
    case .dot:
      let result = try behindPoint(operand)
      // A property is one word with its name.
      if tree.nodes[Int(result)].kind != .property { try refuseBehindSign(operand, tail: sign.start) }
      return result
    default:
      advance()
      try refuseBehindSign(operand, tail: sign.start)
      return append(transposing: operand)
    }
  }

  /// Whether `^` before this word transposes: `w^T x`.
  private func isTransposing(_ next: Token) -> Bool {
    next.kind == .transpose || next.kind == .name && next.name == words.capitalT && !known.isNode(next.name)
  }

  mutating func atom() throws(Unreadable) -> Int32 {
    if isInClaim, let derivative = try derivative() { return derivative }
    switch token.kind {
    case .name: return try nameOrCall()
    case .openParenthesis: return try parenthesised()
    case .openBracket: return try list()
    case .root: return try root()
    case .bar, .doubleBar, .normBar: return try betweenBars()
    default: return try word()
    }
  }

  private mutating func word() throws(Unreadable) -> Int32 {
    let start = token
    switch start.kind {
    case .number:
      advance()
      return append(number: try number(start), at: start)
    case .string:
      advance()
      return append(leaf(.string, start))
    case .sumSign:
      advance()
      guard token.kind == .openParenthesis else {
        throw sumWithoutBrackets(start)
      }
      return try call(start, named: words.sum, .sumSign)
    case .openBrace:
      if let failure = braces() { throw failure }
      throw unexpected("a name, a number or a bracket")
    default:
      throw unexpected("a name, a number or a bracket")
    }
  }

  private mutating func list() throws(Unreadable) -> Int32 {
    let start = token
    var bracket = start
    bracket.name = Parser.list
    open(bracket)
    if token.kind == .closeBracket { throw fail(.value(.emptyList), at: start.start..<token.end) }
    let entries = try list(from: try expression(), until: .closeBracket)
    if token.kind == .semicolon { throw rows(start, entries) }
    try close(.closeBracket, expecting: "`,` or `]`")
    return append(.list, entries, from: start)
  }

  private mutating func parenthesised() throws(Unreadable) -> Int32 {
    let start = token
    open(start)
    let inner = try expression()
    if token.kind == .comma {
      let entries = try list(from: inner, until: .closeParenthesis)
      try close(.closeParenthesis, expecting: "`,` or `)`")
      let tuple = append(.tuple, entries, from: start)
      tree.nodes[Int(tuple)].spelling.insert(.bracketed)
      return tuple
    }
    try close(.closeParenthesis, expecting: "`)` or an operator")
    // The brackets belong to the place of what they hold.
    tree.nodes[Int(inner)].start = Int32(start.start)
    tree.nodes[Int(inner)].end = Int32(previous.end)
    tree.nodes[Int(inner)].spelling.insert(.bracketed)
    return inner
  }

  /// Entries behind the first; a comma may stand behind the last.
  private mutating func list(from first: Int32, until end: Token.Kind) throws(Unreadable) -> [Int32] {
    var entries = [first]
    while token.kind == .comma {
      advance()
      if token.kind == end { break }
      entries.append(try expression())
    }
    return entries
  }

  // MARK: Calls

  mutating func call(
    _ function: Token, named name: Int, _ spelling: ExpressionNode.Spelling = []
  ) throws(Unreadable) -> Int32 {
    let reduces = words.allowsBars(name)
    if reduces { reductions += 1 }
    defer { if reduces { reductions -= 1 } }
    let call = append(.call, try arguments(), from: function, a: Int32(name))
    tree.nodes[Int(call)].nameRange = function.range
    tree.nodes[Int(call)].spelling = spelling
    return call
  }

  /// What stands in a call's brackets.
  mutating func arguments() throws(Unreadable) -> [Int32] {
    try enter()
    defer { depth -= 1 }
    open(token)
    var arguments: [Int32] = []
    while token.kind != .closeParenthesis {
      arguments.append(try argument())
      guard token.kind == .comma else { break }
      advance()
    }
    try close(.closeParenthesis, expecting: "`,` or `)`")
    return arguments
  }

  private mutating func argument() throws(Unreadable) -> Int32 {
    if token.kind == .times { return try spreadShape() }
    guard token.kind == .name, peek().kind == .equal else { return try expression() }
    return try namedArgument()
  }

  /// `key=value`
  mutating func namedArgument() throws(Unreadable) -> Int32 {
    let name = token
    advance()
    try expect(.equal, "`=`")
    let value = try expression()
    return append(
      ExpressionNode(
        kind: .argument, start: Int32(name.start), end: Int32(previous.end), first: tree.nodes[Int(value)].first,
        a: Int32(name.name), b: value, nameStart: Int32(name.start), nameEnd: Int32(name.end)))
  }

  /// `sin²(x)` is (sin x)².
  mutating func poweredCall(_ function: Token) throws(Unreadable) -> Int32 {
    let superscript = token
    let exponent = try exponent(superscript)
    advance()
    if exponent < 0 { throw inverse(of: function, superscript) }
    let inner = try call(function, named: function.name)
    return append(power: inner, exponent, superscript)
  }

  // MARK: Behind an operand

  mutating func index(of operand: Int32) throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let bracket = token
    let previousEnd = previous.end
    open(bracket)
    if token.kind == .closeBracket { throw unexpected("an index") }
    var subscripts = [try slice()]
    while token.kind == .comma {
      advance()
      if token.kind == .closeBracket { break }
      subscripts.append(try slice())
    }
    try close(.closeBracket, expecting: "`,` or `]`")
    if bracket.start > previousEnd { try refuseList(behind: operand, bracket, subscripts) }
    return append(.index, subscripts, behind: operand)
  }

  private mutating func slice() throws(Unreadable) -> Int32 {
    let start = token
    if start.kind == .ellipsis {
      advance()
      return append(leaf(.ellipsis, start))
    }
    let first = tree.nodes.count
    var bounds: [Int32] = [-1, -1, -1]
    if token.kind != .colon {
      bounds[0] = try expression()
      guard token.kind == .colon else { return bounds[0] }
    }
    for bound in 1...2 {
      guard token.kind == .colon else { break }
      advance()
      if token.kind != .colon, token.kind != .comma, token.kind != .closeBracket { bounds[bound] = try expression() }
    }
    let children = Int32(tree.children.count)
    tree.children.append(contentsOf: bounds)
    return append(
      ExpressionNode(
        kind: .slice, start: Int32(start.start), end: Int32(previous.end), first: Int32(first), b: children, count: 3)
    )
  }

  private mutating func append(raising operand: Int32) throws(Unreadable) -> Int32 {
    let superscript = token
    let exponent = try exponent(superscript)
    advance()
    return append(power: operand, exponent, superscript)
  }

  func superscriptText(_ token: Token) -> String {
    let plain = text(token.range).unicodeScalars.map { $0.script?.plain ?? $0 }
    return String(String.UnicodeScalarView(plain.map { $0 == "−" ? "-" : $0 }))
  }

  private mutating func exponent(_ superscript: Token) throws(Unreadable) -> Double {
    guard let value = Double(superscriptText(superscript)) else {
      throw fail(.expected("a raised number", found: "`" + text(superscript.range) + "`"), at: superscript.range)
    }
    return value
  }
}
