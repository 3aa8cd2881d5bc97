import Autodiff

/// The words for every problem: what is wrong, and what to write instead. The only place that has them.
enum Catalogue {
  static func diagnostic(_ finding: Finding) -> Diagnostic {
    var (message, hint) = words(finding.problem)
    if let line = finding.callLine { message += ", in the call on line \(line)" }
    let isMissingFile = if case .table(_, _, isMissing: true) = finding.problem { true } else { false }
    return Diagnostic(
      severity: finding.problem.severity, range: finding.range, message: message, hint: hint,
      isMissingFile: isMissingFile)
  }

  private static func words(_ problem: Problem) -> (message: String, hint: String?) {
    switch problem {
    case .unknownCharacter, .unclosedString, .badEscape, .floorDivision, .remainder, .notEqual, .singleQuote,
      .curlyQuote, .dash, .bars, .absoluteBars, .rootSign, .rootOf, .fractionSign, .superscriptLetter,
      .numberTooLarge, .fileTooLarge:
      aboutWords(problem)
    case .expected, .unclosedBracket, .strayBracket, .tooDeep, .missingOperator, .operandWithoutBrackets,
      .chainedComparison, .method, .library, .attribute, .augmented, .equalsForDefinition, .equalsInClaim,
      .expressionWithoutName, .notAStatement, .keywordAlone, .leafFamily, .returnOutside, .missingReturn, .claimSide,
      .claimKeyword:
      aboutGrammar(problem)
    case .unknownName, .functionWithoutCall, .usedBeforeDefinition, .definedByItself, .alreadyDefined, .reservedName,
      .familyAlone, .familyClash, .familyMember, .familyIndices, .nameInLeaf, .nameInConstant, .secondOutput,
      .secondTitle, .insideLoop, .builtInFunction:
      aboutNames(problem)
    case .recursion, .callsTooDeep, .callInConstant, .notInside, .returnInLoop, .afterReturn, .emptyLoop,
      .tooManyTurns, .tooManyNodes:
      aboutBlocks(problem)
    case .notAFunction, .unknownFunction, .inverseFunction, .argumentCount,
      .axisByPosition, .shapeByPosition, .listOfOperands, .unknownOption, .repeatedOption, .optionValue,
      .leafFunction,
      .tupleValue, .stringValue, .keywordOutsideCall, .sliceOutsideIndex, .emptyList, .raggedList, .notConstantIndex,
      .choice, .lossShapes,
      .notWhole, .zeroStep, .indexOfScalar, .nanOutsideClaim, .badShape, .table, .tableHeader, .tableArguments:
      aboutFunctions(problem)
    case .shape(let error):
      aboutShapes(error)
    case .nothingDefined, .tensorOutput, .noSuchLeaf, .notALeaf, .settingShape, .badSetting, .entryNeedsAllAxes,
      .claimShape, .negativeTolerance, .toleranceShape, .unusedName, .parameterWithoutEffect, .nothingComputed:
      aboutFiles(problem)
    case .unknownOptimizer, .unknownSchedule, .missingOption, .tooManyOptions, .notASchedule, .notAStart,
      .optionRange,
      .decayTwice, .tensorLoss, .entryLoss, .leafLoss, .startOfOther, .duplicateRun, .noParameters,
      .lossWithoutParameters, .unknownRun, .noRuns:
      aboutTraining(problem)
    }
  }

  /// `did you mean …?`, or nothing.
  static func didYouMean(_ suggestion: String?) -> String? { suggestion.map { "did you mean `\($0)`?" } }

