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

  mutating func append(_ kind: ExpressionNode.Kind, _ left: Int32, _ right: Int32) -> Int32 {
    append(
      ExpressionNode(
        kind: kind, start: tree.nodes[Int(left)].start, end: tree.nodes[Int(right)].end,
        first: tree.nodes[Int(left)].first, a: left, b: right))
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
        kind: .power, start: node.start, end: max(node.end, Int32(superscript.end)), first: node.first, a: base,
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

  /// The number that a word says, correctly rounded.
  mutating func value(of token: Token) throws(Unreadable) -> Double {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var point = false
    var plain = true
    for index in token.start..<token.end {
      switch lexer.bytes[index] {
      case let byte where byte >= 0x30 && byte <= 0x39:
        mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
        digits += 1
        if point { decimals += 1 }
      case UInt8(ascii: "."): point = true
      case UInt8(ascii: "_"): break
      default: plain = false
      }
      if !plain || digits > 15 { break }
    }
    // Both are exact below 2^53 and 10^22, so one division rounds once.
    if plain, digits <= 15 {
      return decimals == 0 ? Double(mantissa) : Double(mantissa) / Parser.powersOfTen[decimals]
    }
    let written = text(token.range)
    var number = written.filter { $0 != "_" }
    if number.hasSuffix(".") { number += "0" }
    guard let value = Double(number.hasPrefix(".") ? "0" + number : number), value.isFinite else {
      throw fail(.numberTooLarge(written), at: token.range)
    }
    return value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
