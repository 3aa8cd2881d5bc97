/// What is no word of the language.
enum WordProblem {
  case unknownCharacter(Character)
  case unclosedString
  case badEscape(String)
  case floorDivision, remainder, notEqual, singleQuote, curlyQuote, dash
  case bars
  case absoluteBars(inner: String)
  case rootSign
  case rootOf(String)
  case fractionSign(Character)
  case superscriptLetter(Character)
  case numberTooLarge(String)
  case fileTooLarge

  var wording: (String, Hint?) {
    switch self {
    case .unknownCharacter(let character): ("the character \(Self.quoted(character)) means nothing here", nil)
    case .unclosedString: ("this string is not closed", "end it with `\"` on the same line")
    case .badEscape(let escape): ("`\(escape)` is no escape", "the escapes are `\\\"`, `\\\\`, `\\n` and `\\u{…}`")
    case .floorDivision: ("there is no `//`", "write `floor(a/b)`")
    case .remainder: ("there is no `%`", "write `a - b*floor(a/b)`")
    case .notEqual: ("there is no `≠`", "write `1 - (a == b)`")
    case .singleQuote: ("strings stand in double quotes", "write `\"…\"`")
    case .curlyQuote: ("this is a typographic quote", "write `\"…\"` with straight quotes")
    case .dash: ("this is a dash, not a minus sign", .write("-"))
    case .bars: ("there are no bars `|x|`", "write `abs(x)`")
    case .absoluteBars(let inner): ("there are no bars `|x|`", .write("abs(\(inner))"))
    case .rootSign: ("there is no root sign", "write `sqrt(x)`")
    case .rootOf(let operand): ("there is no root sign", .write("sqrt(\(operand))"))
    case .fractionSign(let character): ("`\(character)` is no number here", .write(Self.fraction(character)))
    case .superscriptLetter(let character):
      ("`\(character)` is no part of a name, and no power", "write `^` and the exponent")
    case .numberTooLarge(let number): ("`\(number)` is too large a number", "the largest is about `1.8e308`")
    case .fileTooLarge: ("the file is too large", "a flow file has less than 2 GB")
    }
  }

  private static func quoted(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first else { return "" }
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate, .nonspacingMark, .enclosingMark, .spacingMark,
      .lineSeparator, .paragraphSeparator:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    default: return "`\(character)`"
    }
  }

  private static func fraction(_ character: Character) -> String {
    switch character {
    case "½": "1/2"
    case "⅓": "1/3"
    case "⅔": "2/3"
    case "¼": "1/4"
    case "¾": "3/4"
    case "⅕": "1/5"
    case "⅛": "1/8"
    default: character.unicodeScalars.first?.properties.numericValue.map { "\($0)" } ?? "0.5"
    }
  }
}
