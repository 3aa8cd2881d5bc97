/// Functions and loops that cannot be written out.
enum BlockProblem {
  case recursion(String)
  case callsTooDeep(limit: Int)
  case callInConstant(String)
  case notInside(keyword: String, block: String)
  case returnInLoop, afterReturn
  case emptyLoop(from: Int, to: Int)
  case tooManyTurns(limit: Int)
  case tooManyNodes(limit: Int)

  var wording: (String, Hint?) {
    switch self {
    case .recursion(let name):
      ("`\(name)` calls itself", "a figure is finite: write a loop, `for i in 1..3 { … }`")
    case .callsTooDeep(let limit): ("calls are nested more than \(limit) deep", nil)
    case .callInConstant(let name):
      ("`\(name)(…)` is computed in the graph and cannot stand here", "only numbers and the language's functions can")
    case .notInside(let keyword, let block):
      ("`\(keyword)` cannot stand inside a `\(block)`", "move it out of the block")
    case .returnInLoop: ("`return` cannot stand inside a loop", "return the last turn's node behind the loop")
    case .afterReturn: ("nothing behind `return` is reached", "let `return` be the last line of the `def`")
    case .emptyLoop(let from, let to):
      ("this loop has no turn: \(to) is less than \(from)", "both bounds are included: `1..3` has three turns")
    case .tooManyTurns(let limit): ("this makes more than \(limit) turns of loops and calls of functions", nil)
    case .tooManyNodes(let limit): ("the figure has more than \(limit) nodes here", nil)
    }
  }
}
