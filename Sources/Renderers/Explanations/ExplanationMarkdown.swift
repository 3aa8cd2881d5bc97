import Letters
import Pictures

/// Writes an explanation as Markdown with mathematics, in the spellings that hold on GitHub: `math` blocks, and a dollar with a backtick
/// within lines, in which Markdown changes nothing.
package struct ExplanationMarkdown: Sendable {
  /// Whether mathematics stands in dollars, as Pandoc and MyST have it.
  private let usesDollars: Bool

  package init(usesDollars: Bool = false) { self.usesDollars = usesDollars }

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
    if usesDollars { return "$$\n\\begin{aligned}\n\(lines)\n\\end{aligned}\n$$" }
    return "```math\n\\begin{aligned}\n\(lines)\n\\end{aligned}\n```"
  }

  private func line(_ prose: Prose) -> String {
    prose.pieces.map { piece in
      switch piece {
      case .words(let words): return self.words(words)
      // A backtick would end it.
      case .formula(let formula):
        let text = latex.letters.text(formula).map { $0 == "`" ? "'" : String($0) }.joined()
        return usesDollars ? "$" + text + "$" : "$`" + text + "`$"
      }
    }.joined()
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
