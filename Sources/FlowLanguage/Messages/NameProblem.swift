/// Names that mean nothing, or something else.
enum NameProblem {
  case unknown(String, suggestion: String?)
  /// Names that were written without a sign between them.
  case product(String, written: String)
  /// `W'`, of which `W` is a node.
  case prime(String, transpose: String?)
  /// `x₁` of a tensor `x`.
  case entry(String, of: String)
  case functionWithoutCall(String)
  case usedBeforeDefinition(String, line: Int)
  case definedByItself(String)
  /// As it is written here and where it was first.
  case alreadyDefined(String, as: String, line: Int, rewritten: String)
  case reserved(String)
  case familyAlone(String, member: String?)
  case familyClash(String, line: Int)
  case familyIndices(String, count: Int)
  case insideSeveralLoops(String)
  case inLeaf(String)
  case inConstant(String)
  case secondOutput(String, line: Int)
  case secondTitle(line: Int)
  case insideLoop(String, line: Int, last: String?)
  case builtInFunction(String)

  var wording: (String, Hint?) {
    switch self {
    case .unknown(let name, let suggestion): ("there is no `\(name)`", .meant(ifAny: suggestion))
    case .product(let name, let written): ("there is no `\(name)`", .write(written))
    case .prime(let name, let transpose):
      (
        "there is no `\(name)`: a prime belongs to the name",
        transpose.map { .write($0) } ?? "the transpose is `ᵀ` or `.T`"
      )
    case .entry(let name, let base):
      ("there is no `\(name)`", "entries of `\(base)` are counted from 0: `\(base)[0]` is the first")
    case .functionWithoutCall(let name): ("`\(name)` is a function", "write `\(name)(…)`")
    case .usedBeforeDefinition(let name, let line):
      ("`\(name)` is used above its definition", "move line \(line), where `\(name)` is defined, above this one")
    case .definedByItself(let name):
      ("`\(name)` is defined by itself", "a figure has no cycles: use a new name on one of the two sides")
    case .alreadyDefined(let name, let first, let line, let rewritten):
      (
        "`\(name)` is already defined on line \(line)" + (first == name ? "" : " as `\(first)`: both are one name"),
        .line(rewritten)
      )
    case .reserved(let name): ("`\(name)` is a number and cannot be defined", "use another name")
    case .familyAlone(let name, let member):
      ("`\(name)` is a family of nodes", .advice("name one of them" + (member.map { ", such as `\($0)`" } ?? "")))
    case .familyClash(let name, let line):
      ("`\(name)` is already used on line \(line): a family and a node cannot share a name", "use another name")
    case .familyIndices(let name, count: 1):
      ("`\(name)` is a family: it takes one whole number", "write `\(name)[0]`; an entry of it is `\(name)[0][1]`")
    case .familyIndices(let name, let count):
      ("`\(name)` is a family: it takes \(count) whole numbers", "an entry of a member has brackets of its own")
    case .insideSeveralLoops(let name):
      ("several loops define a `\(name)` of their own", "give each another name to use it from outside")
    case .inLeaf(let name):
      ("the value of a leaf cannot use `\(name)`", "leave out the first word to make this a computed node")
    case .inConstant(let name): ("only numbers can stand here, not `\(name)`", nil)
    case .secondOutput(let name, let line): ("`\(name)` on line \(line) is the output already", "declare only one")
    case .secondTitle(let line): ("the title is on line \(line) already", "keep one of them")
    case .insideLoop(let name, let line, let last):
      (
        "`\(name)` is known only inside the loop that defines it on line \(line)",
        last.map { "that of the last turn is `\($0)`" }
      )
    case .builtInFunction(let name): ("`\(name)` is a function of the language", "use another name")
    }
  }
}
