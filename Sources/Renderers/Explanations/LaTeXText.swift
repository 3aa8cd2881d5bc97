import Letters

/// Text for LaTeX: nothing in it is a command, and nothing is left that pdfLaTeX does not know.
enum LaTeXText {
  /// Words, as they are. What has no command stands as its number in Unicode.
  ///
  /// - Parameter isInFormula: whether they stand in a formula's `\text`.
  static func words(_ text: String, isInFormula: Bool = false) -> String {
    var result = ""
    for character in text {
      if let command = commands[character] ?? greek(character) {
        result += isInFormula ? "$\(command)$" : "\\ensuremath{\(command)}"
      } else if let letter = letters[character] ?? accented(character, isInWords: true) {
        result += letter
      } else {
        for scalar in character.unicodeScalars { result += escapes[scalar] ?? plain(scalar) }
      }
    }
    return result
  }

  /// A sign of mathematics, as a command if it is not in ASCII.
  static func mathematics(_ character: Character) -> String {
    symbol(character) ?? character.unicodeScalars.map { plain($0) }.joined()
  }

  /// A letter or sign, perhaps with accents; nil where mathematics has no command for it.
  static func symbol(_ character: Character) -> String? {
    if character.isASCII { return String(character) }
    return commands[character] ?? greek(character) ?? accented(character, isInWords: false)
  }

  private static func greek(_ character: Character) -> String? {
    let scalars = character.unicodeScalars
    return scalars.count == 1 ? scalars.first?.greekCommand.map { "\\" + $0 } : nil
  }

  /// A letter with its accents around it.
  private static func accented(_ character: Character, isInWords: Bool) -> String? {
    let scalars = character.unicodeScalars.flatMap { $0.unaccented }
    guard scalars.count > 1, scalars[0].isASCII || !isInWords, var result = symbol(Character(scalars[0])) else {
      return nil
    }
    for mark in scalars.dropFirst() {
      guard let accent = Accent(mark), let name = isInWords ? accent.text : accent.mathematics else { return nil }
      result = "\\\(name){\(result)}"
    }
    return result
  }

  private static func plain(_ scalar: Unicode.Scalar) -> String {
    if scalar.value >= 0x20, scalar.value < 0x7f { return String(scalar) }
    // A letter of another script stays what it is.
    switch scalar.value {
    case 0x370..<0x1d00, 0x1e00..<0x2000, 0x2c00..<0xd800, 0xf900..<0xfb00, 0x1_0000..<0x1_d000, 0x2_0000..<0x4_0000:
      return String(scalar)
    default: break
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\texttt{U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "}"
  }

  private static let escapes: [Unicode.Scalar: String] = {
    var escapes: [Unicode.Scalar: String] = [
      "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}",
      ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\textquotedblright{}", "`": "{\\char18}", "-": "-{}",
    ]
    for scalar in "{}$&#_%".unicodeScalars { escapes[scalar] = "\\\(scalar)" }
    return escapes
  }()

  /// In mathematics.
  private static let commands: [Character: String] = {
    var table: [Character: String] = [
      "·": "\\cdot", "−": "-", "×": "\\times", "÷": "\\div", "±": "\\pm", "≈": "\\approx", "≠": "\\neq", "≤": "\\leq",
      "≥": "\\geq", "→": "\\to", "←": "\\leftarrow", "↦": "\\mapsto", "⇒": "\\Rightarrow", "∞": "\\infty",
      "∂": "\\partial", "∇": "\\nabla", "√": "\\surd", "∑": "\\sum", "∏": "\\prod", "…": "\\ldots", "⋯": "\\cdots",
      "ᵀ": "^{\\top}", "⊙": "\\odot", "°": "^{\\circ}", "′": "'", "″": "''", "ℓ": "\\ell", "∈": "\\in",
      "½": "\\frac{1}{2}",
      "∝": "\\propto",
    ]
    for digit in "0123456789".unicodeScalars {
      if let raised = digit.set(.raised) { table[Character(raised)] = "^{\(digit)}" }
      if let lowered = digit.set(.lowered) { table[Character(lowered)] = "_{\(digit)}" }
    }
    return table
  }()

  /// Letters of text that are none with an accent.
  private static let letters: [Character: String] = [
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "„": ",,", "ß": "\\ss{}", "æ": "\\ae{}",
    "Æ": "\\AE{}", "ø": "\\o{}", "Ø": "\\O{}", "œ": "\\oe{}", "Œ": "\\OE{}", "ł": "\\l{}", "Ł": "\\L{}",
    "ı": "\\i{}", "§": "\\S{}", "¶": "\\P{}", "©": "\\copyright{}", "£": "\\pounds{}", "\u{a0}": "~", "¡": "!`",
    "¿": "?`",
  ]
}
