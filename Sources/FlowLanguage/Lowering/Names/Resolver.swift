/// What the names of a file mean at the place that is being lowered: in the file itself, in a call of a function, in
/// a turn of a loop.
struct Resolver {
  /// What a name means.
  struct Meaning {
    static let nothing: Int32 = -1
    /// Defined by a statement that is wrong; its uses are no errors of their own.
    static let poisoned: Int32 = -2

    /// The graph's node, `nothing` or `poisoned`.
    var node = Meaning.nothing
    /// The first statement that defines it; −1 for none.
    var definer: Int32 = -1

    var isNode: Bool { node >= 0 }
  }

  /// A name of whose indices `h[0]`, `h[1]` each is a node.
  struct Family {
    let statement: Int
    /// How many indices its members have.
    let count: Int
    /// A member may be defined in a block whose head cannot be read.
    var isOpen: Bool
  }

  /// A call of a function or a turn of a loop, with the names of its own.
  struct Scope {
    enum Kind {
      /// `prefix`: what stands before the names of its nodes, `h.`.
      case call(prefix: String)
      case turn(variable: Int, number: Int)
    }
    let kind: Kind
    var meanings: [Int: Meaning]

    var isCall: Bool { if case .call = kind { true } else { false } }
  }

  let words: Words
  private(set) var families: [Int: Family] = [:]
  /// Where blocks end, what they define, and the file's functions.
  private(set) var blocks = BlockTable()
  /// Calls and turns that are being lowered, innermost last.
  private(set) var scopes: [Scope] = []
  private var table: NameTable
  /// By name, outside all calls and turns.
  private var file: [Meaning]
  private var used: [Bool]
  /// Names of nodes within calls and turns; no two are alike.
  private var localNames: Set<String> = []

  init(_ tree: SyntaxTree, _ words: Words) {
    self.words = words
    table = tree.names
    file = [Meaning](repeating: Meaning(), count: table.count)
    used = [Bool](repeating: false, count: table.count)
    survey(tree)
  }

  // MARK: Meanings

  /// A call knows its own names and those of the file, but not those of who calls.
  subscript(name: Int) -> Meaning {
    get {
      if let scope = scope(of: name), let meaning = scopes[scope].meanings[name] { return meaning }
      return name < file.count ? file[name] : Meaning()
    }
    set {
      if let scope = scope(of: name) {
        scopes[scope].meanings[name] = newValue
      } else {
        setInFile(name, newValue)
      }
    }
  }

  private func scope(of name: Int) -> Int? {
    for place in scopes.indices.reversed() {
      if scopes[place].meanings[name] != nil { return place }
      if scopes[place].isCall { return nil }
    }
    return nil
  }

  private mutating func setInFile(_ name: Int, _ meaning: Meaning) {
    // Names such as `h[3]` come up while lowering.
    if name >= file.count { file += repeatElement(Meaning(), count: name + 1 - file.count) }
    file[name] = meaning
  }

  mutating func poison(_ name: Int) {
    if self[name].node == Meaning.nothing { self[name].node = Meaning.poisoned }
  }

  /// The number that a loop's variable is now.
  func loopNumber(_ name: Int) -> Int? {
    guard let scope = scope(of: name), case .turn(name, let number) = scopes[scope].kind,
      scopes[scope].meanings[name]?.node == Meaning.nothing
    else { return nil }
    return number
  }

  mutating func use(_ name: Int) {
    if name >= used.count { used += repeatElement(false, count: name + 1 - used.count) }
    used[name] = true
  }

  func isUsed(_ name: Int) -> Bool { name < used.count && used[name] }

  mutating func open(family name: Int) { families[name]?.isOpen = true }

  // MARK: Texts

  /// The name as it was first written.
  func text(of name: Int) -> String { table.text(of: name) }

  /// The name as options are compared.
  func canonical(_ name: Int) -> String { table.canonical(name) }

  mutating func name(_ text: String) -> Int { table.name(text) }

  /// Whether a node has this name here.
  func meansNode(_ text: String) -> Bool { table.known(text).map { self[$0].isNode } ?? false }

  /// The number of a name that the file or the language has.
  func known(_ text: String) -> Int? { table.known(text) }

  /// Whether the file or the language has this name.
  func knows(_ text: String) -> Bool { table.contains(text) }

  // MARK: Scopes

