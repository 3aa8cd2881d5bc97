/// Words that do not make a statement.
enum GrammarProblem {
  case expected(String, found: String)
  case unclosedBracket(String)
  case strayBracket(String)
  case tooDeep(limit: Int)
  case missingOperator(left: String?, right: String?)
  /// `exp x`
  case operandWithoutBrackets(function: String, operand: String)
  case chainedComparison(left: String, middle: String, right: String)
  case method(name: String, call: String?)
  case library(prefix: String, name: String, call: String?)
  case attribute(String)
  case augmented(name: String, rewritten: String)
  case equalsForDefinition(name: String)
  case equalsInClaim
  case expressionWithoutName(String)
  case notAStatement(String, suggestion: String?)
  case keywordAlone(keyword: String, name: String)
  case leafFamily
  case returnOutside
  case missingReturn

  var wording: (String, Hint?) {
    switch self {
    case .expected(let expected, let found): ("expected \(expected), found \(found)", nil)
    case .unclosedBracket(let bracket):
      ("`\(bracket)` is never closed", "add `\(bracket == "(" ? ")" : bracket == "[" ? "]" : "}")`")
    case .strayBracket(let bracket): ("`\(bracket)` closes nothing", nil)
    case .tooDeep(let limit):
      ("this is nested more than \(limit) deep", "give a part of it a name on a line of its own")
    case .missingOperator(let left?, let right?):
      ("an operator is missing between `\(left)` and `\(right)`", .write("\(left)*\(right)"))
    case .missingOperator: ("an operator is missing here", "write `*` between the two to multiply them")
    case .operandWithoutBrackets(let function, let operand):
      ("the operand of `\(function)` stands in brackets", .write("\(function)(\(operand))"))
    case .chainedComparison(let left, let middle, let right):
      ("comparisons do not chain", "write `(\(left))*(\(middle) \(right) …)`")
    case .method(let name, let call):
      ("there are no methods: `.\(name)` is not known", "write `\(call ?? name + "(…)")`")
    case .library(let prefix, let name, let call):
      ("there is no `\(prefix).`: functions have plain names", "write `\(Self.plainCall(name, call))`")
    case .attribute(let name): ("there is no `.\(name)`", "the only one is `.T`, the transpose")
    case .augmented(let name, let rewritten):
      ("a name is defined once: `\(name)` cannot be changed", "give the result a new name: `\(rewritten)`")
    case .equalsForDefinition(let name): ("`==` compares", "write `\(name) = …` to define `\(name)`")
    case .equalsInClaim: ("`==` compares inside expressions: a value is claimed by `=`", .write("="))
    case .expressionWithoutName(let text):
      ("this line defines nothing", "give it a name: `NAME = \(text.count <= 60 ? text : "…")`")
    case .notAStatement(let word, let suggestion):
      ("`\(word)` begins no statement", .meant(ifAny: suggestion))
    case .keywordAlone(let keyword, let name):
      ("`\(keyword) \(name)` does not say what `\(name)` is", "write `\(keyword) \(name) = …` where it is defined")
    case .leafFamily: ("a leaf cannot be a member of a family", "give it a name without brackets")
    case .returnOutside: ("`return` stands outside a `def`", nil)
    case .missingReturn: ("this `def` returns nothing", "end it with `return` and an expression")
    }
  }

  private static func plainCall(_ name: String, _ call: String?) -> String {
    if ["array", "tensor", "asarray"].contains(name), let call { return String(call.dropFirst().dropLast()) }
    return (Suggestion.function(name) ?? name) + (call ?? "")
  }
}
