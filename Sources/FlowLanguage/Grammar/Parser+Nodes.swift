/// Putting nodes into the tree.
extension Parser {
  mutating func append(_ node: ExpressionNode) -> Int32 {
    tree.nodes.append(node)
    return Int32(tree.nodes.count - 1)
  }

  func leaf(_ kind: ExpressionNode.Kind, _ token: Token, a: Int32 = -1) -> ExpressionNode {
    ExpressionNode(
      kind: kind, start: Int32(token.start), end: Int32(token.end), first: Int32(tree.nodes.count), a: a)
  }

  mutating func append(number: Double, at token: Token) -> Int32 {
    tree.numbers.append(number)
    return append(leaf(.number, token, a: Int32(tree.numbers.count - 1)))
  }

  func node(_ kind: ExpressionNode.Kind, _ left: Int32, _ right: Int32) -> ExpressionNode {
    ExpressionNode(
      kind: kind, start: tree.nodes[Int(left)].start, end: tree.nodes[Int(right)].end,
      first: tree.nodes[Int(left)].first, a: left, b: right)
  }

  mutating func append(_ kind: ExpressionNode.Kind, _ left: Int32, _ right: Int32) -> Int32 {
    append(node(kind, left, right))
  }

  mutating func append(transposing operand: Int32) -> Int32 {
    let node = tree.nodes[Int(operand)]
    return append(
      ExpressionNode(kind: .transpose, start: node.start, end: Int32(previous.end), first: node.first, a: operand))
  }

  mutating func append(power base: Int32, _ exponent: Double, _ superscript: Token) -> Int32 {
    let exponentNode = append(number: exponent, at: superscript)
    let node = tree.nodes[Int(base)]
    return append(
      ExpressionNode(
        kind: .power, spelling: .raised, start: node.start, end: max(node.end, Int32(superscript.end)),
        first: node.first, a: base,
        b: exponentNode))
  }

  mutating func append(
    _ kind: ExpressionNode.Kind, _ entries: [Int32], from start: Token, a: Int32 = -1
  ) -> Int32 {
    let children = Int32(tree.children.count)
    tree.children.append(contentsOf: entries)
    let first = entries.first.map { tree.nodes[Int($0)].first } ?? Int32(tree.nodes.count)
    return append(
      ExpressionNode(
        kind: kind, start: Int32(start.start), end: Int32(previous.end), first: first, a: a, b: children,
        count: Int32(entries.count)))
  }

  /// What stands in brackets behind an operand.
  mutating func append(_ kind: ExpressionNode.Kind, _ entries: [Int32], behind operand: Int32) -> Int32 {
    let node = tree.nodes[Int(operand)]
    let children = Int32(tree.children.count)
    tree.children.append(contentsOf: entries)
    return append(
      ExpressionNode(
        kind: kind, start: node.start, end: Int32(previous.end), first: node.first, a: operand, b: children,
        count: Int32(entries.count)))
  }

  /// The number that a word says, correctly rounded.
  mutating func value(of token: Token) throws(Unreadable) -> Double {
    guard let value = lexer.number(token) else {
      throw fail(.word(.numberTooLarge(text(token.range))), at: token.range)
    }
    return value
  }
}