  mutating func enterTurn(of loop: Int, _ variable: Int, _ number: Int) {
    var meanings = [variable: Meaning()]
    for (name, statement) in (blocks.locals[loop] ?? []).reversed() where name != variable {
      // What another loop defines is its own.
      let isElsewhere = blocks.loops[name].map { $0.loop != loop } ?? false
      meanings[name] = Meaning(definer: isElsewhere ? Int32(statement) : self[name].definer)
    }
    scopes.append(Scope(kind: .turn(variable: variable, number: number), meanings: meanings))
  }

  /// - Parameter parameters: what the function's parameters are in this call.
  mutating func enterCall(of function: Int, prefix: String, _ parameters: [(name: Int, node: Int32)]) {
    var meanings: [Int: Meaning] = [:]
    for (name, statement) in (blocks.locals[function] ?? []).reversed() {
      meanings[name] = Meaning(definer: Int32(statement))
    }
    for (name, node) in parameters { meanings[name] = Meaning(node: node, definer: Int32(function)) }
    scopes.append(Scope(kind: .call(prefix: prefix), meanings: meanings))
  }

  mutating func leaveScope() { scopes.removeLast() }

  private var innermostCall: Int? { scopes.lastIndex { $0.isCall } }

  /// The turns around, as their variables are now, outermost first: `i = 1`.
  var turns: [(variable: Int, number: Int)] {
    scopes.compactMap { if case .turn(let variable, let number) = $0.kind { (variable, number) } else { nil } }
  }

  /// The name by which the figure knows a node that is `written` so here: `z` in the third turn is `z[3]`, in the
  /// call that makes `h` it is `h.z`.
  mutating func figureName(_ written: String, isMember: Bool) -> String {
    guard !scopes.isEmpty else { return written }
    let call = innermostCall
    // A member outside all calls is unlike any other already.
    if isMember, call == nil { return written }
    var name = written
    if let call, case .call(let prefix) = scopes[call].kind { name = prefix + written }
    var suffix = ""
    if !isMember {
      let numbers = scopes[((call ?? -1) + 1)...].compactMap {
        if case .turn(_, let number) = $0.kind { String(number) } else { nil }
      }
      if !numbers.isEmpty { suffix = "[" + numbers.joined(separator: ", ") + "]" }
    }
    while !localNames.insert(name + suffix).inserted { name += "'" }
    return name + suffix
  }

  /// Binds a node to the name that it is written with, and to the one that the figure knows.
  mutating func bind(_ name: Int, _ figureName: String, isMember: Bool, to node: Int) {
    if isMember, let call = innermostCall {
      scopes[call].meanings[name] = Meaning(node: Int32(node), definer: self[name].definer)
    } else {
      self[name].node = Int32(node)
    }
    guard !scopes.isEmpty else { return }
    let known = table.name(figureName)
    guard known != name else { return }
    setInFile(known, Meaning(node: Int32(node), definer: known < file.count ? file[known].definer : -1))
    use(known)
  }

  // MARK: Before lowering

  /// Which names are defined where, so that a use above the definition can say so.
  private mutating func survey(_ tree: SyntaxTree) {
    var open: [Int] = []
    for (index, statement) in tree.statements.enumerated() {
      switch statement.kind {
      case .close:
        if let start = open.popLast() { blocks.ends[start] = index }
        continue
      case .function:
        if blocks.functions[statement.name] == nil { blocks.functions[statement.name] = index }
        if statement.value < 0 { open.append(index) }
        continue
      case .group, .loop: open.append(index)
      default: if statement.name >= 0 { surveyDefinition(index, statement, in: open, tree) }
      }
    }
    // What is never closed is an error already.
    for start in open { blocks.ends[start] = tree.statements.count }
  }

  private mutating func surveyDefinition(_ index: Int, _ statement: Statement, in open: [Int], _ tree: SyntaxTree) {
    let name = statement.name
    if statement.index >= 0 {
      let isOpen = open.contains { tree.statements[$0].isBrokenBlock } || families[name]?.isOpen == true
      families[name, default: Family(statement: index, count: statement.indices.count, isOpen: isOpen)].isOpen =
        isOpen
      return
    }
    let loops = open.filter { tree.statements[$0].kind == .loop }
    if let function = open.last(where: { tree.statements[$0].kind == .function }) {
      blocks.locals[function, default: []].append((name, index))
      if let loop = loops.last, loop > function { blocks.locals[loop, default: []].append((name, index)) }
      return
    }
    if file[name].definer < 0 {
      file[name].definer = Int32(index)
      if let loop = loops.last { blocks.loops[name] = (loop, loops.count) }
    } else if let first = blocks.loops[name], let loop = loops.last, first.loop != loop {
      blocks.repeated.insert(name)
    }
    if let loop = loops.last { blocks.locals[loop, default: []].append((name, index)) }
  }
}
