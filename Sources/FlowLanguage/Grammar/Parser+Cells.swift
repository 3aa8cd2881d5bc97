import Letters

/// What only the cells of other libraries have: methods, properties, lines that a figure does not need.
extension Parser {
  /// What stands behind a point: `.T`, a method, a constant, a length, a node within a call.
  mutating func behindPoint(_ operand: Int32) throws(Unreadable) -> Int32 {
    advance()
    guard token.kind == .name else { throw unexpected("`T`") }
    let name = token
    advance()
    if name.name == words.capitalT, token.kind != .openParenthesis { return append(transposing: operand) }
    let node = tree.nodes[Int(operand)]
    let isName = node.kind == .name && Int(operand) == tree.nodes.count - 1
    if token.kind == .openParenthesis {
      let call = try method(name, of: operand)
      return isName ? measured(call, node) : call
    }
    switch node.kind {
    case .name where isName:
      tree.nodes.removeLast()
      var property = ExpressionNode(kind: .property, start: node.start, end: Int32(name.end), first: operand)
      property.a = node.a
      property.nameRange = name.range
      if token.kind == .openBracket, text(name.range) == "shape", let index = wholeIndex() {
        (property.b, property.count) = (index, 1)
        property.end = Int32(previous.end)
      }
      return append(property)
    case .name, .index, .member, .property, .method:
      return append(
        ExpressionNode(
          kind: .member, start: node.start, end: Int32(name.end), first: node.first, a: operand,
          b: Int32(name.name), nameStart: Int32(name.start), nameEnd: Int32(name.end)))
    default: throw fail(.attribute(text(name.range)), at: (name.start - 1)..<name.end)
    }
  }

  private mutating func method(_ name: Token, of operand: Int32) throws(Unreadable) -> Int32 {
    var entries = try arguments()
    if token.kind == .openParenthesis, token.start == previous.end, isModule(name, of: operand) {
      // `nn.MSELoss()(a, b)`: what it is called with stands first.
      entries = try arguments() + entries
    }
    let call = append(.method, entries, behind: operand)
    tree.nodes[Int(call)].nameRange = name.range
    return call
  }

  /// Whether a method's name is a module's of PyTorch: `nn.MSELoss`.
  private func isModule(_ name: Token, of operand: Int32) -> Bool {
    let origin = text(operand)
    return (origin == "nn" || origin == "torch.nn") && (0x41...0x5A).contains(lexer.bytes[name.start])
  }

  /// `*x.shape` among arguments: a shape stands for itself.
  mutating func spreadShape() throws(Unreadable) -> Int32 {
    let star = token
    guard lexer.bytes[star.start] == UInt8(ascii: "*") else { throw unexpected("a name, a number or a bracket") }
    advance()
    let shape = try expression()
    guard tree.nodes[Int(shape)].kind == .property else {
      throw fail(.expected("a shape behind `*`", found: "`\(text(tree.nodes[Int(shape)].range))`"), at: star.range)
    }
    return shape
  }

  /// `x.numel()` and `x.size(0)` are numbers, as `x.shape[0]` is.
  private mutating func measured(_ call: Int32, _ operand: ExpressionNode) -> Int32 {
    let node = tree.nodes[Int(call)]
    let name = text(node.nameRange)
    guard name == "size" || name == "numel" || name == "dim", node.count <= 1 else { return call }
    var property = node
    property.kind = .property
    property.a = operand.a
    property.count = 2
    if let argument = tree.children(node).first {
      guard name == "size", let index = tree.wholeNumber(argument, named: { _ in nil }) else { return call }
      (property.b, property.count) = (Int32(truncatingIfNeeded: index), 3)
    }
    tree.nodes.removeLast(tree.nodes.count - Int(node.first))
    return append(property)
  }

  /// `len(x)` is a number, as `x.shape[0]` is.
  mutating func counted(_ call: Int32, _ name: Token) -> Int32 {
    let node = tree.nodes[Int(call)]
    guard name.end - name.start == 3, node.count == 1, text(name.range) == "len",
      !known[name.name].contains(.function),
      let argument = tree.children(node).first, case let operand = tree.nodes[Int(argument)], operand.kind == .name
    else { return call }
    var property = node
    property.kind = .property
    (property.a, property.b) = (operand.a, 0)
    tree.nodes.removeLast(tree.nodes.count - Int(node.first))
    return append(property)
  }

  /// `[0]`, `[-1]`; nil, with nothing taken, if anything else stands there.
  private mutating func wholeIndex() -> Int32? {
    let (position, start, before) = (lexer.position, token, previous)
    var next = lexer.next()
    let isNegative = next.kind == .minus
    if isNegative { next = lexer.next() }
    if next.kind == .number, let index = Int32(text(next.range)), lexer.next().kind == .closeBracket {
      previous = Token(kind: .closeBracket, start: lexer.position - 1, end: lexer.position)
      token = lexer.next()
      if !brackets.isEmpty { while token.kind == .newline { token = lexer.next() } }
      return isNegative ? -index : index
    }
    (lexer.position, token, previous) = (position, start, before)
    return nil
  }