  private static func aboutWords(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .unknownCharacter(let character):
      ("the character \(quoted(character)) means nothing here", nil)
    case .unclosedString: ("this string is not closed", "end it with `\"` on the same line")
    case .badEscape(let escape):
      ("`\(escape)` is no escape", "the escapes are `\\\"`, `\\\\`, `\\n` and `\\u{…}`")
    case .floorDivision: ("there is no `//`", "write `floor(a/b)`")
    case .remainder: ("there is no `%`", "write `a - b*floor(a/b)`")
    case .notEqual: ("there is no `≠`", "write `1 - (a == b)`")
    case .singleQuote: ("strings stand in double quotes", "write `\"…\"`")
    case .curlyQuote: ("this is a typographic quote", "write `\"…\"` with straight quotes")
    case .dash: ("this is a dash, not a minus sign", "write `-`")
    case .bars: ("there are no bars `|x|`", "write `abs(x)`")
    case .absoluteBars(let inner): ("there are no bars `|x|`", "write `abs(\(inner))`")
    case .rootSign: ("there is no root sign", "write `sqrt(x)`")
    case .rootOf(let operand): ("there is no root sign", "write `sqrt(\(operand))`")
    case .fractionSign(let character): ("`\(character)` is no number here", "write `\(fraction(character))`")
    case .superscriptLetter(let character):
      ("`\(character)` is no part of a name, and no power", "write `^` and the exponent")
    case .numberTooLarge(let number): ("`\(number)` is too large a number", "the largest is about `1.8e308`")
    default: ("the file is too large", "a flow file has less than 2 GB")
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

  private static func aboutGrammar(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .expected(let expected, let found): ("expected \(expected), found \(found)", nil)
    case .unclosedBracket(let bracket): ("`\(bracket)` is never closed", "add `\(partner(of: bracket))`")
    case .strayBracket(let bracket): ("`\(bracket)` closes nothing", nil)
    case .tooDeep(let limit):
      ("this is nested more than \(limit) deep", "give a part of it a name on a line of its own")
    case .missingOperator(let left?, let right?):
      ("an operator is missing between `\(left)` and `\(right)`", "write `\(left)*\(right)`")
    case .missingOperator: ("an operator is missing here", "write `*` between the two to multiply them")
    case .operandWithoutBrackets(let function, let operand):
      ("the operand of `\(function)` stands in brackets", "write `\(function)(\(operand))`")
    case .chainedComparison(let left, let middle, let right):
      ("comparisons do not chain", "write `(\(left))*(\(middle) \(right) …)`")
    case .method(let name, let call):
      ("there are no methods: `.\(name)` is not known", "write `\(call ?? name + "(…)")`")
    case .library(let prefix, let name, let call): libraryWords(prefix, name, call)
    case .attribute(let name): ("there is no `.\(name)`", "the only one is `.T`, the transpose")
    case .augmented(let name, let rewritten):
      ("a name is defined once: `\(name)` cannot be changed", "give the result a new name: `\(rewritten)`")
    case .equalsForDefinition(let name): ("`==` compares", "write `\(name) = …` to define `\(name)`")
    case .equalsInClaim: ("`==` compares inside expressions", "write `=` to claim a value")
    case .expressionWithoutName(let text):
      (
        "this line defines nothing",
        text.count <= 60 ? "give it a name: `NAME = \(text)`" : "give it a name: `NAME = …`"
      )
    case .notAStatement(let word, let suggestion): ("`\(word)` begins no statement", didYouMean(suggestion))
    case .keywordAlone(let keyword, let name):
      ("`\(keyword) \(name)` does not say what `\(name)` is", "write `\(keyword) \(name) = …` where it is defined")
    case .leafFamily: ("a leaf cannot be a member of a family", "give it a name without brackets")
    case .returnOutside: ("`return` stands outside a `def`", nil)
    case .missingReturn: ("this `def` returns nothing", "end it with `return` and an expression")
    case .claimSide:
      (
        "a claim is about a node, an entry or a derivative, not about another expression",
        "give the expression a name on a line of its own and claim that"
      )
    default: ("this is no claim", nil)
    }
  }

  private static func libraryWords(_ prefix: String, _ name: String, _ call: String?) -> (String, String?) {
    let message = "there is no `\(prefix).`: functions have plain names"
    let plain = Spelling.function(name) ?? name
    if ["array", "tensor", "asarray"].contains(name), let call {
      return (message, "write `\(call.dropFirst().dropLast())`")
    }
    return (message, "write `\(plain)\(call ?? "")`")
  }

