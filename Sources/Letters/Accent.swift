/// A mark that stands upon a letter, and how it is written where there is none.
package struct Accent: Sendable {
  package let mark: Unicode.Scalar
  /// Behind the letter, in ASCII: `y^` for `ŷ`.
  package let ascii: String
  /// LaTeX's commands without the backslash, in mathematics (`\hat{y}`) and in text (`\^{y}`); nil where there is
  /// none.
  package let mathematics: String?
  package let text: String?

  private init(_ mark: Unicode.Scalar, _ ascii: String, _ mathematics: String?, _ text: String?) {
    self.mark = mark
    self.ascii = ascii
    self.mathematics = mathematics
    self.text = text
  }

  package static let all = [
    Accent("\u{300}", "`", "grave", "`"), Accent("\u{301}", "'", "acute", "'"), Accent("\u{302}", "^", "hat", "^"),
    Accent("\u{303}", "~", "tilde", "~"), Accent("\u{304}", "_bar", "bar", "="),
    Accent("\u{305}", "_bar", "bar", nil),
    Accent("\u{306}", "^", "breve", "u"), Accent("\u{307}", "_dot", "dot", "."),
    Accent("\u{308}", "\"", "ddot", "\""), Accent("\u{309}", "?", nil, nil), Accent("\u{30A}", "_ring", nil, "r"),
    Accent("\u{30B}", "\"", nil, "H"), Accent("\u{30C}", "^", "check", "v"), Accent("\u{31B}", "'", nil, nil),
    Accent("\u{323}", ".", nil, "d"), Accent("\u{327}", ",", nil, "c"), Accent("\u{328}", ",", nil, nil),
    Accent("\u{331}", "_", nil, "b"), Accent("\u{20D7}", "_vec", "vec", nil),
  ]

  /// The accent whose mark this is.
  package init?(_ mark: Unicode.Scalar) {
    guard mark.value >= 0x300, let accent = Accent.all.first(where: { $0.mark == mark }) else { return nil }
    self = accent
  }
}

extension Unicode.Scalar {
  /// The letter and the marks that this one letter is made of: y and U+0302 for `ŷ`. Itself alone for any other
  /// scalar, and for letters that are neither Latin nor Greek.
  package var unaccented: [Unicode.Scalar] {
    guard value >= 0xC0, let (rest, mark) = Composition.parts[value] else { return [self] }
    return rest.unaccented + [mark]
  }
}

private enum Composition {
  /// By letter with a mark: what is left without its last mark, and the mark. Found by putting letters and marks
  /// together, as Unicode's composition (NFC) does.
  static let parts: [UInt32: (rest: Unicode.Scalar, mark: Unicode.Scalar)] = {
    var parts: [UInt32: (rest: Unicode.Scalar, mark: Unicode.Scalar)] = [:]
    var letters = [0x41...0x5A, 0x61...0x7A, 0x391...0x3C9].joined().compactMap { Unicode.Scalar($0 as Int) }
    // Letters with two marks are those with one, and another.
    while !letters.isEmpty {
      var composed: [Unicode.Scalar] = []
      for letter in letters {
        for accent in Accent.all {
          let sign = String(String.UnicodeScalarView([letter, accent.mark])).composed.unicodeScalars
          guard let first = sign.first, sign.count == 1, parts[first.value] == nil else { continue }
          parts[first.value] = (letter, accent.mark)
          composed.append(first)
        }
      }
      letters = composed
    }
    return parts
  }()
}

extension String {
  /// In Unicode's normalization form C, in which `ŷ` is one scalar.
  var composed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : String(decoding: _nfcCodeUnits, as: UTF8.self)
  }
}
