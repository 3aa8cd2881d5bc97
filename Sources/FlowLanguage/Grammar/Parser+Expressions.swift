import Letters

extension Parser {
  /// Operators by precedence climbing; a chain of equals is a loop, so that a sum of 100,000 terms is no depth.
  mutating func expression(_ minimum: Int = 1) throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    var left = try unary()
    var compared = false
    while true {
      let kind = token.kind
      let precedence = kind.precedence
      guard precedence >= minimum, precedence > 0 else { return left }
      if precedence == 1 {
        if compared { throw chained(left) }
        compared = true
      }
      advance()
      let right = try expression(precedence + 1)
      left = append(operatorNode(kind), left, right)
    }
  }

  private mutating func enter() throws(Unreadable) {
    depth += 1
    guard depth <= Parser.depthLimit else { throw fail(.tooDeep(limit: Parser.depthLimit), at: token.range) }
  }

  private func operatorNode(_ kind: Token.Kind) -> ExpressionNode.Kind {
    switch kind {
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .divide: .divide
    case .matrixProduct: .matrixProduct
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    default: .equal
    }
  }

  private mutating func chained(_ left: Int32) -> Unreadable {
    let node = tree.nodes[Int(left)]
    let first = tree.nodes[Int(node.a)].range
    let second = tree.nodes[Int(node.b)].range
    let problem = GrammarProblem.chainedComparison(
      left: text(first.lowerBound..<second.upperBound), middle: text(second), right: text(token.range))
    return fail(problem, at: token.range)
  }

  private mutating func unary() throws(Unreadable) -> Int32 {
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

  private mutating func power() throws(Unreadable) -> Int32 {
    let base = try postfix()
    guard token.kind == .power else { return base }
    try enter()
    defer { depth -= 1 }
    advance()
    let exponent = try unary()
    return append(.power, base, exponent)
  }

  private mutating func postfix() throws(Unreadable) -> Int32 {
    var operand = try atom()
    while true {
      switch token.kind {
      case .openBracket:
        operand = try index(of: operand)
      case .transpose:
        advance()
        operand = append(transposing: operand)
      case .superscript:
        operand = try append(raising: operand)
      case .dot:
        operand = try attribute(of: operand)
      default:
        return operand
      }
    }
  }

  private mutating func atom() throws(Unreadable) -> Int32 {
    if isInClaim, let derivative = try derivative() { return derivative }
    let start = token
    switch start.kind {
    case .number:
      advance()
      return append(number: try value(of: start), at: start)
    case .string:
      advance()
      return append(leaf(.string, start))
    case .name:
      advance()
      if token.kind == .openParenthesis { return try call(start) }
      if token.kind == .superscript, peek().kind == .openParenthesis,
        words.function(start.name) != nil || superscriptText(token).hasPrefix("-")
      {
        return try poweredCall(start)
      }
      return append(leaf(.name, start, a: Int32(start.name)))
    case .openParenthesis:
      return try parenthesised()
    case .openBracket:
      open(start)
      if token.kind == .closeBracket { throw fail(.value(.emptyList), at: start.start..<token.end) }
      let entries = try list(until: .closeBracket)
      try close(.closeBracket, expecting: "`,` or `]`")
      return append(.list, entries, from: start)
    default:
      throw unexpected("a name, a number or a bracket")
    }
  }

  private mutating func parenthesised() throws(Unreadable) -> Int32 {
    let start = token
    open(start)
    let inner = try expression()
    if token.kind == .comma {
      var entries = [inner]
      while token.kind == .comma {
        advance()
        if token.kind == .closeParenthesis { break }
        entries.append(try expression())
      }
      try close(.closeParenthesis, expecting: "`,` or `)`")
      return append(.tuple, entries, from: start)
    }
    try close(.closeParenthesis, expecting: "`)` or an operator")
    // The brackets belong to the place of what they hold.
    tree.nodes[Int(inner)].start = Int32(start.start)
    tree.nodes[Int(inner)].end = Int32(previous.end)
    return inner
  }

  private mutating func list(until end: Token.Kind) throws(Unreadable) -> [Int32] {
    var entries = [try expression()]
    while token.kind == .comma {
      advance()
      if token.kind == end { break }
      entries.append(try expression())
    }
    return entries
  }

  // MARK: Calls

  private mutating func call(_ function: Token) throws(Unreadable) -> Int32 {
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
    let call = append(.call, arguments, from: function, a: Int32(function.name))
    tree.nodes[Int(call)].nameRange = function.range
    return call
  }

  private mutating func argument() throws(Unreadable) -> Int32 {
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
  private mutating func poweredCall(_ function: Token) throws(Unreadable) -> Int32 {
    let superscript = token
    let exponent = try exponent(superscript)
    if exponent < 0 {
      throw fail(.call(.inverseFunction(text(function.range))), at: function.start..<superscript.end)
    }
    advance()
    let inner = try call(function)
    return append(power: inner, exponent, superscript)
  }

  // MARK: Behind an operand

  private mutating func index(of operand: Int32) throws(Unreadable) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let bracket = token
    open(bracket)
    if token.kind == .closeBracket { throw unexpected("an index") }
    var subscripts = [try slice()]
    while token.kind == .comma {
      advance()
      if token.kind == .closeBracket { break }
      subscripts.append(try slice())
    }
    try close(.closeBracket, expecting: "`,` or `]`")
    let node = tree.nodes[Int(operand)]
    let start = Int32(tree.children.count)
    tree.children.append(contentsOf: subscripts)
    return append(
      ExpressionNode(
        kind: .index, start: node.start, end: Int32(previous.end), first: node.first, a: operand, b: start,
        count: Int32(subscripts.count)))
  }

  private mutating func slice() throws(Unreadable) -> Int32 {
    let start = token
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

  private func superscriptText(_ token: Token) -> String {
    let plain = text(token.range).unicodeScalars.map { $0.script?.plain ?? $0 }
    return String(String.UnicodeScalarView(plain.map { $0 == "−" ? "-" : $0 }))
  }

  private mutating func exponent(_ superscript: Token) throws(Unreadable) -> Double {
    guard let value = Double(superscriptText(superscript)) else {
      throw fail(.expected("a raised number", found: "`" + text(superscript.range) + "`"), at: superscript.range)
    }
    return value
  }

  /// `.T`; everything else behind a point is a habit from Python, and the hint says what to write.
  private mutating func attribute(of operand: Int32) throws(Unreadable) -> Int32 {
    advance()
    guard token.kind == .name else { throw unexpected("`T`") }
    if token.name == words.capitalT {
      advance()
      return append(transposing: operand)
    }
    let node = tree.nodes[Int(operand)]
    let base = text(node.range)
    var name = token
    let libraries = ["np", "numpy", "torch", "math", "jnp", "jax", "tf", "F", "nn", "sp", "scipy", "cmath"]
    let isLibrary = node.kind == .name && libraries.contains(base)
    while isLibrary, peek().kind == .dot {
      advance()
      advance()
      guard token.kind == .name else { throw unexpected("a name") }
      name = token
    }
    let written = text(name.range)
    let after = peek()
    let call = after.kind == .openParenthesis ? callText(from: after.start) : nil
    if isLibrary {
      throw fail(.library(prefix: base, name: written, call: call), at: Int(node.start)..<name.end)
    }
    if after.kind == .openParenthesis {
      let arguments = call.map { String($0.dropFirst().dropLast()) } ?? ""
      let rewritten = written + "(" + base + (arguments.isEmpty ? "" : ", " + arguments) + ")"
      throw fail(.method(name: written, call: rewritten), at: previous.start..<name.end)
    }
    // What a call has inside; whether there is such a node is seen when the names are.
    guard node.kind == .name || node.kind == .index || node.kind == .member else {
      throw fail(.attribute(written), at: previous.start..<name.end)
    }
    advance()
    return append(
      ExpressionNode(
        kind: .member, start: node.start, end: Int32(name.end), first: node.first, a: operand, b: Int32(name.name)))
  }
}
