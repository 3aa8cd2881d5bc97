import Letters

/// What other languages write: an error that shows it in this one.
extension Parser {
  func text(_ node: Int32) -> String { text(tree.nodes[Int(node)].range) }

  /// In brackets, if it is a sum, a product or the like.
  private func atomText(_ root: Int32) -> String {
    let node = tree.nodes[Int(root)]
    switch node.kind {
    case .number, .name, .call, .index, .list, .absolute, .norm: return text(root)
    default: return node.isBracketed ? text(root) : "(\(text(root)))"
    }
  }

  /// `0 < x < 1`
  mutating func chained(_ left: Int32) throws(Unreadable) -> Unreadable {
    let first = tree.nodes[Int(left)]
    let middle = text(first.b)
    let sign = text(token.range)
    advance()
    let end = try expression(2)
    let right = text(end)
    return fail(
      .chainedComparison("(\(text(left)))·(\(middle) \(sign) \(right))"), at: first.range.lowerBound..<previous.end)
  }

  /// `a // b`, `a % b`, `a ⊗ b`
  mutating func foreign(_ kind: Token.Kind, _ left: Int32, _ right: Int32) -> Unreadable {
    let (a, b) = (atomText(left), atomText(right))
    let range = tree.nodes[Int(left)].range.lowerBound..<tree.nodes[Int(right)].range.upperBound
    switch kind {
    case .floorDivide: return fail(.foreign("//", ["floor(\(a)/\(b))"]), at: range)
    case .remainder: return fail(.foreign("%", ["(\(a) - \(b)·floor(\(a)/\(b)))"]), at: range)
    default: return fail(.foreign("⊗", ["outer(\(text(left)), \(text(right)))", "\(a) ⊙ \(b)"]), at: range)
    }
  }

  /// `y if c else z`, `a and b`, a comprehension.
  mutating func pythons(_ left: Int32) throws(Unreadable) -> Unreadable {
    let word = token
    let start = tree.nodes[Int(left)].range.lowerBound
    switch word.name {
    case words.conditional:
      advance()
      guard let condition = try? expression(1), token.kind == .name, token.name == words.otherwise
      else { break }
      advance()
      guard let other = try? expression() else { break }
      let isCondition = isComparison(condition)
      let test = isCondition ? text(condition) : "\(text(condition)) ≠ 0"
      return fail(.foreign("if", ["where(\(test), \(text(left)), \(text(other)))"]), at: start..<previous.end)
    case words.and, words.or:
      advance()
      guard let right = try? expression(), isComparison(left), isComparison(right) else { break }
      let (a, b) = ("(\(text(left)))", "(\(text(right)))")
      let isAnd = word.name == words.and
      return fail(
        .foreign(text(word.range), [isAnd ? "\(a)·\(b)" : "max\(a.dropLast()), \(text(right)))"]),
        at: start..<previous.end)
    default: break
    }
    return findings.errors.last.map { _ in Unreadable() } ?? fail(.foreign(text(word.range), []), at: word.range)
  }

  private func isComparison(_ root: Int32) -> Bool {
    switch tree.nodes[Int(root)].kind {
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: true
    default: false
    }
  }

  /// `sin⁻¹(x)`, with `(x)` as the current word.
  mutating func inverse(of function: Token, _ exponent: Token) -> Unreadable {
    let name = text(function.range)
    guard let bracket = callText(from: token.start), let inverse = Suggestion.inverse(name),
      text(exponent.range) == "⁻¹"
    else { return fail(.call(.inverseFunction(name, [])), at: function.start..<exponent.end) }
    return fail(
      .call(.inverseFunction(name, [inverse + bracket, "1/\(name)\(bracket)"])),
      at: function.start..<(token.start + bracket.utf8.count))
  }

  /// `sin^2(x)`, with `^` as the current word.
  mutating func poweredFunction(_ function: Token) -> Unreadable? {
    let sign = token
    var ahead = lexer
    let exponent = ahead.next()
    let bracket = ahead.next()
    guard exponent.kind == .number, bracket.kind == .openParenthesis, let operand = callText(from: bracket.start)
    else {
      return nil
    }
    return fail(
      .operandBehindPower("\(text(function.range))\(operand)\(text(sign.start..<exponent.end))"),
      at: function.start..<(bracket.start + operand.utf8.count))
  }

