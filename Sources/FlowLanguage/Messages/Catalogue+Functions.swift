import Autodiff

extension Catalogue {
  static func aboutFunctions(_ problem: Problem) -> (String, String?) {
    switch problem {
    case .notAFunction(let name, let callText):
      ("`\(name)` is a node, not a function", "write `\(name)*\(callText)` to multiply")
    case .unknownFunction(let name, let suggestion): ("there is no function `\(name)`", didYouMean(suggestion))
    case .inverseFunction(let name): inverse(name)
    case .argumentCount(let function, let expects, let found):
      ("`\(function)` takes \(expects), not \(found)", nil)
    case .axisByPosition(let function, let call):
      ("the axis of `\(function)` is written `axis=`", "write `\(call)`")
    case .shapeByPosition(let call): ("a shape is a whole number or a list", "write `\(call)`")
    case .listOfOperands(let function, let call):
      ("`\(function)` takes its operands one by one, not as a list", "write `\(call)`")
    case .unknownOption(let function, let option, let suggestion, let known):
      (
        "`\(function)` has no option `\(option)`",
        didYouMean(suggestion)
          ?? (known.isEmpty ? "it has no options" : "it has " + known.map { "`\($0)=`" }.joined(separator: ", "))
      )
    case .repeatedOption(let option): ("`\(option)=` is given twice", nil)
    case .optionValue(let option, let expects): ("`\(option)` takes \(expects)", nil)
    case .leafFunction(let function):
      ("`\(function)` gives a leaf its value", "write it on a line of its own: `input NAME = \(function)(…)`")
    case .tupleValue(let text): ("`\(text)` is no value", "a vector is written in `[` and `]`")
    case .stringValue: ("a string is no value", nil)
    case .keywordOutsideCall(let name): ("`\(name)=` can only stand in a call", nil)
    case .sliceOutsideIndex: ("a slice can only stand in an index", nil)
    case .emptyList: ("a tensor without entries has no value", "write at least one entry")
    case .raggedList(let first, let other):
      ("the entries of a list have one shape, but here are \(first) and \(other)", nil)
    case .notConstantIndex:
      ("an index is a whole number, written out", "only whole numbers and `+ - *` can stand here")
    case .notWhole: ("this must be a whole number", nil)
    case .zeroStep: ("the step of a slice cannot be 0", nil)
    case .indexOfScalar(let name): ("`\(name)` is one number: it has no entries", nil)
    case .nanOutsideClaim: ("`nan` can only be claimed", "it stands in `expect` alone")
    case .badShape: ("a shape is a whole number from 1 on, or a list of them", "write for example `[2, 3]`")
    case .choice(let function, let found, let count): choice(function, found, count)
    case .lossShapes(let function, let a, let b):
      ("shapes \(a) and \(b) do not fit together in `\(function)`", "both hold one number for each example")
    case .table(let path, let reason, _): ("`\(path)` cannot be read: \(reason)", nil)
    case .tableHeader(let path):
      ("the first line of `\(path)` is its header, but holds numbers", "put the columns' names above it")
    default: ("`csv` takes a file's name and perhaps its columns", "write `csv(\"data.csv\", columns=[\"a\", 2])`")
    }
  }

  private static func choice(_ function: String, _ found: Double, _ count: Int) -> (String, String?) {
    let thing = function == "embedding" ? "row" : "class"
    let known =
      count == 1 ? "there is only \(thing) 0" : "the \(thing == "row" ? "rows" : "classes") are 0 to \(count - 1)"
    let number = found.rounded() == found && abs(found) < 1e15 ? "\(Int(found))" : "\(found)"
    if found.rounded() != found { return ("a \(thing) is a whole number, but here is \(number)", known) }
    return ("there is no \(thing) \(number): \(known)", nil)
  }

  private static func inverse(_ name: String) -> (String, String?) {
    let message = "`\(name)⁻¹(x)` could be the inverse or one over it"
    switch name {
    case "exp": return (message, "write `log(x)` or `1/exp(x)`")
    case "log", "ln": return (message, "write `exp(x)` or `1/\(name)(x)`")
    default: return (message, "write `1/\(name)(x)` for one over it")
    }
  }

  // MARK: Shapes

  static func aboutShapes(_ error: ShapeError) -> (String, String?) {
    switch error {
    case .mismatch(let primitive, let shapes): mismatch(primitive, shapes)
    case .axisOutOfRange(let axis, let rank):
      rank == 0
        ? ("there is no axis \(axis): this is one number", nil)
        : ("there is no axis \(axis): the axes are 0 to \(rank - 1)", nil)
    case .repeatedAxis(let axis): ("axis \(axis) is named twice", nil)
    case .indexOutOfRange(let index, let length):
      ("there is no entry \(index): the entries are 0 to \(length - 1)", nil)
    case .tooManyIndices(let count, let rank):
      (
        "\(counted(count, "index", "indices")) for a tensor with \(counted(rank, "axis", "axes"))",
        rank == 0 ? "it is one number and has no entries" : nil
      )
    case .reshape(let shape, let target):
      ("\(shape) holds \(counted(shape.count, "number", "numbers")) and cannot become \(Shape(target))", nil)
    case .rankTooLow(let primitive, let shape):
      ("`\(primitive.name)` needs a matrix, but here is shape \(shape)", nil)
    case .empty: ("nothing would be left: a tensor without entries has no value", nil)
    case .tooLarge(let shape): ("shape \(shape) is too large for the memory", nil)
    }
  }

  private static func mismatch(_ primitive: Primitive, _ shapes: [Shape]) -> (String, String?) {
    let listed = shapes.prefix(4).map { $0.description }
    let all =
      listed.count <= 1 ? listed.joined() : listed.dropLast().joined(separator: ", ") + " and " + (listed.last ?? "")
    var hint: String?
    if primitive == .matmul || primitive == .dot, shapes.count == 2 {
      if shapes.contains(where: { $0.isScalar }) {
        hint = "one number multiplies with `*`"
      } else if shapes[0].rank == 2, let last = shapes[1].dimensions.first, shapes[0].dimensions[0] == last {
        hint = "the left one fits when transposed: `.T`"
      } else {
        hint = "the last axis of the left must be as long as the first of the right"
      }
    }
    if primitive == .crossEntropy, let logits = shapes.first, logits.rank > 0 {
      let classes = Shape(Array(logits.dimensions.dropLast()))
      hint = "the target holds class numbers, shape \(classes), or rows of probabilities, shape \(logits)"
    }
    if shapes.count == 1 { return ("shape \(all) does not fit `\(primitive.name)`", hint) }
    return ("shapes \(all) do not fit together in `\(primitive.name)`", hint)
  }
}
