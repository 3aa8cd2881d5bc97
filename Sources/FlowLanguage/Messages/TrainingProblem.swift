import Autodiff

/// `train` lines that cannot be run.
enum TrainingProblem {
  case unknownOptimizer(String, suggestion: String?)
  case unknownSchedule(String, suggestion: String?)
  case notASchedule, notAStart
  case decayTwice
  case tensorLoss(name: String, shape: Shape)
  case entryLoss(String)
  case leafLoss(String)
  case startOfOther(String, kind: String)
  case duplicateRun(String, line: Int)
  case noParameters
  case lossWithoutParameters(String)

  var wording: (String, Hint?) {
    switch self {
    case .unknownOptimizer(let name, let suggestion):
      (
        "there is no optimizer `\(name)`",
        .meant(ifAny: suggestion) ?? .advice("there are " + listed(OptimizerName.allCases.map { $0.rawValue }))
      )
    case .unknownSchedule(let name, let suggestion):
      (
        "there is no schedule `\(name)`",
        .meant(ifAny: suggestion) ?? .advice("there are " + listed(ScheduleName.allCases.map { $0.rawValue }))
      )
    case .notASchedule: ("this is no schedule", "write for example `schedule=cosine(steps=100)`")
    case .notAStart: ("`start` takes the parameters' values", "write for example `start=at(w1=1, w2=2)`")
    case .decayTwice:
      ("`adamw` has a weight decay of its own", "write `adamw(lr=…, weight_decay=…)`, or use `adam` with this one")
    case .tensorLoss(let name, let shape):
      (
        "training makes one number small, but `\(name)` has shape \(shape)",
        "make it one number, for example `\(Suggestion.next(name)) = sum(\(name))`"
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
    }
  }
}
