import Pictures

/// Writes an explanation as a LaTeX document that compiles as it stands, with `amsmath` alone, or as what stands inside of one.
package struct ExplanationLaTeX: Sendable {
  private let isFragment: Bool

  /// - Parameter isFragment: without preamble and document, for `\input`.
  package init(isFragment: Bool = false) { self.isFragment = isFragment }

  package func text(of explanation: Explanation) -> String {
    let body = body(of: explanation)
    // Letters that are no command are for engines that read Unicode.
    let hasLetters = body.utf8.contains { $0 >= 0x80 }
    let note =
      hasLetters
      ? "% Names have letters that pdfLaTeX does not know: use LuaLaTeX or XeLaTeX, with a font that has them.\n" : ""
    guard !isFragment else { return note + "% Wants amsmath.\n" + body }
    return note + Self.preamble + body + "\n\\end{document}\n"
  }

  /// With fractions as large as the text around them.
  private static let headings = EquationLaTeX(letters: LaTeXFormula(fractionName: "\\dfrac"))

  private static let preamble = """
    \\documentclass{article}
    \\usepackage{amsmath}
    \\setlength{\\parindent}{0pt}
    \\setlength{\\parskip}{4pt}
    \\renewcommand{\\labelitemi}{$\\bullet$}
    \\allowdisplaybreaks
    \\raggedright
    \\begin{document}

    """

  private func body(of explanation: Explanation) -> String {
    var text = ""
    if let title = explanation.title, !title.isEmpty { text += "\n\\section*{\(LaTeXText.words(title))}\n" }
    for section in explanation.sections {
      text += "\n\\subsection*{\(Self.headings.inline(section.heading))}\n"
      for block in section.blocks { text += "\n" + self.text(of: block) }
    }
    return text
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
