import Autodiff

/// Claims that nothing can prove.
enum ClaimProblem {
  case negativeTolerance
  case toleranceShape
  case twoRelations
  case unknownRun(String, suggestion: String?)
  case noRuns(output: String?)
  /// A run, but not after how many of its steps.
  case runWithoutSteps(String)
  case rateWithoutSteps
  /// `∇J`, and a parameter.
  case gradientSign(String, parameter: String?)
  /// `d³L/dw³`
  case thirdDerivative(String)
  /// `d²L/dw`
  case onceBelow(String, above: String)
  /// `dadbdc`: each way as it would be written.
  case twoWaysToSplit(String, ways: [String])
  case secondOfTensor(String, shape: Shape)
  case secondTooLarge(limit: Int)

  var wording: (String, Hint?) {
    switch self {
    case .negativeTolerance: ("a tolerance is a number from 0 on", nil)
    case .toleranceShape: ("a tolerance is one number, or has the shape of the claim", nil)
    case .twoRelations: ("a claim has one relation", "write a second `expect` for the other")
    case .unknownRun(let name, let suggestion):
      ("there is no run \"\(name)\"", suggestion.map { "did you mean \"\($0)\"?" })
    case .noRuns(let output):
      (
        "there is no `train` line, so there are no steps",
        "add for example `train \(output ?? "L") using gd(lr=0.1), steps=10`"
      )
    case .runWithoutSteps(let run):
      ("a claim about a run is about its state after some steps", "write for example `after 10 steps in \(run)`")
    case .rateWithoutSteps:
      ("`lr` is the learning rate of an update", "say which: `after 1 step` is the first")
    case .gradientSign(let name, let parameter):
      ("`∇\(name)` does not say by what", "write for example `d\(name)/d\(parameter ?? "w")`")
    case .thirdDerivative(let written): ("`\(written)`: derivatives are the first or the second", nil)
    case .onceBelow(let name, let above):
      (
        "a second derivative names what it is by twice",
        "write `∂²\(above)/∂\(name)²`, or for example `∂²\(above)/∂a∂b`"
      )
    case .twoWaysToSplit(let written, let ways):
      (
        "`\(written)` can be split in \(ways.count == 2 ? "two" : "several") ways",
        .advice("write " + ways.map { "`\($0)`" }.joined(separator: " or "))
      )
    case .secondOfTensor(let name, let shape):
      ("second derivatives are of one number, but `\(name)` has shape \(shape)", "name an entry of it")
    case .secondTooLarge(let limit):
      ("second derivatives are by at most \(limit) numbers at a time", "name entries")
    }
  }
}
