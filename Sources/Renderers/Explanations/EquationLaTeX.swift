import Pictures

/// Equations as the rows of an `aligned`.
struct EquationLaTeX {
  var letters = LaTeXFormula()

  /// Columns of the plain text after which a line is broken.
  private var width = 56

  init(letters: LaTeXFormula = LaTeXFormula()) { self.letters = letters }

  /// Beside left sides that take room.
  private func beside(_ equations: [Equation]) -> EquationLaTeX {
    var narrow = self
    let left = equations.reduce(0) { max($0, LaTeXFormula.columns(of: $1.left)) }
    narrow.width -= min(max(left - 12, 0), 24)
    return narrow
  }

  /// `left &= step \\ &= step`, each step on a line of its own.
  func rows(of equation: Equation) -> [String] { beside([equation]).whole(equation) }

  private func whole(_ equation: Equation) -> [String] {
    var rows: [String] = []
    for step in equation.steps { rows += broken(step) }
    return finished(rows, equation)
  }

  /// Equations of one line each, as far as they fit.
  func rows(of equations: [Equation]) -> [String] {
    let narrow = beside(equations)
    return equations.flatMap { equation -> [String] in
      let lengths = equation.steps.map { Self.length($0.term) }
      if lengths.reduce(equation.left.text.count, +) > width { return narrow.whole(equation) }
      let line = equation.steps.enumerated().map { place, step in
        (place == 0 ? "&" : "") + sign(step.relation) + " " + text(step.term)
      }
      return finished([line.joined(separator: " ")], equation, length: lengths.reduce(0, +))
    }
  }

  /// - Parameter length: of the last row; nil: that of the last step.
  private func finished(_ rows: [String], _ equation: Equation, length: Int? = nil) -> [String] {
    var rows = rows
    if rows.isEmpty { rows = [""] }
    rows[0] = letters.text(equation.left) + " " + rows[0]
    if let remark = equation.remark {
      // Behind the last row, or below it where that is long.
      let length = length ?? equation.steps.last.map { Self.length($0.term) } ?? 0
      let left = rows.count == 1 ? equation.left.text.count : 0
      let isBelow = left + length + remark.text.count > width
      var lines = Self.wrapped(remark).map { "\\quad\\text{\(inline($0))}" }
      if !isBelow { rows[rows.count - 1] += " " + lines.removeFirst() }
      rows += lines.map { "&" + $0 }
    }
    return rows
  }

  /// In parentheses, on lines that fit beside a left side; of what has mathematics in it one.
  private static func wrapped(_ remark: Prose) -> [Prose] {
    let isPlain = remark.pieces.allSatisfy { piece in
      if case .words = piece { return true }
      return false
    }
    guard isPlain else { return [Prose("(") + remark + ")"] }
    var lines = ["("]
    for (place, word) in remark.text.split(separator: " ").enumerated() {
      if lines[lines.count - 1].count + word.count > remarkWidth { lines.append("\u{a0}") }
      lines[lines.count - 1] += (place == 0 || lines[lines.count - 1] == "\u{a0}" ? "" : " ") + word
    }
    lines[lines.count - 1] += ")"
    return lines.map { Prose($0) }
  }

  private static let remarkWidth = 52

  /// A step, broken before the operators outside of parentheses where it gets too long.
  private func broken(_ step: Equation.Step) -> [String] {
    let pieces = step.term.pieces
    var rows: [String] = []
    var row = "&" + sign(step.relation) + " "
    var length = 0
    for (place, piece) in pieces.atoms.enumerated() {
      let next = piece.lead.count + piece.atom.text.count
      if place > 0, length + next > width {
        rows.append(row)
        row = "&\\quad {}"
        length = 0
      }
      row += lead(piece.lead)
      if next <= width {
        row += letters.text(piece.atom)
        length += next
      } else {
        let parts = letters.rows(of: piece.atom, width: width - 4)
        row += parts[0]
        for part in parts.dropFirst() {
          rows.append(row)
          row = "&\\quad {}" + part
        }
        length = width
      }
    }
    rows.append(row + lead(pieces.tail))
    return rows
  }

  private func text(_ term: Term) -> String {
    let pieces = term.pieces
    return pieces.atoms.map { lead($0.lead) + letters.text($0.atom) }.joined() + lead(pieces.tail)
  }

  private func lead(_ text: String) -> String {
    text.map { $0 == "·" ? "\\cdot" : $0 == "(" ? "\\bigl(" : $0 == ")" ? "\\bigr)" : String($0) }.joined()
  }

  private func sign(_ relation: Equation.Relation) -> String { relation == .equal ? "=" : "\\approx" }

  /// A sentence inside of mathematics or text.
  func inline(_ prose: Prose) -> String {
    prose.pieces.map { piece in
      switch piece {
      case .words(let words): LaTeXText.words(words)
      case .formula(let formula): "$\(letters.text(formula))$"
      }
    }.joined()
  }

  private static func length(_ term: Term) -> Int {
    let pieces = term.pieces
    return pieces.atoms.reduce(3 + pieces.tail.count) { $0 + $1.lead.count + $1.atom.text.count }
  }
}
