/// Where the blocks of a file end and which names they define.
struct BlockTable {
  /// By the statement that opens a block: the one that closes it.
  var ends: [Int: Int] = [:]
  /// By the statement of a loop or a function: the names that it defines anew in each turn or call, with the first
  /// statement that defines each. Those of loops inside a function are the function's too.
  var locals: [Int: [(name: Int, statement: Int)]] = [:]
  /// By name: the statement of the function.
  var functions: [Int: Int] = [:]
  /// By a name that a loop defines, outside functions: the innermost such loop, and the variables of all loops
  /// around.
  var loops: [Int: (loop: Int, depth: Int)] = [:]
  /// Names that several loops define, each its own: from outside, none of them is meant.
  var repeated: Set<Int> = []
}

extension Statement {
  /// A block whose head could not be read.
  var isBrokenBlock: Bool { kind == .group && string == nil }
}
