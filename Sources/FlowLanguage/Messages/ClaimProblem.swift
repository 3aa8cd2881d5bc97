import Autodiff

/// Claims that nothing can prove.
enum ClaimProblem {
  case shape(quantity: String, is: Shape, claimed: Shape)
  case negativeTolerance
  case toleranceShape
  case unknownRun(String, suggestion: String?)
  case noRuns

  var wording: (String, Hint?) {
    switch self {
    case .shape(let quantity, let shape, let claimed):
      ("`\(quantity)` has shape \(shape), but the claim has shape \(claimed)", nil)
    case .negativeTolerance: ("a tolerance is a number from 0 on", nil)
    case .toleranceShape: ("a tolerance is one number, or has the shape of the claim", nil)
    case .unknownRun(let name, let suggestion):
      ("there is no run \"\(name)\"", suggestion.map { "did you mean \"\($0)\"?" })
    case .noRuns:
      ("there is no `train` line, so there are no steps", "add for example `train L using gd(lr=0.1), steps=10`")
    }
  }
}
