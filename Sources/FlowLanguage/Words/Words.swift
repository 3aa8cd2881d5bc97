import Autodiff

/// The keywords and the functions' names as numbers in a file's table of names: they are the first ones there.
struct Words {
  let title: Int, input: Int, target: Int, param: Int, loss: Int, output: Int
  let group: Int, def: Int, forEach: Int, train: Int, expect: Int, returning: Int
  let using: Int, within: Int, of: Int, after: Int, step: Int, steps: Int, converges: Int, diverges: Int
  let pi: Int, piLetter: Int, inf: Int, nan: Int, d: Int, lr: Int, capitalT: Int, e: Int, sumLetter: Int, sum: Int
  let conditional: Int, otherwise: Int, and: Int, or: Int, not: Int, lambda: Int
  let yes: Int, no: Int, nothing: Int
  /// By name: the function.
  private let functions: [Function?]

  init(_ names: inout NameTable) {
    title = names.name("title")
    input = names.name("input")
    target = names.name("target")
    param = names.name("param")
    loss = names.name("loss")
    output = names.name("output")
    group = names.name("group")
    def = names.name("def")
    forEach = names.name("for")
    train = names.name("train")
    expect = names.name("expect")
    returning = names.name("return")
    using = names.name("using")
    within = names.name("in")
    after = names.name("after")
    step = names.name("step")
    steps = names.name("steps")
    of = names.name("of")
    converges = names.name("converges")
    diverges = names.name("diverges")
    pi = names.name("pi")
    piLetter = names.name("π")
    inf = names.name("inf")
    nan = names.name("nan")
    d = names.name("d")
    lr = names.name("lr")
    capitalT = names.name("T")
    yes = names.name("True")
    no = names.name("False")
    nothing = names.name("None")
    e = names.name("e")
    sumLetter = names.name("Σ")
    conditional = names.name("if")
    otherwise = names.name("else")
    and = names.name("and")
    or = names.name("or")
    not = names.name("not")
    lambda = names.name("lambda")
    sum = names.name("sum")
    var table = [Function?](repeating: nil, count: names.count)
    for function in Function.all {
      for written in function.names {
        let name = names.name(written)
        while table.count <= name { table.append(nil) }
        table[name] = function
      }
    }
    functions = table
  }

  func function(_ name: Int) -> Function? { name < functions.count ? functions[name] : nil }

  /// Whether the bars of a tensor's entries may stand in a call: `mean(|x|²)`.
  func allowsBars(_ name: Int) -> Bool {
    switch function(name)?.form {
    case .pairOrReduction, .reduction(.sum), .reduction(.mean), .choose: true
    default: false
    }
  }

  func isStatementKeyword(_ name: Int) -> Bool {
    name == title || name == input || name == target || name == param || name == loss || name == output
      || name == group || name == def || name == forEach || name == train || name == expect
  }

  static let statementKeywords = [
    "title", "input", "target", "param", "loss", "output", "group", "def", "for", "train", "expect",
  ]

  /// Words of Python that begin no operand.
  func isPythons(_ name: Int) -> Bool {
    name >= conditional && name <= lambda || name == forEach || name == within
  }

  /// Words that stand behind a claim.
  func endsClaim(_ name: Int) -> Bool {
    name == after || name == within || name == converges || name == diverges || name == step || name == steps
      || name == of
  }

  func isReserved(_ name: Int) -> Bool { name == pi || name == piLetter || name == inf }
}
