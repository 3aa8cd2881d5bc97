import Letters

/// Text in 7-bit ASCII, as a person would type it: `∂L/∂ŷ` as `dL/dy^`, `σ(z)·x₁` as `sigma(z)*x1`.
package enum Transliteration {
  /// Only printable bytes below 127 come out: a control character as `^J`, what has no spelling as `?`. O(length).
  package static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = ""
    var isRaised = false
    for scalar in text.unicodeScalars {
      // A run of raised digits is one power: x¹² is x^12.
      let script = scalar == "ᵀ" ? nil : scalar.script
      let wasRaised = isRaised
      isRaised = script?.position == .raised
      if isRaised, !wasRaised { result += "^" }
      for part in (script?.plain ?? scalar).unaccented { result += ascii(part) }
    }
    return result
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x80 {
      if scalar.value >= 0x20 && scalar.value != 0x7f { return String(scalar) }
      return "^" + String(UnicodeScalar(UInt8(scalar.value ^ 0x40)))
    }
    if let known = table[scalar] ?? scalar.greekName ?? Accent(scalar)?.ascii { return known }
    switch Display(scalar.value) {
    case .dropped: return ""
    case .mark where scalar.value == 0x200c || scalar.value == 0x200d: return ""
    case .shown(0x20, _): return " "
    default: break
    }
    if let count = scalar.primes { return String(repeating: "'", count: count) }
    return (0x2500...0x257f).contains(scalar.value) ? "-" : "?"
  }

  private static let table: [Unicode.Scalar: String] = [
    "∂": "d", "∇": "grad", "·": "*", "⋅": "*", "×": "*", "⊙": "(*)", "⊗": "(x)", "÷": "/", "−": "-", "‐": "-",
    "‑": "-", "–": "-", "—": "--", "±": "+-", "∞": "inf", "≈": "~", "≅": "~", "≠": "!=", "≤": "<=", "≥": ">=",
    "←": "<-", "→": "->", "↔": "<->", "⇐": "<=", "⇒": "=>", "…": "...", "⋯": "...", "‘": "'", "’": "'", "“": "\"",
    "”": "\"", "∑": "sum", "∏": "prod", "√": "sqrt", "∫": "int", "‖": "||", "∥": "||", "ᵀ": ".T", "⊤": ".T",
    "∈": " in ", "°": "deg", "•": "*", "ℓ": "l", "ℝ": "R", "│": "|", "ı": "i", "ł": "l", "Ł": "L", "ß": "ss",
    "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "€": "EUR", "£": "GBP", "§": "S", "½": "1/2",
    "▶": ">", "▼": "v", "ə": "e",
  ]
}
