/// Cells as text in the language's own form.
extension Lowering {
  /// Notes what of an expression is written otherwise in the language's own form.
  mutating func noteOwnForm(of root: Int32) {
    guard ownForm != nil else { return }
    for (range, text) in edits(in: root, 0) where !text.utf8.contains(0) { noteOwnForm(text, at: range) }
  }

  mutating func noteOwnForm(_ text: String, at range: Range<Int>) {
    // What differs from call to call, or from turn to turn, stays as it is.
    if let known = ownForm?[range], known != text {
      ownForm?[range] = .some(nil)
    } else {
      ownForm?[range] = .some(text)
    }
  }

  /// What a definition says, in the language's own form.
  mutating func expressionText(_ statement: Statement) -> String {
    let root = Int(statement.value)
    guard tree.nodes[Int(tree.nodes[root].first)...root].contains(where: { tree.isCell($0, words) }) else {
      return standard.text(of: statement.valueRange)
    }
    let text = ownText(of: statement.value, 0)
    if text.isCut { return standard.text(of: statement.valueRange) }
    let own = Array(text.text.utf8)
    var standard = StandardText(bytes: own)
    return standard.text(of: own.indices)
  }

  // MARK: Expressions of the file

  /// What of an expression is written otherwise, in no order; what is inside such a stretch is part of its text.
  private func edits(in root: Int32, _ depth: Int) -> [(range: Range<Int>, text: String)] {
    var found: [Int32: OwnText] = [:]
    var edits: [(range: Range<Int>, text: String)] = []
    let first = Int(tree.nodes[Int(root)].first)
    var index = Int(root)
    while index >= first {
      let node = tree.nodes[index]
      if let text = ownText(ofCell: index, depth) {
        found[Int32(index)] = text
        index = Int(node.first)
      } else if node.kind == .call, words.function(Int(node.a)) != nil {
        edits += renamedOptions(of: node)
      } else if node.kind == .name, Int(node.a) == words.nothing, !isMeant(words.nothing) {
        edits.append((node.range, "none"))
      }
      index -= 1
    }
    guard !found.isEmpty else { return edits }
    var least: [Int32: OwnText.Strength] = [:]
    for index in first...Int(root) {
      let node = tree.nodes[index]
      guard node.leastStrengths != (.comparison, .comparison) else { continue }
      if found[node.a] != nil { least[node.a] = node.leastStrengths.a }
      if found[node.b] != nil, !node.sign.isEmpty { least[node.b] = node.leastStrengths.b }
    }
    for (index, text) in found {
      edits.append((tree.nodes[Int(index)].range, text.at(least[index] ?? .comparison)))
    }
    return edits
  }

  /// `dim=` in a call of a function of the language.
  private func renamedOptions(of call: ExpressionNode) -> [(range: Range<Int>, text: String)] {
    tree.children(call).compactMap { child in
      let node = tree.nodes[Int(child)]
      guard node.kind == .argument else { return nil }
      let name = tree.text(node.nameRange)
      return Cell.option(name) == name ? nil : (node.nameRange, Cell.option(name))
    }
  }

