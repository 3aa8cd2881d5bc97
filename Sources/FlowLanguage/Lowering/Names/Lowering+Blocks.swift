import Autodiff

/// The names of one call or of one turn of a loop, and what they meant outside.
struct Scope {
  struct Saved {
    let name: Int
    var binding: Int32
    var definer: Int32
    var number: Int?
  }

  /// What stands before the names of nodes in a call, `h.`; nil for a turn of a loop.
  let prefix: String?
  /// The loop's variable.
  let turn: Int
  var saved: [Saved] = []
}

extension Lowering {
  /// Calls and turns of loops in a file, at most.
  static let turnLimit = 250_000
  /// Nodes that they may make, at most.
  static let nodeLimit = 20_000_000

  mutating func lowerBlock(_ index: Int, _ statement: Statement, inside: Range<Int>) {
    switch statement.kind {
    case .function: if isAllowed(statement) { declareFunction(statement) }
    case .loop: lowerLoop(index, statement, inside: inside)
    default:
      guard !statement.isBrokenBlock else { return poison(statements: inside) }
      groups.open(.block, string(statement.string) ?? "", at: recorder.nodeCount)
      lower(statements: inside)
      groups.close(at: recorder.nodeCount)
    }
  }

  /// Notes nothing about what cannot be followed.
  private mutating func poison(statements range: Range<Int>) {
    for index in range { poison(tree.statements[index]) }
  }

  // MARK: Where statements may stand

  /// Whether a statement may stand in the blocks around it; notes it if not.
  mutating func isAllowed(_ statement: Statement) -> Bool {
    guard let scope = scopes.last else { return true }
    let isInCall = scopes.contains { $0.prefix != nil }
    let isFine =
      switch statement.kind {
      case .expect, .outcome, .loss, .output: !isInCall
      default: false
      }
    guard !isFine else { return true }
    var end = statement.range.lowerBound
    while end < statement.range.upperBound, tree.bytes[end] >= UInt8(ascii: "a"), tree.bytes[end] <= UInt8(ascii: "z")
    {
      end += 1
    }
    let keyword = statement.range.lowerBound..<end
    findings.add(
      .notInside(keyword: tree.text(keyword), block: isInCall || scope.prefix != nil ? "def" : "for"), at: keyword)
    poison(statement)
    return false
  }

  // MARK: Loops

  private mutating func lowerLoop(_ index: Int, _ statement: Statement, inside: Range<Int>) {
    let head = tree.heads[statement.claim]
    guard let (variable, variableRange) = head.names.first, let lower = whole(head.lower),
      let upper = whole(head.upper)
    else { return poison(statements: inside) }
    let written = tree.text(variableRange)
    if words.isReserved(variable) {
      findings.add(.reservedName(written), at: variableRange)
      return poison(statements: inside)
    }
    let bounds = tree.nodes[Int(head.lower)].range.lowerBound..<tree.nodes[Int(head.upper)].range.upperBound
    guard lower <= upper else {
      findings.add(.emptyLoop(from: lower, to: upper), at: bounds)
      return poison(statements: inside)
    }
    guard upper - lower < Lowering.turnLimit else {
      findings.add(.tooManyTurns(limit: Lowering.turnLimit), at: bounds)
      return poison(statements: inside)
    }
    let errors = findings.errors.count
    for number in lower...upper {
      var scope = Scope(prefix: nil, turn: variable)
      save(variable, in: &scope)
      for (name, _) in blocks.locals[index] ?? [] { save(name, keepingDefiner: true, in: &scope) }
      scopes.append(scope)
      numbers[variable] = number
      groups.open(.iteration(written), "\(written) = \(number)", at: recorder.nodeCount)
      self.lower(statements: inside)
      groups.close(at: recorder.nodeCount)
      leaveScope()
      if let problem = tooMuch { findings.add(problem, at: bounds) }
      // The other turns would repeat it.
      if findings.errors.count > errors || returned != nil { return poisonMembers(inside) }
    }
  }

  /// Members of families that a broken loop would have defined.
  private mutating func poisonMembers(_ range: Range<Int>) {
    for index in range where tree.statements[index].index >= 0 { families[tree.statements[index].name]?.open = true }
    for index in range where tree.statements[index].index < 0 { poison(tree.statements[index]) }
  }

  /// Set as soon as the file makes more than anybody can look at: calls of calls double quickly.
  var tooMuch: Problem? {
    if groups.groups.count > Lowering.turnLimit { return .tooManyTurns(limit: Lowering.turnLimit) }
    return recorder.nodeCount > Lowering.nodeLimit ? .tooManyNodes(limit: Lowering.nodeLimit) : nil
  }

  // MARK: Scopes

  /// Takes a name's meaning away until the scope is left.
  mutating func save(_ name: Int, keepingDefiner: Bool = false, in scope: inout Scope) {
    scope.saved.append(
      Scope.Saved(
        name: name, binding: bindings[name], definer: definers[name], number: numbers.removeValue(forKey: name)))
    bindings[name] = Lowering.unbound
    if !keepingDefiner { definers[name] = -1 }
  }

  mutating func leaveScope() {
    guard let scope = scopes.popLast() else { return }
    if scope.prefix == nil { numbers[scope.turn] = nil }
    for saved in scope.saved.reversed() {
      bindings[saved.name] = saved.binding
      definers[saved.name] = saved.definer
      numbers[saved.name] = saved.number
    }
  }

  /// Exchanges what the names of all scopes mean inside and outside: a function knows the names where it is defined, not those where
  /// it is called.
  mutating func exchangeScopes(outwards: Bool) {
    for place in scopes.indices {
      let index = outwards ? scopes.count - 1 - place : place
      let count = scopes[index].saved.count
      for step in 0..<count {
        let entry = outwards ? count - 1 - step : step
        let saved = scopes[index].saved[entry]
        scopes[index].saved[entry] = Scope.Saved(
          name: saved.name, binding: bindings[saved.name], definer: definers[saved.name],
          number: numbers[saved.name])
        bindings[saved.name] = saved.binding
        definers[saved.name] = saved.definer
        numbers[saved.name] = saved.number
      }
    }
  }

  /// The name by which the figure knows a node that is `written` so here: `z` in the third turn is `z[3]`, in the call that makes
  /// `h` it is `h.z`.
  mutating func figureName(_ written: String, isMember: Bool) -> String {
    guard !scopes.isEmpty else { return written }
    let call = scopes.lastIndex { $0.prefix != nil }
    let prefix = call.flatMap { scopes[$0].prefix } ?? ""
    var suffix = ""
    if !isMember {
      let turns = scopes[((call ?? -1) + 1)...].compactMap { numbers[$0.turn].map(String.init) }
      if !turns.isEmpty { suffix = "[" + turns.joined(separator: ", ") + "]" }
    }
    // A member outside all calls is unlike any other already.
    if isMember, call == nil { return written }
    var name = prefix + written
    while !localNames.insert(name + suffix).inserted { name += "'" }
    return name + suffix
  }

  /// Binds a node to the name that it is written with, and to the one that the figure knows.
  mutating func bind(_ name: Int, _ figureName: String, isMember: Bool, to node: Int) {
    if isMember, let call = scopes.lastIndex(where: { $0.prefix != nil }) {
      scopes[call].saved.append(
        Scope.Saved(name: name, binding: bindings[name], definer: definers[name], number: nil))
    }
    bindings[name] = Int32(node)
    guard !scopes.isEmpty else { return }
    let known = names.name(figureName)
    makeRoom(for: known)
    guard known != name else { return }
    bindings[known] = Int32(node)
    used[known] = true
  }
}
