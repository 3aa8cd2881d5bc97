/// Text for LaTeX: nothing in it is a command, and nothing is left that pdfLaTeX does not know.
enum LaTeXText {
  /// Words, as they are.
  static func words(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "_", "%": result += "\\\(scalar)"
      case "^": result += "\\textasciicircum{}"
      case "~": result += "\\textasciitilde{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedblright{}"
      case "`": result += "{\\char18}"
      case "-": result += "-{}"
      default:
        if scalar.value < 0x20 || (scalar.value >= 0x7f && scalar.value < 0xa0) || scalar.properties.isBidiControl {
          result += "\\texttt{U+\(hexadecimal(scalar))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return known(result)
  }

  /// LaTeX in which every letter beyond ASCII is a command that works in text and in mathematics; what has none stands as its
  /// number in Unicode.
  static func known(_ latex: String) -> String {
    if latex.utf8.allSatisfy({ $0 < 0x80 }) { return latex }
    var result = ""
    for character in latex {
      if character.isASCII {
        result.append(character)
      } else if let command = commands[character] {
        result += "\\ensuremath{\(command)}"
      } else if let letter = letters[character] {
        result += letter
      } else {
        for scalar in character.unicodeScalars {
          if scalar.isASCII {
            result.unicodeScalars.append(scalar)
          } else {
            result += "\\texttt{U+\(hexadecimal(scalar))}"
          }
        }
      }
    }
    return result
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static let commands: [Character: String] = {
    var table: [Character: String] = [
      "·": "\\cdot", "−": "-", "×": "\\times", "÷": "\\div", "±": "\\pm", "≈": "\\approx", "≠": "\\neq", "≤": "\\leq",
      "≥": "\\geq", "→": "\\to", "←": "\\leftarrow", "↦": "\\mapsto", "⇒": "\\Rightarrow", "∞": "\\infty",
      "∂": "\\partial", "∇": "\\nabla", "√": "\\surd", "∑": "\\sum", "Σ": "\\Sigma", "∏": "\\prod", "…": "\\ldots",
      "⋯": "\\cdots", "ᵀ": "^{\\top}", "⊙": "\\odot", "°": "^{\\circ}", "′": "'", "″": "''", "ℓ": "\\ell",
      "∈": "\\in", "²": "^{2}", "³": "^{3}", "¹": "^{1}", "½": "\\frac{1}{2}", "∝": "\\propto",
    ]
    let greek: [(Character, String)] = [
      ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("ε", "varepsilon"), ("ζ", "zeta"),
      ("η", "eta"), ("θ", "theta"), ("ι", "iota"), ("κ", "kappa"), ("λ", "lambda"), ("μ", "mu"), ("µ", "mu"),
      ("ν", "nu"), ("ξ", "xi"), ("π", "pi"), ("ρ", "rho"), ("σ", "sigma"), ("ς", "varsigma"), ("τ", "tau"),
      ("υ", "upsilon"), ("φ", "varphi"), ("ϕ", "phi"), ("χ", "chi"), ("ψ", "psi"), ("ω", "omega"), ("Γ", "Gamma"),
      ("Δ", "Delta"), ("Θ", "Theta"), ("Λ", "Lambda"), ("Ξ", "Xi"), ("Π", "Pi"), ("Υ", "Upsilon"), ("Φ", "Phi"),
      ("Ψ", "Psi"), ("Ω", "Omega"), ("ϵ", "epsilon"), ("ϑ", "vartheta"),
    ]
    for (letter, name) in greek { table[letter] = "\\\(name)" }
    for (digit, letter) in "₀₁₂₃₄₅₆₇₈₉".enumerated() { table[letter] = "_{\(digit)}" }
    return table
  }()

  /// Letters of text, with and without marks.
  private static let letters: [Character: String] = {
    var table: [Character: String] = [
      "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "„": "\\quotedblbase{}", "ß": "\\ss{}",
      "æ": "\\ae{}", "Æ": "\\AE{}", "ø": "\\o{}", "Ø": "\\O{}", "œ": "\\oe{}", "Œ": "\\OE{}", "ł": "\\l{}",
      "Ł": "\\L{}", "ı": "\\i{}", "§": "\\S{}", "¶": "\\P{}", "©": "\\copyright{}", "£": "\\pounds{}",
      "\u{a0}": "~", "¡": "!`", "¿": "?`",
    ]
    table["„"] = ",,"
    let marks: [(Unicode.Scalar, String)] = [
      ("\u{300}", "`"), ("\u{301}", "'"), ("\u{302}", "^"), ("\u{303}", "~"), ("\u{304}", "="), ("\u{306}", "u"),
      ("\u{307}", "."), ("\u{308}", "\""), ("\u{30a}", "r"), ("\u{30b}", "H"), ("\u{30c}", "v"), ("\u{327}", "c"),
      ("\u{323}", "d"), ("\u{331}", "b"),
    ]
    for code in Array(0x41...0x5a) + Array(0x61...0x7a) {
      guard let base = Unicode.Scalar(code) else { continue }
      for (mark, accent) in marks {
        // Characters are equal if they are canonically so: this finds the composed ones.
        table[Character(String(String.UnicodeScalarView([base, mark])))] = "\\\(accent){\(base)}"
      }
    }
    return table
  }()
}
