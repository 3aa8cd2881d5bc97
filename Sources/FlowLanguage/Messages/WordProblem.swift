import Letters

/// What is no word of the language.
enum WordProblem {
  case unknownCharacter(Character)
  case unclosedString
  case badEscape(String)
  case singleQuote, curlyQuote, dash
  case superscriptLetter(Character, power: String?)
  case numberTooLarge(String)
  case fileTooLarge

  var wording: (String, Hint?) {
    switch self {
    case .unknownCharacter(let character): ("the character \(Self.quoted(character)) means nothing here", nil)
    case .unclosedString: ("this string is not closed", "end it with `\"` on the same line")
    case .badEscape(let escape): ("`\(escape)` is no escape", "the escapes are `\\\"`, `\\\\`, `\\n` and `\\u{…}`")
    case .singleQuote: ("this string is not closed", "end it with `'` on the same line")
    case .curlyQuote: ("this is a typographic quote", "write `\"…\"` with straight quotes")
    case .dash: ("this is a dash, not a minus sign", .write("-"))
    case .superscriptLetter(let character, let power):
      ("`\(character)` is no part of a name, and no power", power.map { .write($0) } ?? "write `^` and the exponent")
    case .numberTooLarge(let number): ("`\(number)` is too large a number", "the largest is about `1.8e308`")
    case .fileTooLarge: ("the file is too large", "a flow file has less than 2 GB")
    }
  }

  private static func quoted(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first else { return "" }
    switch ScalarKind(of: scalar) {
    case .unseen, .mark:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    default: return "`\(character)`"
    }
  }
}
