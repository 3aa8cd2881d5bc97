import Autodiff
import Letters

extension Catalogue {
  static func aboutTraining(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .unknownOptimizer(let name, let suggestion):
      (
        "there is no optimizer `\(name)`",
        didYouMean(suggestion) ?? "there are " + listed(OptimizerName.allCases.map { $0.rawValue })
      )
    case .unknownSchedule(let name, let suggestion):
      (
        "there is no schedule `\(name)`",
        didYouMean(suggestion) ?? "there are " + listed(ScheduleName.allCases.map { $0.rawValue })
      )
    case .missingOption(let function, let option, let example):
      ("`\(function)` needs \(option == "lr" ? "a learning rate" : "`\(option)=`")", "write `\(example)`")
    case .tooManyOptions(let function, let known):
      (
        "`\(function)` takes no more than \(counted(known.count, "option", "options"))",
        known.isEmpty ? nil : "they are " + listed(known.map { $0 + "=" })
      )
    case .notASchedule: ("this is no schedule", "write for example `schedule=cosine(steps=100)`")
    case .notAStart: ("`start` takes the parameters' values", "write for example `start=at(w1=1, w2=2)`")
    case .optionRange(let option, let expects, let found): ("`\(option)` takes \(expects), not \(found)", nil)
    case .decayTwice:
      ("`adamw` has a weight decay of its own", "write `adamw(lr=…, weight_decay=…)`, or use `adam` with this one")
    case .tensorLoss(let name, let shape):
      (
        "training makes one number small, but `\(name)` has shape \(shape)",
        "make it one number, for example `\(Spelling.next(name)) = sum(\(name))`"
      )
    case .entryLoss(let entry):
      ("an entry cannot be trained", "give it a name on a line of its own: `NAME = \(entry)`")
    case .leafLoss(let name): ("`\(name)` is a leaf: training makes a computed number small", nil)
    case .startOfOther(let name, let kind):
      ("`\(name)` is \(kind): training moves parameters only", "another value for all runs is given by `--set`")
    case .duplicateRun(let name, let line):
      ("a run \"\(name)\" is on line \(line) already", "give this one another name")
    case .noParameters: ("there is nothing to train: the file has no `param`", "add for example `param w = 1`")
    case .lossWithoutParameters(let name):
      ("`\(name)` depends on no parameter, so there is nothing to train", nil)
    case .unknownRun(let name, let suggestion):
      ("there is no run \"\(name)\"", suggestion.map { "did you mean \"\($0)\"?" })
    default:
      ("there is no `train` line, so there are no steps", "add for example `train L using gd(lr=0.1), steps=10`")
    }
  }

  /// `a`, `b` and `c`.
  private static func listed(_ names: [String]) -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}
