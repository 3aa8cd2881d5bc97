import Autodiff
import Letters

/// Lists, indices, shapes and tables that say no numbers.
enum ValueProblem {
  case tuple(String)
  case string
  case sliceOutsideIndex
  case emptyList
  /// `[0]*3`
  case raggedList(first: Shape, other: Shape)
  case notConstantIndex
  case notWhole
  case zeroStep
  case secondEllipsis
  case repeatedList(String)
  case conditionAsIndex(String)
  case mixedIndices
  case indexOfScalar(String)
  case entryNeedsAllAxes(String, shape: Shape)
  case badShape
  case table(path: String, reason: String, isMissing: Bool)

  var wording: (String, Hint?) {
    switch self {
    case .tuple(let text): ("`\(text)` is no value", "a vector is written in `[` and `]`")
    case .string: ("a string is no value", nil)
    case .sliceOutsideIndex: ("a slice can only stand in an index", nil)
    case .emptyList: ("a tensor without entries has no value", "write at least one entry")
    case .repeatedList(let call): ("a list times a number has the entries multiplied", .write(call))
    case .raggedList(let first, let other):
      ("the entries of a list have one shape, but here are \(first) and \(other)", nil)
    case .notConstantIndex:
      ("an index is a whole number, written out", "only whole numbers and `+ - *` can stand here")
    case .notWhole: ("this must be a whole number", nil)
    case .secondEllipsis: ("`...` can stand in an index only once", nil)
    case .conditionAsIndex(let text):
      ("`\(text)` is a condition, and an index is whole numbers", "keep the shape with `where(x > 0, x, 0)`")
    case .mixedIndices:
      (
        "here NumPy and PyTorch put the axes in different places",
        "index in two steps: `x[0][:, i]`"
      )
    case .zeroStep: ("the step of a slice cannot be 0", nil)
    case .indexOfScalar(let name): ("`\(name)` is one number: it has no entries", nil)
    case .entryNeedsAllAxes(let name, let shape):
      ("`\(name)` has shape \(shape): an entry takes \(counted(shape.rank, "index", "indices"))", nil)
    case .badShape: ("a shape is a whole number from 1 on, or a list of them", "write for example `[2, 3]`")
    case .table(let path, let reason, _): ("`\(path)` cannot be read: \(reason)", nil)
    }
  }
}