  private static func partner(of bracket: String) -> String {
    switch bracket {
    case "(": ")"
    case "[": "]"
    default: "}"
    }
  }

  private static func aboutNames(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .unknownName(let name, let suggestion): ("there is no `\(name)`", didYouMean(suggestion))
    case .functionWithoutCall(let name): ("`\(name)` is a function", "write `\(name)(…)`")
    case .usedBeforeDefinition(let name, let line):
      ("`\(name)` is used above its definition", "move line \(line), where `\(name)` is defined, above this one")
    case .definedByItself(let name):
      ("`\(name)` is defined by itself", "a figure has no cycles: use a new name on one of the two sides")
    case .alreadyDefined(let name, let line, let rewritten):
      ("`\(name)` is already defined on line \(line)", "give this one a new name: `\(rewritten)`")
    case .reservedName(let name): ("`\(name)` is a number and cannot be defined", "use another name")
    case .familyAlone(let name, let member):
      ("`\(name)` is a family of nodes", member.map { "name one of them, such as `\($0)`" } ?? "name one of them")
    case .familyClash(let name, let line):
      ("`\(name)` is already used on line \(line): a family and a node cannot share a name", "use another name")
    case .familyMember(let name, let suggestion): ("there is no `\(name)`", didYouMean(suggestion))
    case .familyIndices(let name):
      ("`\(name)` is a family: it takes one whole number", "write `\(name)[0]`; an entry of it is `\(name)[0][1]`")
    case .nameInLeaf(let name):
      ("the value of a leaf cannot use `\(name)`", "leave out the first word to make this a computed node")
    case .nameInConstant(let name): ("only numbers can stand here, not `\(name)`", nil)
    case .secondOutput(let name, let line): ("`\(name)` on line \(line) is the output already", "declare only one")
    case .insideLoop(let name, let line, let last):
      (
        "`\(name)` is known only inside the loop that defines it on line \(line)",
        last.map { "that of the last turn is `\($0)`" }
      )
    case .builtInFunction(let name): ("`\(name)` is a function of the language", "use another name")
    case .secondTitle(let line): ("the title is on line \(line) already", "keep one of them")
    default: ("this name cannot stand here", nil)
    }
  }

  private static func aboutFiles(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .nothingDefined:
      ("there is nothing to draw: no node is defined", "begin with `input x = 2`, `param w = 3` and `y = w*x`")
    case .tensorOutput(let name, let shape):
      (
        "the output must be one number, but `\(name)` has shape \(shape)",
        "make it one number, for example `\(Spelling.next(name)) = sum(\(name))`"
      )
    case .noSuchLeaf(let name, let suggestion): ("there is no leaf `\(name)`", didYouMean(suggestion))
    case .notALeaf(let name): ("`\(name)` is computed", "only inputs, targets, parameters and constants can be set")
    case .settingShape(let name, let shape, let given):
      ("`\(name)` has shape \(shape), but the value given has shape \(given)", nil)
    case .badSetting(let text): ("`\(text)` sets nothing", "write `NAME=VALUE`")
    case .entryNeedsAllAxes(let name, let shape):
      ("`\(name)` has shape \(shape): an entry takes \(counted(shape.rank, "index", "indices"))", nil)
    case .claimShape(let quantity, let shape, let claimed):
      ("`\(quantity)` has shape \(shape), but the claim has shape \(claimed)", nil)
    case .negativeTolerance: ("a tolerance is a number from 0 on", nil)
    case .toleranceShape: ("a tolerance is one number, or has the shape of the claim", nil)
    case .unusedName(let name): ("`\(name)` is never used", nil)
    case .parameterWithoutEffect(let parameter, let output):
      ("`\(output)` does not depend on the parameter `\(parameter)`: its gradient is 0", nil)
    default: ("nothing is computed: the file has leaves only", "add a definition such as `y = w*x`")
    }
  }

  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    count == 1 ? "1 " + one : "\(count) " + many
  }
}
