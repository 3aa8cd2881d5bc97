/// Names as LaTeX sets them in mathematics: `w_{1}`, `\hat{y}`, `\alpha`; whatever is no name in mathematics stands as
/// text, with what LaTeX would act upon taken away.
package enum LaTeXName {
  package static func text(_ name: String) -> String {
    var body = Substring(name)
    var primes = ""
    while let last = body.last, last == "'" || last == "′" {
      primes += "'"
      body.removeLast()
    }
    let parts = body.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = parts.first, !head.isEmpty, parts.count == 1 || !parts[1].isEmpty,
      let (letters, digits) = split(head)
    else { return "\\text{\(escaped(name))}" }
    var subscripts: [String] = digits.isEmpty ? [] : [digits]
    if parts.count == 2 {
      guard let text = lowered(parts[1]) else { return "\\text{\(escaped(name))}" }
      subscripts.append(text)
    }
    guard let base = word(letters) else { return "\\text{\(escaped(name))}" }
    return base + (subscripts.isEmpty ? "" : "_{\(subscripts.joined(separator: ","))}") + primes
  }

  /// Letters, and the digits behind them: `w12`, `w₁`.
  private static func split(_ text: Substring) -> (letters: Substring, digits: String)? {
    let place = text.firstIndex { $0.wholeNumberValue != nil } ?? text.endIndex
    var digits = ""
    for character in text[place...] {
      guard let digit = character.wholeNumberValue, (0...9).contains(digit) else {
        // x1w1 is one word.
        return text.allSatisfy { isPlain($0) } ? (text, "") : nil
      }
      digits += String(digit)
    }
    return place == text.startIndex ? nil : (text[..<place], digits)
  }

  private static func lowered(_ text: Substring) -> String? {
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return String(text) }
    guard text.allSatisfy({ isPlain($0) || $0 == "_" }) else { return nil }
    return text.count == 1 ? String(text) : "\\text{\(escaped(String(text)))}"
  }

  private static func word(_ letters: Substring) -> String? {
    if letters.count == 1, let letter = letters.first { return symbol(letter) }
    if letters.allSatisfy({ isPlain($0) }) { return "\\mathit{\(letters)}" }
    // Δw: a Greek letter before a name.
    var result: [String] = []
    for letter in letters {
      guard let text = symbol(letter) else { return nil }
      result.append(text)
    }
    return "{\(result.joined(separator: " "))}"
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  /// One letter, perhaps Greek, perhaps with marks above.
  private static func symbol(_ letter: Character) -> String? {
    if isPlain(letter) { return String(letter) }
    if let greek = greek[letter] { return greek }
    if let composed = composed[letter] { return composed }
    let scalars = letter.unicodeScalars
    guard let first = scalars.first, scalars.count > 1, let base = symbol(Character(first)) else { return nil }
    var result = base
    for mark in scalars.dropFirst() {
      guard let accent = accents[mark] else { return nil }
      result = "\\\(accent){\(result)}"
    }
    return result
  }

  private static let accents: [Unicode.Scalar: String] = [
    "\u{300}": "grave", "\u{301}": "acute", "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar",
    "\u{305}": "bar", "\u{306}": "breve", "\u{307}": "dot", "\u{308}": "ddot", "\u{30C}": "check",
    "\u{20D7}": "vec",
  ]

  /// Letters that Unicode also has as one scalar: characters are equal if they are canonically so.
  private static let composed: [Character: String] = {
    var table: [Character: String] = [:]
    for code in Array(0x41...0x5A) + Array(0x61...0x7A) {
      guard let base = Unicode.Scalar(code) else { continue }
      for (mark, accent) in accents {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        scalars.append(mark)
        if let character = String(scalars).first { table[character] = table[character] ?? "\\\(accent){\(base)}" }
      }
    }
    return table
  }()

  private static let greek: [Character: String] = {
    let names: [(Character, String)] = [
      ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("ε", "varepsilon"), ("ϵ", "epsilon"),
      ("ζ", "zeta"), ("η", "eta"), ("θ", "theta"), ("ϑ", "vartheta"), ("ι", "iota"), ("κ", "kappa"),
      ("λ", "lambda"), ("μ", "mu"), ("µ", "mu"), ("ν", "nu"), ("ξ", "xi"), ("π", "pi"), ("ρ", "rho"),
      ("σ", "sigma"), ("ς", "varsigma"), ("τ", "tau"), ("υ", "upsilon"), ("φ", "varphi"), ("ϕ", "phi"),
      ("χ", "chi"), ("ψ", "psi"), ("ω", "omega"), ("Γ", "Gamma"), ("Δ", "Delta"), ("Θ", "Theta"),
      ("Λ", "Lambda"), ("Ξ", "Xi"), ("Π", "Pi"), ("Σ", "Sigma"), ("Υ", "Upsilon"), ("Φ", "Phi"), ("Ψ", "Psi"),
      ("Ω", "Omega"), ("∂", "partial"), ("∇", "nabla"), ("ℓ", "ell"),
    ]
    return Dictionary(names.map { ($0.0, "\\\($0.1)") }) { first, _ in first }
  }()

  /// Text in which nothing is a command.
  package static func escaped(_ text: String) -> String {
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
      case "`": result += "\\textasciigrave{}"
      default:
        if scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
          result += " "
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
