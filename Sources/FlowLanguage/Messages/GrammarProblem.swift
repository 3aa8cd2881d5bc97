/// Words that do not make a statement.
enum GrammarProblem {
  case expected(String, found: String)
  case unclosedBracket(String)
  case strayBracket(String)
  case tooDeep(limit: Int)
  case missingOperator(left: String?, right: String?, isLineEnd: Bool)
  /// What could be read in several ways; each as it would be written.
  case ambiguous(Ambiguity, [String])
  /// `w(x)`, where `w` is a node.
  case nodeBeforeBracket(String, product: String, entry: String, argument: String)
  /// `Σ x y`, with what is meant to be summed if that can be told.
  case sumWithoutBrackets(String, operand: String?)
  /// `a = 1, b = 2`, and as it is written here.
  case severalDefinitions(String)
  /// `∂L/∂w` outside of a claim.
  case derivativeOutsideClaim
  /// An operator or a word of another language, and this language's.
  case foreign(String, [String])
  /// `e^x`
  case exponential(String)
  /// `[x; h]`
  case rows([String])
  case braces([String])
  case nestedBars
  /// `⟨w, x⟩`
  case innerProduct([String])
  /// `𝟙[x > 0]`, `1{x > 0}`
  case indicator(String)
  /// `[x]₊`
  case positivePart(String)
  /// `0,5`
  case decimalComma(String)
  /// `z⁽¹⁾ = …`, `f(x) = …`, `y := …`: the head as it is written here.
  case head(String, String)
  case comment(String)
  /// `range(1, 4)`
  case range(String?)
  case statementOfPython(String)
  /// LaTeX's `\\frac`.
  case latex(String, [String])
  /// `exp x`
  case operandWithoutBrackets(function: String, operand: String)
  /// `sin^2(x)`
  case operandBehindPower(String)
  case chainedComparison(String)
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
      (
        "`\(bracket)` is never closed",
        "add `\(bracket == "(" ? ")" : bracket == "[" ? "]" : bracket == "{" ? "}" : bracket)`"
      )
    case .strayBracket(let bracket): ("`\(bracket)` closes nothing", nil)
    case .tooDeep(let limit):
      ("this is nested more than \(limit) deep", "give a part of it a name on a line of its own")
    case .missingOperator(_, _, isLineEnd: true):
      ("an operator or a comma is missing at the line's end", "what stands side by side stands on one line")
    case .missingOperator(let left?, let right?, _):
      ("an operator is missing between `\(left)` and `\(right)`", "a number stands left of what it multiplies")
    case .missingOperator: ("an operator is missing here", nil)
    case .ambiguous(let ambiguity, let readings): (ambiguity.message, .either(readings))
    case .nodeBeforeBracket(let name, let product, let entry, let argument):
      (
        "`\(name)` is a node, and `\(name)\(argument)` looks like a call",
        .otherwise(write: product, "for an entry write `\(entry)`, for a function `def \(name)\(argument) = …`")
      )
    case .sumWithoutBrackets(let sign, let operand):
      (
        "`\(sign)` sums what stands in brackets behind it",
        operand.map { .otherwise(write: "\(sign)(\($0))", "what is summed ends with the bracket") }
          ?? "write `\(sign)(…)`"
      )
    case .severalDefinitions(let separate): ("a statement defines one name", .write(separate))
    case .derivativeOutsideClaim:
      ("a derivative is no value of a definition", "claim it: `expect ∂L/∂w = …`; every figure shows it")
    case .foreign(let sign, let readings): ("there is no `\(sign)`", .either(ifAny: readings))
    case .exponential(let call): ("`e` is no number here", .write(call))
    case .rows(let readings): ("`;` parts no rows here", .either(ifAny: readings) ?? "a matrix is `[[1, 2], [3, 4]]`")
    case .nestedBars: ("this bar could close or open", "write `abs(…)` for the outer one")
    case .indicator(let condition): ("a condition in brackets is 1 or 0 itself", .write(condition))
    case .positivePart(let call): ("the positive part is the larger of it and 0", .write(call))
    case .innerProduct(let readings): ("an inner product is written `·`", .either(ifAny: readings))
    case .braces(let readings): ("braces are no brackets of an expression", .either(ifAny: readings))
    case .decimalComma(let number): ("a number has a point, no comma", .write(number))
    case .head(let what, let head): ("`\(what)` begins no definition", .line(head))
    case .comment(let sign): ("a comment begins with `#`, not with `\(sign)`", .write("#"))
    case .range(let bounds?):
      ("a loop goes from a number to a number", .otherwise(write: bounds, "the last turn is included: `\(bounds)`"))
    case .range(nil): ("a loop goes from a number to a number", "the last turn is included: `1..3` has three")
    case .statementOfPython(let word):
      ("there is no `\(word)` statement", "a value with a condition is `where(x > 0, x, 0)`")
    case .latex(let sign, let readings): ("`\(sign)` is LaTeX", .either(ifAny: readings))
    case .operandWithoutBrackets("σ", let operand):
      (
        "the operand of `σ` stands in brackets",
        .advice("it is the sigmoid, `σ(\(operand))`, until a node is called `σ`: a deviation is defined first")
      )
    case .operandWithoutBrackets(let function, let operand):
      ("the operand of `\(function)` stands in brackets", .write("\(function)(\(operand))"))
    case .operandBehindPower(let call): ("a function's operand stands right behind its name", .write(call))
    case .chainedComparison(let product): ("comparisons do not chain", .write(product))
    case .attribute(let name): ("there is no `.\(name)`", "the only one is `.T`, the transpose")
    case .augmented(let name, let rewritten):
      ("a name is defined once: `\(name)` cannot be changed", .line(rewritten))
    case .equalsForDefinition(let name): ("`==` compares", "write `\(name) = …` to define `\(name)`")
    case .equalsInClaim: ("`==` compares inside expressions: a value is claimed by `=`", .write("="))
    case .expressionWithoutName(let text):
      (
        "this line defines nothing",
        text.contains { $0 == "=" || $0 == ":" } ? nil : "give it a name: `NAME = \(text.count <= 60 ? text : "…")`"
      )
    case .notAStatement(let word, let suggestion):
      ("`\(word)` begins no statement", .meant(ifAny: suggestion))
    case .keywordAlone(let keyword, let name):
      ("`\(keyword) \(name)` does not say what `\(name)` is", "write `\(keyword) \(name) = …` where it is defined")
    case .leafFamily: ("a leaf cannot be a member of a family", "give it a name without brackets")
    case .returnOutside: ("`return` stands outside a `def`", nil)
    case .missingReturn: ("this `def` returns nothing", "end it with `return` and an expression")
    }
  }
}