  // MARK: Modules

  /// `criterion = nn.MSELoss()`: where its name and its bracket stand.
  struct Module {
    let name: Range<Int>
    let bracket: Int
  }

  /// Takes the module behind `=`, which computes nothing by itself: it is read where it is called.
  mutating func definesModule() -> Bool {
    guard statement.index < 0, token.kind == .name, !known.isNode(token.name),
      token.end < lexer.bytes.count, lexer.bytes[token.end] == UInt8(ascii: ".")
    else { return false }
    var end = token.end
    var name = token.start
    while end < lexer.bytes.count, lexer.bytes[end] == UInt8(ascii: ".") || isPartOfName(lexer.bytes[end]) {
      if lexer.bytes[end] == UInt8(ascii: ".") { name = end + 1 }
      end += 1
    }
    let origin = text(token.start..<max(token.start, name - 1))
    guard origin == "nn" || origin == "torch.nn", DialectRow.isModule(text(name..<end)),
      let behind = closingBracket(from: end), statementEnd(from: behind) == behind
    else { return false }
    modules[statement.name] = Module(name: name..<end, bracket: end)
    leaveOut(statement.nameRange.lowerBound..<behind, "it is read where it is called")
    statement.name = -1
    return true
  }

  /// `criterion(a, b)`: as if the module stood there. What it was made with is read again for each call.
  mutating func applied(_ module: Module, _ name: Token) throws(Unreadable) -> Int32 {
    let origin = append(leaf(.name, name, a: Int32(lexer.names.name("nn"))))
    let operands = try arguments()
    let (position, current, last, broke) = (lexer.position, token, previous, lineBroke)
    lexer.position = module.bracket
    token = lexer.next()
    let options = try arguments()
    (lexer.position, token, previous, lineBroke) = (position, current, last, broke)
    let call = append(.method, operands + options, behind: origin)
    tree.nodes[Int(call)].nameRange = module.name
    return call
  }

  // MARK: Lines that are left out

  /// Takes a line of a notebook that a figure does not need, unread, and says why.
  mutating func leavesOut(_ first: Token) -> Bool {
    var end = first.end
    var last = first.start
    while end < lexer.bytes.count, lexer.bytes[end] == UInt8(ascii: ".") || isPartOfName(lexer.bytes[end]) {
      if lexer.bytes[end] == UInt8(ascii: ".") { last = end + 1 }
      end += 1
    }
    let reason: String
    let isImport = last == first.start && (text(first.range) == "import" || text(first.range) == "from")
    switch text(last..<end) {
    case _ where isImport: reason = "functions have plain names here"
    case "print" where last == first.start: reason = "every value is in the figure"
    case "backward" where last > first.start: reason = "gradients are always there"
    case "step" where last > first.start: reason = "a `train` line moves the parameters"
    case "zero_grad" where last > first.start, "zero_" where last > first.start:
      reason = "gradients do not add up from step to step"
    case "manual_seed" where last > first.start, "seed" where last > first.start:
      reason = "random leaves have `seed=`"
    default: return false
    }
    guard let behind = isImport ? statementEnd(from: end) : closingBracket(from: end) else { return false }
    leaveOut(first.start..<behind, reason)
    return true
  }

  private mutating func leaveOut(_ range: Range<Int>, _ reason: String) {
    statement.kind = .leftOut
    statement.range = range
    let line = text(range.lowerBound..<min(range.upperBound, range.lowerBound + 60))
    findings.add(.odd(.leftOut(line, reason: reason)), at: range)
    lexer.position = range.upperBound
    token = Token(kind: .closeParenthesis, start: range.upperBound - 1, end: range.upperBound)
    advance()
  }

  private func isPartOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || byte.isLetter
  }

  /// Where the line, `;` or a comment ends what begins here; blanks are not part of it.
  private func statementEnd(from start: Int) -> Int {
    var end = start
    while end < lexer.bytes.count, ![0x0A, UInt8(ascii: "#"), UInt8(ascii: ";")].contains(lexer.bytes[end]) {
      end += 1
    }
    while [0x20, 0x09, 0x0D].contains(lexer.bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Behind the bracket that closes the one at `start`; what stands in quotes is no bracket.
  private func closingBracket(from start: Int) -> Int? {
    guard start < lexer.bytes.count, lexer.bytes[start] == UInt8(ascii: "(") else { return nil }
    var level = 0
    var quote: UInt8?
    var index = start
    // A line that is printed is short; what is never closed is not looked for to the end of the file.
    let end = min(lexer.bytes.count, start + 1 << 14)
    while index < end {
      let byte = lexer.bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == open || byte == 0x0A { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        level += 1
      } else if byte == UInt8(ascii: ")") {
        level -= 1
        if level == 0 { return index + 1 }
      }
      index += 1
    }
    return nil
  }
}
