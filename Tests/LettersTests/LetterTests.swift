import Letters
import Testing

/// Facts of characters, as Unicode and LaTeX have them.
@Suite struct LetterTests {
  @Test func scripts() {
    #expect(String(120, .lowered) == "₁₂₀")
    #expect(String(-34, .raised) == "⁻³⁴")
    for (sign, plain) in zip("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ".unicodeScalars, "0123456789ni".unicodeScalars) {
      #expect(sign.script?.plain == plain && sign.script?.position == .raised)
      #expect(plain.set(.raised) == sign)
    }
    for (sign, plain) in zip(
      "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦ".unicodeScalars, "0123456789aehijklmnoprstuvxβ".unicodeScalars)
    {
      #expect(sign.script?.plain == plain && sign.script?.position == .lowered && sign.isIndex)
      #expect(plain.set(.lowered) == sign)
    }
    #expect(("₊" as Unicode.Scalar).script?.plain == "+")
    #expect(!("₊" as Unicode.Scalar).isIndex && !("²" as Unicode.Scalar).isIndex)
    #expect(("x" as Unicode.Scalar).script == nil && ("q" as Unicode.Scalar).set(.lowered) == nil)
  }

  @Test(
    arguments: [
      ("α", "alpha", "alpha"), ("ε", "epsilon", "varepsilon"), ("ϵ", "epsilon", "epsilon"), ("φ", "phi", "varphi"),
      ("ϕ", "phi", "phi"), ("ϑ", "theta", "vartheta"), ("ς", "sigma", "varsigma"), ("σ", "sigma", "sigma"),
      ("ω", "omega", "omega"), ("Ω", "Omega", "Omega"), ("Σ", "Sigma", "Sigma"), ("µ", "mu", "mu"),
      ("ρ", "rho", "rho"), ("τ", "tau", "tau"), ("ο", "omicron", nil), ("Α", "Alpha", nil), ("x", nil, nil),
    ] as [(Unicode.Scalar, String?, String?)])
  func greek(_ letter: Unicode.Scalar, _ name: String?, _ command: String?) {
    #expect(letter.greekName == name)
    #expect(letter.greekCommand == command)
  }

  @Test(
    arguments: [
      ("ŷ", "y\u{302}"), ("é", "e\u{301}"), ("ç", "c\u{327}"), ("ầ", "a\u{302}\u{300}"), ("ά", "α\u{301}"),
      ("x", "x"),
      ("日", "日"),
    ] as [(Unicode.Scalar, String)])
  func unaccented(_ letter: Unicode.Scalar, _ parts: String) {
    #expect(letter.unaccented == Array(parts.unicodeScalars))
  }

  /// Against the standard library's table, of every scalar that both know.
  @Test func kinds() {
    var wrong: [Unicode.Scalar] = []
    for scalar in (0...0x10FFFF).lazy.compactMap({ Unicode.Scalar(UInt32($0)) }) {
      guard let age = scalar.properties.age, age.major <= 17 else { continue }
      let kind: ScalarKind =
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
          .letter
        case .decimalNumber: .digit
        case .nonspacingMark, .spacingMark, .enclosingMark: .mark
        case .connectorPunctuation: .connector
        case .control, .format, .privateUse, .surrogate, .unassigned, .spaceSeparator, .lineSeparator,
          .paragraphSeparator:
          .unseen
        default: .other
        }
      if ScalarKind(of: scalar) != kind { wrong.append(scalar) }
    }
    #expect(wrong.isEmpty)
    // Not assigned, no character, and the last of all.
    for scalar in ["\u{378}", "\u{FFFF}", "\u{10FFFF}"] as [Unicode.Scalar] {
      #expect(ScalarKind(of: scalar) == .unseen)
    }
  }

  @Test func numbers() {
    for digit in "07٣५₂²" as String { #expect(digit.isNumber) }
    for other in "a½Ⅷ_'" as String { #expect(!other.isNumber) }
  }

  @Test func accents() {
    #expect(Accent("\u{302}")?.mathematics == "hat")
    #expect(Accent("\u{308}")?.text == "\"")
    #expect(Accent("x") == nil)
  }

  @Test(
    arguments: [
      ("x", 1), ("日", 2), ("𛀀", 2), ("y\u{302}", 1), ("🇩🇪", 2), ("🇩", 1), ("😀", 2), ("\u{1b}", 1), ("\u{202e}", 1),
    ] as [(Character, Int)])
  func columns(_ character: Character, _ columns: Int) { #expect(character.columns == columns) }

  @Test func whatMayBeShown() {
    #expect("\u{1b}[31m\n\t\u{7f}\u{9b}2J".harmless == "␛[31m␊␉␡\u{fffd}2J")
    #expect("a\u{202e}b\u{2066}c\u{feff}".harmless == "a\u{fffd}b\u{fffd}c\u{fffd}")
    #expect("ŷ = 日本·2".harmless == "ŷ = 日本·2")
    #expect("a\u{1b}\nb".harmlessLines == "a␛\nb")
    #expect("a\r\nb".harmlessLines == "a␍\nb")
    #expect(("\u{200d}" as Unicode.Scalar).shown == "\u{200d}")
    #expect(("\u{e0041}" as Unicode.Scalar).shown == "\u{fffd}")
  }

  @Test func counting() {
    #expect(counted(1, "step") == "1 step" && counted(0, "step") == "0 steps")
    #expect(counted(2, "index", "indices") == "2 indices")
  }
}
