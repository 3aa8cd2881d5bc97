/// The file in its standard form; comments, line order and the spelling of operators are kept. Idempotent.
/// Cells of other dialects are written in the language's own form.
/// - Parameter tables: where `csv("…")` gets its bytes from; a cell may depend on their shape.
/// - Throws: syntax errors; a file with errors is not formatted.
package func formatted(_ source: FlowSource, tables: TableSource = .none) throws(FlowErrors) -> String {
  let parser = Parser.parse(source.text)
  try parser.findings.throwErrors(of: source)
  var formatter = Formatter(parser.tree)
  guard parser.tree.hasCells(parser.words) else { return formatter.text() }
  let own = Parser.parse(try ownForm(parser, of: source, tables: tables))
  // Brackets may then be nested deeper than can be read; such a file keeps its cells.
  if own.findings.errors.isEmpty { formatter = Formatter(own.tree) }
  return formatter.text()
}

/// Sets statements and comments into rows and aligns neighbouring leaves.
struct Formatter {
  /// A note stands this far behind the longest value beside it.
  static let noteGap = 3
  /// A longer value does not push its neighbours' notes away.
  static let alignedWidth = 24

  private let tree: SyntaxTree
  private var standard: StandardText
  private var rows: [Row] = []

  struct Row {
    var indent = 0
    var blankBefore = false
    /// A single leaf on one line, which is aligned with its neighbours.
    var leaf: (keyword: String, name: String, value: String, note: String?)?
    var text = ""
    var isComment = false
    var comment: String?
  }

  init(_ tree: SyntaxTree) {
    self.tree = tree
    standard = StandardText(bytes: tree.bytes)
  }

  mutating func text() -> String {
    collectRows()
    align()
    var result: [UInt8] = []
    result.reserveCapacity(tree.bytes.count + tree.bytes.count / 8)
    for (index, row) in rows.enumerated() {
      if row.blankBefore, index > 0 { result.append(0x0A) }
      result.append(contentsOf: repeatElement(0x20, count: row.indent))
      result.append(contentsOf: row.text.utf8)
      if let comment = row.comment { result.append(contentsOf: ("  " + comment).utf8) }
      result.append(0x0A)
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Rows

  private mutating func collectRows() {
    var end = 0
    var comment = 0
    var depth = 0
    var joins = false
    for statement in tree.statements {
      while comment < tree.comments.count, tree.comments[comment].lowerBound < statement.range.lowerBound {
        append(tree.comments[comment], after: end, depth)
        end = tree.comments[comment].upperBound
        comment += 1
      }
      // Those inside are set with the statement.
      while comment < tree.comments.count, tree.comments[comment].lowerBound < statement.range.upperBound {
        comment += 1
      }
      if statement.kind == .close { depth -= 1 }
      append(statement, after: end, depth, joins: joins)
      if tree.bytes[statement.range.upperBound - 1] == UInt8(ascii: "{") { depth += 1 }
      joins = statement.sharesLine
      end = statement.range.upperBound
    }
    for rest in tree.comments[comment...] {
      append(rest, after: end, depth)
      end = rest.upperBound
    }
  }

  private func lineEnds(_ start: Int, _ end: Int) -> Int {
    start < end ? tree.bytes[start..<end].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } : 0
  }

  private mutating func append(_ comment: Range<Int>, after end: Int, _ depth: Int) {
    let ends = lineEnds(end, comment.lowerBound)
    let text = String(decoding: StandardText.trimmed(tree.bytes, comment), as: UTF8.self)
    if ends == 0, let last = rows.indices.last, !rows[last].isComment {
      rows[last].comment = text
    } else {
      rows.append(Row(indent: 2 * depth, blankBefore: ends > 1, text: text, isComment: true))
    }
  }

  private mutating func append(_ statement: Statement, after end: Int, _ depth: Int, joins: Bool) {
    let indent = 2 * depth
    let kind: StandardText.Kind = statement.kind == .train ? .training : .statement
    let text =
      statement.kind == .leftOut
      ? tree.text(statement.range) : standard.lines(of: statement.range, kind, indent: indent)
    if joins, let last = rows.indices.last, rows[last].comment == nil {
      rows[last].text += "; " + text
      rows[last].leaf = nil
      return
    }
    var row = Row(indent: indent, blankBefore: lineEnds(end, statement.range.lowerBound) > 1, text: text)
    switch statement.kind {
    case .input, .target, .parameter:
      if !text.utf8.contains(0x0A), !statement.sharesLine { row.leaf = parts(statement) }
    case .definition, .loss, .output:
      // A note is set off as far as a leaf's.
      if let note = statement.string, !text.utf8.contains(0x0A) {
        let formula = standard.text(of: statement.range.lowerBound..<statement.valueRange.upperBound, .statement)
        row.text = formula + String(repeating: " ", count: Formatter.noteGap) + tree.text(note)
      }
    default: break
    }
    rows.append(row)
  }

  private mutating func parts(_ statement: Statement) -> (String, String, String, String?) {
    let keyword =
      switch statement.kind {
      case .input: "input"
      case .target: "target"
      default: "param"
      }
    return (
      keyword, tree.text(statement.nameRange), standard.text(of: statement.valueRange),
      statement.string.map { tree.text($0) }
    )
  }

  // MARK: Alignment

  /// Aligns each run of leaves that no blank line and no other statement parts.
  private mutating func align() {
    var start = 0
    while start < rows.count {
      guard rows[start].leaf != nil else {
        start += 1
        continue
      }
      var end = start + 1
      while end < rows.count, !rows[end].blankBefore, rows[end].indent == rows[start].indent,
        rows[end].leaf != nil || rows[end].isComment
      {
        end += 1
      }
      align(start..<end)
      start = end
    }
  }

  private mutating func align(_ range: Range<Int>) {
    var keywordWidth = 0
    var nameWidth = 0
    var valueWidth = 0
    for case let leaf? in rows[range].map({ $0.leaf }) {
      keywordWidth = max(keywordWidth, leaf.keyword.count)
      nameWidth = max(nameWidth, leaf.name.count)
      if leaf.value.count <= Formatter.alignedWidth { valueWidth = max(valueWidth, leaf.value.count) }
    }
    for index in range {
      guard let leaf = rows[index].leaf else { continue }
      var text = padded(leaf.keyword, keywordWidth) + " " + padded(leaf.name, nameWidth) + " = "
      if let note = leaf.note {
        text += padded(leaf.value, valueWidth) + String(repeating: " ", count: Formatter.noteGap) + note
      } else {
        text += leaf.value
      }
      rows[index].text = text
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
