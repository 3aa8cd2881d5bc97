import Letters
import Pictures

/// Writes an explanation as Markdown with mathematics.
package struct ExplanationMarkdown: Sendable {
  /// How mathematics is marked.
  package enum Marks: String, Sendable, CaseIterable {
    /// `$…$` and `$$…$$`, as most programs that read Markdown have it.
    case dollars
    /// `math` blocks, and a dollar with a backtick within lines, in which GitHub's Markdown changes nothing.
    case github
  }

  private let marks: Marks

  package init(_ marks: Marks = .dollars) { self.marks = marks }

  /// GitHub does not know `\operatorname`.
  private let latex = EquationLaTeX(letters: LaTeXFormula(functionName: "\\mathrm"))

  package func text(of explanation: Explanation) -> String {
    var parts: [String] = []
    if let title = explanation.title, !title.isEmpty { parts.append("# " + words(title)) }
    for section in explanation.sections {
      parts.append("## " + line(section.heading))
      for block in section.blocks { parts.append(text(of: block)) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(of block: Explanation.Block) -> String {
    switch block {
    case .paragraph(let prose): line(prose)
    case .list(let items): items.map { "- " + line($0) }.joined(separator: "\n")
    case .equation(let equation): display(latex.rows(of: equation))
    case .listing(let equations): display(latex.rows(of: equations))
    }
  }

  private func display(_ rows: [String]) -> String {
    let lines = rows.map { "  " + $0 }.joined(separator: " \\\\\n")
    let aligned = "\\begin{aligned}\n\(lines)\n\\end{aligned}"
    return marks == .github ? "```math\n\(aligned)\n```" : "$$\n\(aligned)\n$$"
  }

  private func line(_ prose: Prose) -> String {
    prose.pieces.map { piece in
      switch piece {
      case .words(let words): self.words(words)
      case .formula(let formula):
        switch marks {
        // No blank may stand behind the first dollar or before the last.
        case .dollars: "$" + Self.trimmed(latex.letters.text(formula)) + "$"
        // A backtick would end it.
        case .github: "$`" + latex.letters.text(formula).map { $0 == "`" ? "'" : String($0) }.joined() + "`$"
        }
      }
    }.joined()
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Text in which nothing is markup, on one line.
  private func words(_ text: String) -> String {
    var result = ""
    for character in text.harmless {
      if "\\`*_{}[]<>#!|&$~^".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