  /// `⟨w, x⟩`, `<w, x>`
  mutating func innerProduct(until end: Character) -> Unreadable? {
    let line = token.end..<lineEnd(from: token.end)
    let inner = text(line).prefix { $0 != end }
    let parts = inner.split(separator: ",").map { String($0).withoutBlanksBehind.drop { $0 == " " } }
    guard parts.count == 2, inner.utf8.count < line.count else { return nil }
    let factors = parts.map { part in part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? part : "(\(part))"
    }
    return fail(
      .innerProduct([factors.joined(separator: "·")]),
      at: token.start..<(token.end + inner.utf8.count + String(end).utf8.count))
  }

  /// `𝟙[x > 0]` and `1{x > 0}`, from where its bracket opens.
  mutating func indicator(from start: Int, _ bracket: Int) -> Unreadable? {
    guard bracket < lexer.bytes.count else { return nil }
    let open = lexer.bytes[bracket]
    let ends: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D, 0x7B: 0x7D]
    guard let close = ends[open], let end = partner(open, close, from: bracket) else { return nil }
    return fail(.indicator("(\(text((bracket + 1)..<end)))"), at: start..<(end + 1))
  }

  /// `[x]₊`, with the list read.
  mutating func positivePart() -> Unreadable? {
    guard let list = tree.nodes.last, list.kind == .list, list.count == 1, list.range.upperBound == token.start else {
      return nil
    }
    let inner = text((list.range.lowerBound + 1)..<(list.range.upperBound - 1))
    return fail(.positivePart("max(0, \(inner))"), at: list.range.lowerBound..<token.end)
  }

  /// The letter that a raised one is.
  static func plain(_ letter: Character) -> String {
    let raised = Array("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
    let plain = Array("abcdefghijklmnoprstuvwxyz")
    return raised.firstIndex(of: letter).map { String(plain[$0]) } ?? "…"
  }

  // MARK: e

  /// Whether this is the `e` of `e^x`, and no node.
  func isEuler(_ root: Int32) -> Bool {
    let node = tree.nodes[Int(root)]
    return node.kind == .name && Int(node.a) == words.e && !known.isNode(words.e)
  }

  mutating func exponential(_ base: Int32, _ exponent: String) -> Unreadable {
    let isBracketed = tree.nodes[tree.nodes.count - 1].isBracketed
    let inner = isBracketed ? String(exponent.dropFirst().dropLast()) : exponent
    return fail(.exponential("exp(\(inner))"), at: tree.nodes[Int(base)].range.lowerBound..<previous.end)
  }

  /// A number, which is not `2e1` below a node `e1`.
  mutating func number(_ token: Token) throws(Unreadable) -> Double {
    let value = try value(of: token)
    guard isDefinition, let letter = lexer.bytes[token.range].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") })
    else {
      return value
    }
    let sign = lexer.bytes[letter + 1]
    let end = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? letter + 1 : token.end
    guard let name = lexer.names.known(text(letter..<end)), known.isNode(name) else { return value }
    let (factor, written) = (text(token.start..<letter), text(letter..<end))
    if end == token.end {
      let number = value == value.rounded() && value < 1e15 ? "\(Int64(value))" : "\(value)"
      throw fail(.ambiguous(.numberAndNode(text(token.range)), [number, "\(factor)·\(written)"]), at: token.range)
    }
    let minus = sign == UInt8(ascii: "-") ? "−" : "+"
    let product = "\(factor)·\(written) \(minus) \(text((letter + 2)..<token.end))"
    findings.add(.odd(.numberAndNode(text(token.range), product: product)), at: token.range)
    return value
  }

  // MARK: MATLAB

  /// `[x; h]`
  mutating func rows(_ start: Token, _ entries: [Int32]) -> Unreadable {
    var rows = entries.count == 1 ? [text(entries[0])] : []
    while token.kind == .semicolon, !rows.isEmpty {
      advance()
      guard let row = try? expression() else { return Unreadable() }
      rows.append(text(row))
    }
    guard token.kind == .closeBracket, !rows.isEmpty else { return fail(.rows([]), at: token.range) }
    return fail(.rows(["concat(\(rows.joined(separator: ", ")))"]), at: start.start..<token.end)
  }
}
