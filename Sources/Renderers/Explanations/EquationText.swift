import Pictures
import Terminal

/// Sets equations in columns.
struct EquationText {
  let spelling: TerminalCharacters
  let width: Int

  private typealias Row = [Glyph]

  // MARK: One equation, step below step

  /// ```
  /// ∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1
  ///        =  2e   ·   1   ·   x1
  ///        =   6   ·   1   ·   2
  ///        = 12
  /// ```
  func lines(of equation: Equation) -> [[Glyph]] {
    let left = spelling.glyphs(equation.left.text)
    var lines: [Row] = []
    for steps in groups(equation.steps) {
      let pieces = steps.map { $0.term.pieces }
      let cells = pieces.map { $0.atoms.map { spelling.glyphs($0.atom.text) } }
      let leads = pieces[0].atoms.map { spelling.glyphs($0.lead) }
      let tail = spelling.glyphs(pieces[0].tail)
      let widths = leads.indices.map { place in cells.reduce(0) { max($0, $1[place].count) } }
      let total = left.count + 3 + widths.reduce(0, +) + leads.reduce(0) { $0 + $1.count } + tail.count
      if total <= width || leads.count == 1 {
        for (step, row) in zip(steps, cells) {
          var line = lines.isEmpty ? left : blanks(left.count)
          line += sign(step.relation)
          for (place, cell) in row.enumerated() {
            line += leads[place]
            line += steps.count > 1 ? centred(cell, in: widths[place]) : cell
          }
          line += tail
          lines += wrapped(line, indent: left.count + 3)
        }
      } else if steps[0].term.hasParentheses || steps.count == 1 {
        // Too wide: broken before its sums, or with a line for each of its terms.
        for (place, step) in steps.enumerated() {
          let start = (lines.isEmpty ? left : blanks(left.count)) + sign(step.relation)
          lines += broken(start, cells[place], leads: leads, tail: tail)
        }
      } else {
        // Too wide: factor below factor, a column for each step.
        if lines.isEmpty { lines.append(left) }
        lines += columns(steps, cells, leads: leads, tail: tail)
      }
    }
    if let remark = equation.remark { append(remark, to: &lines) }
    return lines
  }

  /// Steps of the same form.
  private func groups(_ steps: [Equation.Step]) -> [[Equation.Step]] {
    var groups: [[Equation.Step]] = []
    var form: [String]?
    for step in steps {
      let pieces = step.term.pieces
      let own = pieces.atoms.map { $0.lead } + [pieces.tail]
      if own == form, own.count > 2 { groups[groups.count - 1].append(step) } else { groups.append([step]) }
      form = own
    }
    return groups
  }

  /// One step over several lines, broken before the operators that stand outside of parentheses.
  private func broken(_ start: Row, _ cells: [Row], leads: [Row], tail: Row) -> [Row] {
    // Each piece lies between two operators outside of parentheses; its parts are its terms.
    var pieces: [[Row]] = []
    var depth = 0
    func close(with row: some Sequence<Glyph>) {
      guard let piece = pieces.indices.last, let part = pieces[piece].indices.last else { return }
      pieces[piece][part] += row
    }
    for (cell, lead) in zip(cells, leads) {
      // What closes belongs to what was opened.
      let split = lead.lastIndex(of: Glyph(")")).map { $0 + 1 } ?? 0
      close(with: lead[..<split])
      depth -= lead[..<split].count { $0 == Glyph(")") }
      let operation = Array(lead[split...])
      if depth == 0 || pieces.isEmpty {
        pieces.append([operation])
      } else if operation.contains(Glyph("+")) {
        pieces[pieces.count - 1].append(operation)
      } else {
        close(with: operation)
      }
      close(with: cell)
      depth += operation.count { $0 == Glyph("(") }
    }
    close(with: tail)
    var lines: [Row] = []
    var line = start
    func add(_ row: Row, indent: Int) {
      if line.count > start.count, line.count + row.count > width {
        lines.append(line)
        line = blanks(indent) + (row.first == .blank ? [] : [.blank])
      }
      line += row
    }
    for piece in pieces {
      let whole = Array(piece.joined())
      if line.count > start.count, whole.first(where: { $0 != .blank }) == Glyph("+") {
        lines.append(line)
        line = blanks(start.count - 3)
      }
      if start.count + whole.count <= width {
        add(whole, indent: start.count - 1)
      } else {
        for (place, part) in piece.enumerated() { add(part, indent: start.count + (place == 0 ? -1 : 2)) }
      }
    }
    return (lines + [line]).flatMap { wrapped($0, indent: start.count + 4) }
  }

