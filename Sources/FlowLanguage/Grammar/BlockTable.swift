/// Where the blocks of a file end and which names they define.
struct BlockTable {
  /// By the statement that opens a block: the one that closes it.
  var ends: [Int: Int] = [:]
  /// By the statement of a loop or a function: the names that it defines anew in each turn or call, with the first statement that
  /// defines each. Those of loops inside a function are the function's too.
  var locals: [Int: [(name: Int, statement: Int)]] = [:]
  /// By name: the statement of the function.
  var functions: [Int: Int] = [:]
  /// By a name that a loop defines, outside functions: the innermost such loop, and the variables of all loops around.
  var loops: [Int: (loop: Int, depth: Int)] = [:]
}

extension Lowering {
  /// Which names are defined where, so that a use above the definition can say so.
  mutating func survey() {
    var open: [Int] = []
    for (index, statement) in tree.statements.enumerated() {
      if statement.isTraining, let name = statement.string.map({ Strings.text(tree.bytes, $0).text }) {
        if runNames[name] == nil { runNames[name] = index }
      }
      switch statement.kind {
      case .close:
        if let start = open.popLast() { blocks.ends[start] = index }
        continue
      case .function:
        if blocks.functions[statement.name] == nil { blocks.functions[statement.name] = index }
        if statement.value < 0 { open.append(index) }
        continue
      case .group, .loop: open.append(index)
      default: if statement.name >= 0 { surveyDefinition(index, statement, in: open) }
      }
    }
    // What is never closed is an error already.
    for start in open { blocks.ends[start] = tree.statements.count }
  }

  private mutating func surveyDefinition(_ index: Int, _ statement: Statement, in open: [Int]) {
    let name = statement.name
    if statement.index >= 0 {
      let isOpen = open.contains { tree.statements[$0].isBrokenBlock }
      families[name, default: Family(statement: index, open: isOpen)].open = isOpen || families[name]?.open == true
      return
    }
    let loops = open.filter { tree.statements[$0].kind == .loop }
    if let function = open.last(where: { tree.statements[$0].kind == .function }) {
      blocks.locals[function, default: []].append((name, index))
      if let loop = loops.last, loop > function { blocks.locals[loop, default: []].append((name, index)) }
      return
    }
    if definers[name] < 0 {
      definers[name] = Int32(index)
      if let loop = loops.last { blocks.loops[name] = (loop, loops.count) }
    }
    if let loop = loops.last { blocks.locals[loop, default: []].append((name, index)) }
  }
}

extension Statement {
  /// A block whose head could not be read.
  var isBrokenBlock: Bool { kind == .group && string == nil }
}
