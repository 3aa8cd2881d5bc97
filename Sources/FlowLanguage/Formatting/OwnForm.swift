/// The text with every cell of another dialect in the language's own form, and lines that a figure does not need as
/// comments. What depends on shapes needs the file lowered.
func ownForm(_ parser: Parser, of source: FlowSource, tables: TableSource) throws(FlowErrors) -> String {
  var lowering = Lowering(parser, tables: tables)
  lowering.ownForm = [:]
  lowering.lower()
  try lowering.findings.throwErrors(of: source)
  var joins = false
  for statement in lowering.tree.statements {
    let isAlone = !joins && !statement.sharesLine
    joins = statement.sharesLine
    guard statement.kind == .leftOut, isAlone else { continue }
    let start = statement.range.lowerBound
    let lines = lowering.tree.text(statement.range).split(separator: "\n", omittingEmptySubsequences: false)
    lowering.noteOwnForm(lines.map { "# " + $0 }.joined(separator: "\n"), at: start..<statement.range.upperBound)
  }
  let bytes = lowering.tree.bytes
  var result: [UInt8] = []
  var end = 0
  let edits = (lowering.ownForm ?? [:]).sorted {
    ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound)
  }
  for (range, text) in edits {
    guard let text, range.lowerBound >= end else { continue }
    result.append(contentsOf: bytes[end..<range.lowerBound])
    result.append(contentsOf: text.utf8)
    end = range.upperBound
  }
  result.append(contentsOf: bytes[end...])
  return String(decoding: result, as: UTF8.self)
}

extension SyntaxTree {
  /// Whether anything is written as another library writes it.
  func hasCells(_ words: Words) -> Bool {
    statements.contains { $0.kind == .leftOut } || nodes.contains { isCell($0, words) }
  }

  /// Whether an expression's node may be written as another library writes it.
  func isCell(_ node: ExpressionNode, _ words: Words) -> Bool {
    switch node.kind {
    case .method, .property: true
    case .name: Int(node.a) == words.nothing
    case .call: words.function(Int(node.a)) == nil && DialectRow.all[names.text(of: Int(node.a))] != nil
    case .argument: Cell.option(text(node.nameRange)) != text(node.nameRange)
    default: false
    }
  }
}