  private func columns(_ steps: [Equation.Step], _ cells: [[Row]], leads: [Row], tail: Row) -> [Row] {
    let leadWidth = leads.reduce(0) { max($0, trimmed($1).count) }
    var shown = cells
    let last = leads.count - 1
    shown[shown.count - 1][last] += tail
    let widths = shown.map { column in column.reduce(0) { max($0, $1.count) } }
    return leads.indices.flatMap { row -> [Row] in
      let lead = trimmed(leads[row])
      // A new path.
      let isNext =
        row > 0 && leads[row].contains(Glyph("+")) && leads.contains { $0.contains(spelling.glyphs("·")[0]) }
      var line = blanks(2 + leadWidth - lead.count) + lead + [.blank]
      for (column, step) in steps.enumerated() {
        if column > 0 { line += sign(row == 0 ? step.relation : .equal) }
        line += shown[column][row]
        if column + 1 < steps.count { line += blanks(widths[column] - shown[column][row].count) }
      }
      return (isNext ? [[]] : []) + wrapped(line, indent: leadWidth + 6)
    }
  }

  // MARK: Equations of one line

  func lines(of equations: [Equation]) -> [[Glyph]] {
    let lefts = equations.map { spelling.glyphs($0.left.text) }
    let steps = equations.map { equation in
      equation.steps.map { (sign($0.relation), line(of: $0.term)) }
    }
    let leftWidth = min(lefts.reduce(0) { max($0, $1.count) }, width / 3)
    let widths = columnWidths(steps.map { $0.map { $0.1.count } }, room: width - leftWidth)
    return equations.indices.flatMap { row -> [Row] in
      var line = lefts[row] + blanks(leftWidth - lefts[row].count)
      var lines: [Row] = []
      let whole = steps[row].reduce(line.count) { $0 + $1.0.count + $1.1.count }
      let isAligned = widths.fits(steps[row].map { $0.1.count }, in: width - leftWidth)
      for (column, step) in steps[row].enumerated() {
        if !isAligned, whole > width, column > 0 {
          lines += wrapped(line, indent: leftWidth + 3)
          line = blanks(leftWidth)
        }
        line += step.0 + step.1
        if isAligned, column + 1 < steps[row].count { line += blanks(widths.widths[column] - step.1.count) }
      }
      lines += wrapped(line, indent: leftWidth + 3)
      if let remark = equations[row].remark { append(remark, to: &lines) }
      return lines
    }
  }

  private struct Columns {
    var widths: [Int] = []

    /// Whether a row keeps to the columns, behind a sign each; its last cell may be as wide as it likes.
    func fits(_ row: [Int], in room: Int) -> Bool {
      guard row.count <= widths.count + 1, let last = row.last else { return false }
      let before = zip(widths, row.dropLast()).reduce(0) { $0 + $1.0 + 3 }
      return zip(widths, row.dropLast()).allSatisfy { $1 <= $0 } && before + 3 + last <= room
    }
  }

  /// Columns for as many of the rows as fit into them: the widest are left out one by one.
  private func columnWidths(_ rows: [[Int]], room: Int) -> Columns {
    var rows = rows.filter { $0.reduce(0) { $0 + $1 + 3 } <= room }
    while true {
      var columns = Columns()
      for row in rows {
        for (column, cell) in row.dropLast().enumerated() {
          if column == columns.widths.count { columns.widths.append(0) }
          columns.widths[column] = max(columns.widths[column], cell)
        }
      }
      if rows.allSatisfy({ columns.fits($0, in: room) }) { return columns }
      let widest = rows.indices.max { rows[$0].reduce(0, +) < rows[$1].reduce(0, +) }
      if let widest { rows.remove(at: widest) }
    }
  }

  private func line(of term: Term) -> Row {
    let pieces = term.pieces
    return pieces.atoms.flatMap { spelling.glyphs($0.lead) + spelling.glyphs($0.atom.text) }
      + spelling.glyphs(pieces.tail)
  }

  // MARK: Pieces

  private func append(_ remark: Prose, to lines: inout [[Glyph]]) {
    let words = remark.pieces.flatMap { piece in
      switch piece {
      case .words(let words): spelling.glyphs(words)
      case .formula(let formula): spelling.glyphs(formula.text)
      }
    }
    let gap = blanks(3)
    if let last = lines.last, last.count + gap.count + words.count <= width {
      lines[lines.count - 1] = last + gap + words
    } else {
      lines += wrapped(gap + words, indent: 3)
    }
  }

  private func wrapped(_ line: [Glyph], indent: Int) -> [[Glyph]] {
    spelling.wrapped(line, to: width, indent: min(indent, width / 2))
  }

  private func sign(_ relation: Equation.Relation) -> [Glyph] {
    spelling.glyphs(relation == .equal ? " = " : " ≈ ")
  }

  private func centred(_ cell: [Glyph], in width: Int) -> [Glyph] {
    let space = width - cell.count
    return blanks(space / 2) + cell + blanks(space - space / 2)
  }

  private func trimmed(_ row: [Glyph]) -> [Glyph] {
    Array(row.drop { $0 == .blank }.reversed().drop { $0 == .blank }.reversed())
  }

  private func blanks(_ count: Int) -> [Glyph] { [Glyph](repeating: .blank, count: max(count, 0)) }
}
