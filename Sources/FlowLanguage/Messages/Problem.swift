import Autodiff

/// What can be wrong or odd, as evidence; `Catalogue` has the words, one wording each.
enum Problem {
  // Words.
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

  // Grammar.
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
  case claimSide
  case claimKeyword(String)

  // Names.
  case unknownName(String, suggestion: String?)
  case functionWithoutCall(String)
  case usedBeforeDefinition(String, line: Int)
  case definedByItself(String)
  case alreadyDefined(String, line: Int, rewritten: String)
  case reservedName(String)
  case familyAlone(String, member: String?)
  case familyClash(String, line: Int)
  case familyMember(String, suggestion: String?)
  case familyIndices(String)
  case nameInLeaf(String)
  case nameInConstant(String)
  case secondOutput(String, line: Int)
  case secondTitle(line: Int)
  case insideLoop(String, line: Int, last: String?)
  case builtInFunction(String)

  // Blocks.
  case recursion(String)
  case callsTooDeep(limit: Int)
  case callInConstant(String)
  case notInside(keyword: String, block: String)
  case returnInLoop, afterReturn
  case emptyLoop(from: Int, to: Int)
  case tooManyTurns(limit: Int)
  case tooManyNodes(limit: Int)

  // Functions and values.
  case notAFunction(String, callText: String)
  case unknownFunction(String, suggestion: String?)
  case inverseFunction(String)
  case argumentCount(function: String, expects: String, found: Int)
  case axisByPosition(function: String, call: String)
  case shapeByPosition(call: String)
  case listOfOperands(function: String, call: String)
  case unknownOption(function: String, option: String, suggestion: String?, known: [String])
  case repeatedOption(String)
  case optionValue(option: String, expects: String)
  case leafFunction(String)
  case tupleValue(String)
  case stringValue
  case keywordOutsideCall(String)
  case sliceOutsideIndex
  case emptyList
  case raggedList(first: Shape, other: Shape)
  case notConstantIndex
  case notWhole
  case zeroStep
  case indexOfScalar(String)
  case nanOutsideClaim
  case badShape
  case shape(ShapeError)
  /// A row or class that there is not, or half of one.
  case choice(function: String, found: Double, count: Int)
  case lossShapes(function: String, Shape, Shape)
  case table(path: String, reason: String, isMissing: Bool)
  case tableArguments

  // The file.
  case nothingDefined
  case tensorOutput(name: String, shape: Shape)
  case noSuchLeaf(String, suggestion: String?)
  case notALeaf(String)
  case settingShape(name: String, is: Shape, given: Shape)
  case badSetting(String)

  // Claims.
  case entryNeedsAllAxes(String, shape: Shape)
  case claimShape(quantity: String, is: Shape, claimed: Shape)
  case negativeTolerance
  case toleranceShape

  // Training.
  case unknownOptimizer(String, suggestion: String?)
  case unknownSchedule(String, suggestion: String?)
  case missingOption(function: String, option: String, example: String)
  case tooManyOptions(function: String, known: [String])
  case notASchedule, notAStart
  case optionRange(option: String, expects: String, found: String)
  case decayTwice
  case tensorLoss(name: String, shape: Shape)
  case entryLoss(String)
  case leafLoss(String)
  case startOfOther(String, kind: String)
  case duplicateRun(String, line: Int)
  case noParameters
  case lossWithoutParameters(String)
  case unknownRun(String, suggestion: String?)
  case noRuns

  // Odd.
  case tableHeader(path: String)
  case unusedName(String)
  case parameterWithoutEffect(parameter: String, output: String)
  case nothingComputed

  var severity: Diagnostic.Severity {
    switch self {
    case .tableHeader, .unusedName, .parameterWithoutEffect, .nothingComputed: .warning
    default: .error
    }
  }
}

/// A problem and its place.
struct Finding {
  let range: Range<Int>
  let problem: Problem
  /// Where a function is called whose body shows the problem.
  var callLine: Int?
}

/// What was found so far. Reading stops when there are more errors than anybody reads, so that noise costs no time.
struct Findings {
  static let limit = 1000
  private(set) var errors: [Finding] = []
  private(set) var warnings: [Finding] = []

  var isFull: Bool { errors.count >= Findings.limit }

  mutating func add(_ problem: Problem, at range: Range<Int>) {
    if problem.severity == .warning {
      warnings.append(Finding(range: range, problem: problem))
    } else if !isFull {
      errors.append(Finding(range: range, problem: problem))
    }
  }

  /// Says of the shapes that do not fit in a function's body, from the given error on, where it was called.
  mutating func addCall(line: Int, from first: Int) {
    for index in first..<max(errors.count, first) where errors[index].callLine == nil {
      if case .shape = errors[index].problem { errors[index].callLine = line }
    }
  }

  /// The errors in the order of the file.
  var sortedErrors: [Diagnostic] { Findings.sorted(errors) }
  var sortedWarnings: [Diagnostic] { Findings.sorted(warnings) }

  private static func sorted(_ findings: [Finding]) -> [Diagnostic] {
    let order = findings.indices.sorted {
      (findings[$0].range.lowerBound, $0) < (findings[$1].range.lowerBound, $1)
    }
    return order.map { Catalogue.diagnostic(findings[$0]) }
  }
}
