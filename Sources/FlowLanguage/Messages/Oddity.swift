/// What is legal, but probably not meant.
enum Oddity {
  case unusedName(String)
  case parameterWithoutEffect(parameter: String, output: String)
  case nothingComputed
  /// `dL/dw` below nodes of these two names.
  case derivativeOverQuotient(above: String, below: String)
  case tableHeader(path: String)

  var wording: (String, Hint?) {
    switch self {
    case .unusedName(let name): ("`\(name)` is never used", nil)
    case .parameterWithoutEffect(let parameter, let output):
      ("`\(output)` does not depend on the parameter `\(parameter)`: its gradient is 0", nil)
    case .derivativeOverQuotient(let above, let below):
      (
        "`\(above)/\(below)` is the derivative here, not the quotient of the nodes `\(above)` and `\(below)`",
        "the quotient is `(\(above))/\(below)`"
      )
    case .nothingComputed:
      ("nothing is computed: the file has leaves only", "add a definition such as `y = w*x`")
    case .tableHeader(let path):
      ("the first line of `\(path)` is its header, but holds numbers", "put the columns' names above it")
    }
  }
}
