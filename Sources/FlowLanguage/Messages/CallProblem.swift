import Autodiff
import Letters

/// Calls of what is no function, or with other arguments than it takes.
enum CallProblem {
  case notAFunction(String)
  case unknownFunction(String, suggestion: String?)
  /// One of mathematics, and what it is here.
  case missingFunction(String, [String])
  /// With its inverse and one over it, each of the operand, if it has an inverse.
  case inverseFunction(String, [String])
  case argumentCount(function: String, expects: String, found: Int)
  /// How the call was probably meant, if that is certain.
  case optionByPosition(function: String, option: String, call: String?)
  case operandByName(function: String, String, call: String?)
  case shapeByPosition(call: String)
  /// Of a loss that takes scores, then the target.
  case targetFirst(function: String, call: String)
  case listOfOperands(function: String, call: String)
  case unknownOption(function: String, option: String, suggestion: String?, known: [String])
  case repeatedOption(String)
  case tooManyOptions(function: String, known: [String])
  case missingOption(function: String, option: String, example: String)
  case optionValue(option: String, expects: String)
  case optionRange(option: String, expects: String, found: String)
  case leafFunction(String)
  case keywordOutsideCall(String)
  case tableArguments
  /// A row or class that there is not, or half of one.
  case choice(function: String, found: Double, count: Int)
  case lossShapes(function: String, Shape, Shape)
  case classShapes(function: String, Shape, Shape)
  case crossShapes(Shape, Shape)
  case biasShape(function: String, maps: Int, Shape)
  case notSquare(function: String, Shape)
  case einsum(String, hint: String?)

  var wording: (String, Hint?) {
    switch self {
    case .notAFunction(let name): ("`\(name)` is a node, not a function", "`·` multiplies")
    case .unknownFunction(let name, let suggestion): ("there is no function `\(name)`", .meant(ifAny: suggestion))
    case .missingFunction(let name, let readings): ("there is no function `\(name)`", .either(ifAny: readings))
    case .inverseFunction(let name, let readings):
      (
        "`\(name)⁻¹(…)` could be the inverse or one over it",
        .either(ifAny: readings) ?? .advice("one over it is written `1/\(name)(…)`")
      )
    case .argumentCount(let function, let expects, let found): ("`\(function)` takes \(expects), not \(found)", nil)
    case .optionByPosition(let function, let option, let call):
      (
        option == "axis"
          ? "the axis of `\(function)` is written `axis=`"
          : "the options of `\(function)` are written with their names, such as `\(option)=`",
        call.map { .write($0) }
      )
    case .operandByName(let function, let name, let call):
      ("`\(name)` of `\(function)` is written without its name", call.map { .write($0) })
    case .shapeByPosition(let call): ("a shape is a whole number or a list", .write(call))
    case .targetFirst(let function, let call):
      ("`\(function)` takes the scores before their softmax, then the target", .write(call))
    case .listOfOperands(let function, let call):
      ("`\(function)` takes its operands one by one, not as a list", .write(call))
    case .unknownOption(let function, let option, let suggestion, let known):
      (
        "`\(function)` has no option `\(option)`",
        .meant(ifAny: suggestion)
          ?? .advice(
            known.isEmpty ? "it has no options" : "it has " + known.map { "`\($0)=`" }.joined(separator: ", "))
      )
    case .repeatedOption(let option): ("`\(option)=` is given twice", nil)
    case .tooManyOptions(let function, let known):
      (
        "`\(function)` takes no more than \(counted(known.count, "option"))",
        known.isEmpty ? nil : .advice("they are " + listed(known.map { $0 + "=" }))
      )
    case .missingOption(let function, let option, let example):
      ("`\(function)` needs \(option == "lr" ? "a learning rate" : "`\(option)=`")", "write `\(example)`")
    case .optionValue(let option, let expects): ("`\(option)` takes \(expects)", nil)
    case .optionRange(let option, let expects, let found): ("`\(option)` takes \(expects), not \(found)", nil)
    case .leafFunction(let function):
      ("`\(function)` gives a leaf its value", "write it on a line of its own: `input NAME = \(function)(…)`")
    case .keywordOutsideCall(let name): ("`\(name)=` can only stand in a call", nil)
    case .tableArguments:
      ("`csv` takes a file's name and perhaps its columns", "write `csv(\"data.csv\", columns=[\"a\", 2])`")
    case .choice(let function, let found, let count): Self.choice(function, found, count)
    case .lossShapes(let function, let a, let b):
      ("shapes \(a) and \(b) do not fit together in `\(function)`", "both hold one number for each example")
    case .classShapes(let function, let rows, let classes):
      (
        "shapes \(rows) and \(classes) do not fit together in `\(function)`",
        "the first holds a row of logarithms for each example, the second a class number"
      )
    case .crossShapes(let a, let b):
      ("shapes \(a) and \(b) do not fit together in `cross`", "both hold vectors with three entries")
    case .biasShape(let function, let maps, let shape):
      ("the bias of `\(function)` holds one number for each map, shape [\(maps)], but here is shape \(shape)", nil)
    case .notSquare(let function, let shape):
      ("`\(function)` needs a square matrix, but here is shape \(shape)", nil)
    case .einsum(let reason, let hint): (reason, hint.map { .advice($0) })
    }
  }

  private static func choice(_ function: String, _ found: Double, _ count: Int) -> (String, Hint?) {
    let thing = function == "embedding" ? "row" : "class"
    let known =
      count == 1 ? "there is only \(thing) 0" : "the \(thing == "row" ? "rows" : "classes") are 0 to \(count - 1)"
    guard let number = Int(exactly: found) else {
      return ("a \(thing) is a whole number, but here is \(found)", .advice(known))
    }
    return ("there is no \(thing) \(number): \(known)", nil)
  }
}

/// `a`, `b` and `c`.
func listed(_ names: [String]) -> String {
  let quoted = names.map { "`\($0)`" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
  return quoted.dropLast().joined(separator: ", ") + " and " + last
}
