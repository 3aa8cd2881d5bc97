import Autodiff

/// What a file as a whole cannot be, and settings that do not fit it.
enum FileProblem {
  case nothingDefined
  case tensorLoss(name: String, shape: Shape, value: String)
  case noSuchLeaf(String, suggestion: String?)
  case notALeaf(String)
  case settingShape(name: String, is: Shape, given: Shape)
  case badSetting(String)

  var wording: (String, Hint?) {
    switch self {
    case .nothingDefined:
      ("there is nothing to draw: no node is defined", "begin with `input x = 2`, `param w = 3` and `y = w*x`")
    case .tensorLoss(let name, let shape, let value):
      ("a loss is one number, but `\(name)` has shape \(shape)", .write("sum(\(value))"))
    case .noSuchLeaf(let name, let suggestion): ("there is no leaf `\(name)`", .meant(ifAny: suggestion))
    case .notALeaf(let name): ("`\(name)` is computed", "only inputs, targets, parameters and constants can be set")
    case .settingShape(let name, let shape, let given):
      ("`\(name)` has shape \(shape), but the value given has shape \(given)", nil)
    case .badSetting(let text): ("`\(text)` sets nothing", "write `NAME=VALUE`")
    }
  }
}
