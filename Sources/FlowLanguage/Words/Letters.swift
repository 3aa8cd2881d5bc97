/// Which characters make names, blanks and powers. ASCII is decided in the lexer; these answer for the rest.
enum Letters {
  /// Superscript letters look like letters to Unicode, but are no part of a name: `ᵀ` transposes.
  static func isSuperscriptLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AA, 0x00BA, 0x02B0...0x02B8, 0x02E0...0x02E4, 0x1D2C...0x1D61, 0x1D78, 0x1D9B...0x1DBF, 0x2071, 0x207F,
      0x2C7D, 0xA69C...0xA69D, 0xA770, 0xA7F2...0xA7F4, 0xA7F8...0xA7F9, 0xAB5C...0xAB5F:
      true
    default: false
    }
  }

  static func isSubscriptDigit(_ scalar: Unicode.Scalar) -> Bool { (0x2080...0x2089).contains(scalar.value) }

  /// A name's first character, beyond ASCII.
  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if isSuperscriptLetter(scalar) { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return true
    default: return false
    }
  }

  /// A name's later characters, beyond ASCII.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if isSubscriptDigit(scalar) || scalar.value == 0x2032 { return true }
    if isSuperscriptLetter(scalar) { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .decimalNumber, .nonspacingMark, .spacingMark, .connectorPunctuation:
      return true
    default: return false
    }
  }

  /// Blanks beyond ASCII, such as the no-break space that comes with text copied from a page.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00A0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// The digit that a superscript stands for.
  static func superscriptDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x2070: 0
    case 0x00B9: 1
    case 0x00B2: 2
    case 0x00B3: 3
    case 0x2074...0x2079: Int(scalar.value) - 0x2070
    default: nil
    }
  }

  /// How many columns a character takes in a terminal, for the caret below it.
  static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x1100 { return 1 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return first.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
