extension UInt8 {
  /// A letter of ASCII.
  package var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension Character {
  /// A letter of any script with what stands over it.
  package var isLetter: Bool { unicodeScalars.first?.isLetter ?? false }

  /// A digit of any script, lowered and raised ones too.
  package var isNumber: Bool { unicodeScalars.first.map { ($0.script?.plain ?? $0).isDigit } ?? false }
}

extension StringProtocol {
  /// With small letters for the capitals of ASCII.
  package var inSmallLetters: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value + 32)) : $0 }))
  }
}

/// Which characters make names and blanks.
extension Unicode.Scalar {
  package var isDigit: Bool { value < 0x80 ? value >= 0x30 && value <= 0x39 : ScalarKind(of: self) == .digit }

  /// A letter of any script, lowered and raised ones too.
  package var isLetter: Bool { value < 0x80 ? UInt8(value).isLetter : ScalarKind(of: self) == .letter }

  /// A mark that belongs to the letter before it.
  var isMark: Bool { ScalarKind(of: self) == .mark }

  /// How many `'` a prime is: 2 for `″`; nil for what is none.
  package var primes: Int? {
    switch value {
    case 0x2032...0x2034: Int(value) - 0x2031
    case 0x2057: 4
    default: nil
    }
  }

  /// Raised letters look like letters to Unicode, but are no part of a name: `ᵀ` transposes.
  package var isRaisedLetter: Bool {
    switch value {
    case 0x00AA, 0x00BA, 0x02B0...0x02B8, 0x02E0...0x02E4, 0x1D2C...0x1D61, 0x1D78, 0x1D9B...0x1DBF, 0x2071, 0x207F,
      0x2C7D, 0xA69C...0xA69D, 0xA770, 0xA7F2...0xA7F4, 0xA7F8...0xA7F9, 0xAB5C...0xAB5F:
      true
    default: false
    }
  }

  /// A name's first character, beyond ASCII.
  package var startsName: Bool { !isRaisedLetter && isLetter }

  /// A name's later characters, beyond ASCII.
  package var continuesName: Bool {
    if isRaisedLetter { return false }
    return switch ScalarKind(of: self) {
    case .letter, .digit, .mark, .connector: true
    case .unseen, .other: isIndex || primes != nil
    }
  }

  /// Blanks beyond ASCII, such as the no-break space that comes with text copied from a page.
  package var isBlank: Bool {
    switch value {
    case 0x00A0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