  /// The own form of any expression of the file.
  /// - Parameter depth: in how many cells it lies; `OwnText.depthLimit` of them are the most.
  private func ownText(of root: Int32, _ depth: Int) -> OwnText {
    if let text = ownText(ofCell: Int(root), depth) { return text }
    let node = tree.nodes[Int(root)]
    switch node.kind {
    case .tuple:
      return OwnText(
        text: "[" + tree.children(node).map { ownText(of: $0, depth).text }.joined(separator: ", ") + "]")
    case .string: return OwnText(text: "\"" + tree.text(node.range).dropFirst().dropLast() + "\"")
    case .name where number(root) != nil:
      switch tree.text(node.range) {
      case "True": return OwnText(text: "1")
      case "False": return OwnText(text: "0")
      default: break
      }
    default: break
    }
    var range = node.range
    let isOpen = unbracketed(&range)
    var text = ""
    var end = range.lowerBound
    for edit in edits(in: root, depth).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      text += tree.text(end..<edit.range.lowerBound) + edit.text
      end = edit.range.upperBound
    }
    text += tree.text(end..<range.upperBound)
    return OwnText(text: text, strength: isOpen ? OwnText.Strength(node.kind) : .operand)
  }

  /// Takes the brackets off that stand around an operation.
  private func unbracketed(_ range: inout Range<Int>) -> Bool {
    while tree.bytes[range.lowerBound] == UInt8(ascii: "(") {
      var level = 0
      for index in range {
        if tree.bytes[index] == UInt8(ascii: "(") { level += 1 }
        if tree.bytes[index] == UInt8(ascii: ")") { level -= 1 }
        if level == 0, index + 1 < range.upperBound { return true }
      }
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
      while tree.bytes[range.lowerBound] == 0x20 { range = (range.lowerBound + 1)..<range.upperBound }
      while tree.bytes[range.upperBound - 1] == 0x20 { range = range.lowerBound..<(range.upperBound - 1) }
    }
    return true
  }

  /// The own form of a cell, a constant of a library or a number that a shape is; nil for anything else.
  private func ownText(ofCell index: Int, _ depth: Int) -> OwnText? {
    let node = tree.nodes[index]
    if depth > OwnText.depthLimit { return .cut }
    if node.kind == .property { return ownText(ofProperty: node) }
    guard let cell = cell(index), let (row, arguments) = match(cell, shapes: true), case .form(let form) = row.result
    else { return nil }
    return ownText(Lowering.template(form), arguments, depth + 1)
  }

  /// A length, or those of a whole shape one by one.
  private func entries(_ root: Int32, _ depth: Int) -> String {
    lengths(of: root)?.map { String($0) }.joined(separator: ", ") ?? ownText(of: root, depth).text
  }

  // MARK: Forms

  /// A form of the table with the arguments put in.
  func ownText(_ template: SyntaxTree, _ arguments: CellArguments, _ depth: Int) -> OwnText {
    ownText(template, template.statements.first?.value ?? -1, arguments, depth) ?? OwnText(text: "")
  }

  /// - Returns: nil for an argument that is missing.
  private func ownText(
    _ template: SyntaxTree, _ root: Int32, _ arguments: CellArguments, _ depth: Int
  ) -> OwnText? {
    guard root >= 0 else { return nil }
    let node = template.nodes[Int(root)]
    func text(_ root: Int32, _ least: OwnText.Strength = .comparison) -> String {
      ownText(template, root, arguments, depth)?.at(least) ?? ""
    }
    switch node.kind {
    case .name:
      switch arguments.values[template.names.text(of: Int(node.a))] {
      case .root(let root)?: return ownText(of: root, depth)
      case .roots(let roots)?:
        return OwnText(text: "[" + roots.map { entries($0, depth) }.joined(separator: ", ") + "]")
      case .operands(let roots)?:
        return OwnText(text: roots.map { ownText(of: $0, depth).text }.joined(separator: ", "))
      case .standard(let text)?: return OwnText(text: text)
      case .missing?: return nil
      case nil: return OwnText(text: template.text(node.range))
      }
    case .number, .string: return OwnText(text: template.text(node.range))
    case .property: return OwnText(text: String(length(node, of: template, arguments)))
    case .call:
      let name = template.names.text(of: Int(node.a))
      if name == "swapped" {
        let axes = swappedAxes(node, of: template, arguments).map { String($0) }
        return OwnText(text: "[" + axes.joined(separator: ", ") + "]")
      }
      let inner = template.children(node).compactMap { ownText(template, $0, arguments, depth)?.text }
      return OwnText(text: name + "(" + inner.joined(separator: ", ") + ")")
    case .argument:
      guard let value = ownText(template, node.b, arguments, depth) else { return nil }
      return OwnText(text: template.names.text(of: Int(node.a)) + "=" + value.text)
    case .list, .tuple:
      return OwnText(text: "[" + template.children(node).map { text($0) }.joined(separator: ", ") + "]")
    case .index:
      let inner = template.children(node).map { text($0) }.joined(separator: ", ")
      return OwnText(text: text(node.a, .operand) + "[" + inner + "]")
    case .transpose: return OwnText(text: text(node.a, .operand) + ".T")
    case .negate: return OwnText(text: "-" + text(node.a, .sign), strength: .sign)
    case .plus: return OwnText(text: "+" + text(node.a, .sign), strength: .sign)
    case .slice, .ellipsis, .member, .method, .derivative, .root, .absolute, .norm:
      return OwnText(text: template.text(node.range))
    case .add, .subtract, .multiply, .entrywise, .product, .cross, .divide, .matrixProduct, .notEqual, .less,
      .lessEqual, .greater, .greaterEqual, .equal,
      .power:
      let least = node.leastStrengths
      return OwnText(
        text: text(node.a, least.a) + node.sign + text(node.b, least.b), strength: OwnText.Strength(node.kind))
    }
  }
}
