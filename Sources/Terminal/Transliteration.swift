/// Text in 7-bit ASCII, as a person would type it: `∂L/∂ŷ` as `dL/dy^`, `σ(z)·x₁` as `sigma(z)*x1`.
package enum Transliteration {
  /// Only printable bytes below 127 come out: a control character as `^J`, what has no spelling as `?`. O(length).
  package static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = ""
    var raised = false
    for scalar in text.unicodeScalars {
      // A run of superscripts is one power: x¹² is x^12.
      if let digit = superscript(scalar) {
        if !raised { result += "^" }
        result += digit
        raised = true
        continue
      }
      raised = false
      result += spelling(of: scalar)
    }
    return result
  }

  private static func superscript(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "⁰": "0"
    case "¹": "1"
    case "²": "2"
    case "³": "3"
    case "⁴"..."⁹": String(scalar.value - 0x2070)
    case "⁻": "-"
    case "⁺": "+"
    case "ⁿ": "n"
    case "ⁱ": "i"
    default: nil
    }
  }

  private static func spelling(of scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x80 {
      if scalar.value >= 0x20 && scalar.value != 0x7f { return String(scalar) }
      return "^" + String(UnicodeScalar(UInt8(scalar.value ^ 0x40)))
    }
    if let known = table[scalar.value] { return known }
    switch scalar.value {
    case 0x2080...0x2089: return String(scalar.value - 0x2080)
    case 0x200c, 0x200d, 0xfe00...0xfe0f, 0xe0100...0xe01ef: return ""
    case 0x2500...0x257f: return "-"
    default: break
    }
    // A letter with a mark on it is the letter and the mark.
    if let parts = decomposed(scalar) { return parts }
    return "?"
  }

  /// `ŷ` as `y^`: the letter, then how its mark is spelt.
  private static func decomposed(_ scalar: Unicode.Scalar) -> String? {
    guard scalar.value >= 0xc0, scalar.value < 0x2000 else { return nil }
    return accented[String(scalar)]
  }

  /// By letter and mark. Canonical equivalence, by which the standard library compares strings, finds the composed ones.
  private static let accented: [String: String] = {
    var accented: [String: String] = [:]
    for (mark, name) in marks {
      for letter in letters { accented[String(String.UnicodeScalarView([letter, mark]))] = String(letter) + name }
    }
    return accented
  }()

  private static let letters: [Unicode.Scalar] = (0x41...0x7a).compactMap { Unicode.Scalar($0 as Int) }

  private static let marks: [(Unicode.Scalar, String)] = [
    ("\u{302}", "^"), ("\u{303}", "~"), ("\u{304}", "_bar"), ("\u{307}", "_dot"), ("\u{308}", "\""), ("\u{300}", "`"),
    ("\u{301}", "'"), ("\u{30c}", "^"), ("\u{306}", "^"), ("\u{30a}", "_ring"), ("\u{327}", ","), ("\u{328}", ","),
    ("\u{323}", "."), ("\u{331}", "_"), ("\u{30b}", "\""), ("\u{309}", "?"), ("\u{31b}", "'"),
  ]

  private static let table: [UInt32: String] = {
    var table: [UInt32: String] = [
      0xa0: " ", 0x2202: "d", 0x2207: "grad", 0xb7: "*", 0x22c5: "*", 0xd7: "*", 0x2299: "(*)", 0x2297: "(x)",
      0xf7: "/", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2013: "-", 0x2014: "--", 0xb1: "+-", 0x221e: "inf",
      0x2248: "~", 0x2245: "~", 0x2260: "!=", 0x2264: "<=", 0x2265: ">=", 0x2190: "<-", 0x2192: "->", 0x2194: "<->",
      0x21d0: "<=", 0x21d2: "=>", 0x2026: "...", 0x22ef: "...", 0x2018: "'", 0x2019: "'", 0x201c: "\"", 0x201d: "\"",
      0x2032: "'", 0x2033: "''", 0x2211: "sum", 0x220f: "prod", 0x221a: "sqrt", 0x222b: "int", 0x2016: "||",
      0x2225: "||", 0x1d40: ".T", 0x22a4: ".T", 0x2208: " in ", 0xb0: "deg", 0xb5: "mu", 0x2022: "*", 0x2113: "l",
      0x211d: "R", 0x2081: "1", 0x2502: "|", 0x302: "^", 0x303: "~", 0x304: "_bar", 0x305: "_bar", 0x307: "_dot",
      0x308: "\"", 0x300: "`", 0x301: "'", 0x30c: "^", 0x0131: "i", 0x0142: "l", 0x0141: "L", 0xdf: "ss", 0xe6: "ae",
      0xc6: "AE", 0xf8: "o", 0xd8: "O", 0x0153: "oe", 0x0152: "OE", 0x20ac: "EUR", 0xa3: "GBP", 0xa7: "S",
      0xbd: "1/2",
      0x2093: "x", 0x2090: "a", 0x2091: "e", 0x2092: "o", 0x1d62: "i", 0x2c7c: "j", 0x2096: "k", 0x2097: "l",
      0x2098: "m", 0x2099: "n", 0x209a: "p", 0x209b: "s", 0x209c: "t", 0x1d63: "r", 0x1d64: "u", 0x1d65: "v",
      0x2095: "h", 0x208a: "+", 0x208b: "-", 0x25b6: ">", 0x25bc: "v", 0x3d1: "theta", 0x3d5: "phi", 0x3f5: "epsilon",
      0x3c2: "sigma",
    ]
    let greek = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
      "xi",
      "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    for (index, name) in greek.enumerated() where !name.isEmpty {
      table[0x3b1 + UInt32(index)] = name
      table[0x391 + UInt32(index)] = name.prefix(1).uppercased() + name.dropFirst()
    }
    return table
  }()
}
