import Autodiff

/// What is legal, but probably not meant.
enum Oddity {
  case unusedName(String)
  case parameterWithoutEffect(parameter: String, output: String)
  case nothingComputed
  /// `dL/dw` below nodes of these two names.
  case derivativeOverQuotient(above: String, below: String)
  case tableHeader(path: String)
  /// The file's function has the name of one that the language has too.
  case ownFunction(String)
  case leftOut(String, reason: String)
  /// A node's name is a function's before a bracket.
  case nodeAndFunction(String)
  case numberAndNode(String, product: String)
  /// A column with a vector of as many numbers.
  case everyWithEvery(Shape, Shape, count: Int)
  /// `x @ b.T` of two vectors.
  case transposedVector(outer: String)

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
    case .ownFunction(let name): ("`\(name)(…)` is a function of the language too: here this one is meant", nil)
    case .nodeAndFunction(let name):
      ("`\(name)(…)` is the function here, and `\(name)` alone the node", "give the node another name")
    case .numberAndNode(let number, let product):
      ("`\(number)` is one number", "the product with the node is `\(product)`")
    case .everyWithEvery(let a, let b, let n):
      ("\(a) and \(b) make [\(n), \(n)], each of \(n) with each", "if \(n) pairs were meant, reshape one of the two")
    case .transposedVector(let outer):
      ("`@` takes a vector as it is, transposed or not: this is one number", "the outer product is `\(outer)`")
    case .tableHeader(let path):
      ("the first line of `\(path)` is its header, but holds numbers", "put the columns' names above it")
    case .leftOut(let line, let reason): ("`\(line)` is left out: \(reason)", nil)
    }
  }
}
