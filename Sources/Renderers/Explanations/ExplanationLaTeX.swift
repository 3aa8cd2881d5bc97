import Pictures

/// Writes an explanation as a LaTeX document that compiles as it stands, with `amsmath` alone.
package struct ExplanationLaTeX: Sendable {
  package init() {}

  package func text(of explanation: Explanation) -> String {
    var text = """
      \\documentclass{article}
      \\usepackage{amsmath}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{4pt}
      \\renewcommand{\\labelitemi}{$\\bullet$}
      \\allowdisplaybreaks
      \\sloppy
      \\begin{document}

      """
    if let title = explanation.title, !title.isEmpty { text += "\n\\section*{\(LaTeXText.words(title))}\n" }
    for section in explanation.sections {
      text += "\n\\subsection*{\(EquationLaTeX().inline(section.heading))}\n"
      for block in section.blocks { text += "\n" + self.text(of: block) }
    }
    return text + "\n\\end{document}\n"
  }

  private func text(of block: Explanation.Block) -> String {
    switch block {
    case .paragraph(let prose): return EquationLaTeX().inline(prose) + "\n"
    case .list(let items):
      guard !items.isEmpty else { return "" }
      let lines = items.map { "  \\item {}" + EquationLaTeX().inline($0) + "\n" }
      return "\\begin{itemize}\n\(lines.joined())\\end{itemize}\n"
    case .equation(let equation): return display(EquationLaTeX().rows(of: equation))
    case .listing(let equations): return display(EquationLaTeX().rows(of: equations))
    }
  }

  private func display(_ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    return "\\begin{align*}\n" + rows.map { "  " + $0 }.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
  }
}
