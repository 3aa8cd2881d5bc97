import Autodiff

extension Lowering {
  /// The node that a name in an expression means.
  mutating func lookUp(_ name: Int, at range: Range<Int>) -> Int32 {
    // A function is called below its definition, and knows only what stands above that.
    if bindings[name] >= 0, !activeFunctions.isEmpty, Int(definers[name]) > current {
      missing(name, tree.text(range), at: range)
      return -1
    }
    if bindings[name] >= 0, case .definition = place {
      used[name] = true
      return bindings[name]
    }
    if let number = loopNumber(name) { return leaf(Double(number)) }
    if words.isReserved(name) { return leaf(name == words.inf ? Double.infinity : Double.pi) }
    if isNan(name) { return leaf(Double.nan) }
    let written = tree.text(range)
    switch place {
    case .leaf, .claim:
      guard bindings[name] == Lowering.unbound, definers[name] < 0, families[name] == nil else {
        used[name] = true
        if case .leaf = place {
          findings.add(.nameInLeaf(written), at: range)
        } else {
          findings.add(.nameInConstant(written), at: range)
        }
        return -1
      }
    case .definition: break
    }
    missing(name, written, at: range)
    return -1
  }

  /// Notes why a name means no node here.
  mutating func missing(_ name: Int, _ written: String, at range: Range<Int>) {
    used[name] = true
    if bindings[name] == Lowering.poisoned { return }
    if let family = families[name] {
      if family.open { return }
      let index = tree.statements[family.statement].index
      let member = whole(index).map { "\(names.spelling(of: name))[\($0)]" }
      return findings.add(.familyAlone(written, member: member), at: range)
    }
    if let (loop, depth) = blocks.loops[name], bindings[name] == Lowering.unbound, loop < current,
      blocks.ends[loop].map({ $0 < current }) == true
    {
      let line = lines.line(of: tree.statements[loop].range.lowerBound)
      return findings.add(.insideLoop(written, line: line, last: depth == 1 ? lastTurn(name, loop) : nil), at: range)
    }
    let definer = Int(definers[name])
    if definer == current { return findings.add(.definedByItself(written), at: range) }
    if definer > current {
      let line = lines.line(of: tree.statements[definer].range.lowerBound)
      return findings.add(.usedBeforeDefinition(written, line: line), at: range)
    }
    if words.function(name) != nil { return findings.add(.functionWithoutCall(written), at: range) }
    findings.add(.unknownName(written, suggestion: Spelling.nearest(written, among: knownNames)), at: range)
  }

  /// `z[20]`, the node of the loop's last turn.
  private func lastTurn(_ name: Int, _ loop: Int) -> String? {
    wholeNumber(tree.heads[tree.statements[loop].claim].upper).map { names.spelling(of: name) + "[\($0)]" }
  }

  /// The number that a loop variable is now.
  func loopNumber(_ name: Int) -> Int? {
    numbers.isEmpty || bindings[name] != Lowering.unbound ? nil : numbers[name]
  }

  /// Whether `a[3]` is a node and no entry: a member of a family, or what a loop has defined in its third turn.
  func isMember(_ node: ExpressionNode) -> Bool {
    let base = tree.nodes[Int(node.a)]
    guard base.kind == .name, !families.isEmpty || !blocks.loops.isEmpty else { return false }
    return families[Int(base.a)] != nil
      || bindings[Int(base.a)] == Lowering.unbound && blocks.loops[Int(base.a)] != nil
  }

  /// `z[3]` of a loop that lies above.
  mutating func turnMember(_ node: ExpressionNode) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    let subscripts = children(node)
    guard let depth = blocks.loops[Int(base.a)]?.depth, subscripts.count == depth,
      let name = turnName(Int(base.a), subscripts)
    else { return lookUp(Int(base.a), at: base.range) }
    guard bindings[name] >= 0 else {
      let written = tree.text(node.range)
      return fail(.familyMember(written, suggestion: Spelling.nearest(written, among: knownNames)), node)
    }
    used[Int(base.a)] = true
    return lookUp(name, at: node.range)
  }

  /// The name of what loops define in the turns with these numbers: `z[1, 3]`.
  mutating func turnName(_ base: Int, _ subscripts: some Sequence<Int32>) -> Int? {
    var numbers: [String] = []
    for child in subscripts {
      guard child >= 0, tree.nodes[Int(child)].kind != .slice, let number = whole(child) else { return nil }
      numbers.append(String(number))
    }
    let name = names.name(names.spelling(of: base) + "[" + numbers.joined(separator: ", ") + "]")
    makeRoom(for: name)
    return name
  }

  /// `h.z`: a node within the call that makes `h`.
  mutating func nodeInCall(_ node: ExpressionNode) -> Int32 {
    let name = names.name(Spelling.dotted(tree.text(node.range)))
    makeRoom(for: name)
    guard bindings[name] >= 0 else {
      let point = tree.nodes[Int(node.a)].range.upperBound
      findings.add(.attribute(names.spelling(of: Int(node.b))), at: point..<node.range.upperBound)
      return -1
    }
    return lookUp(name, at: node.range)
  }

  /// The latest names that can be used here, as they were written. None behind more errors than are printed, so that
  /// guessing stays cheap.
  var knownNames: [String] {
    guesses ? definitions.suffix(2000).map { $0.name } : []
  }

  /// Whether an error's hint is worth a search.
  var guesses: Bool { findings.errors.count < 2 * Listing.shown }

  /// `h[3]` of the family `h`.
  mutating func familyMember(_ node: ExpressionNode) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    let subscripts = children(node)
    let family = Int(base.a)
    used[family] = true
    guard subscripts.count == 1, let index = subscripts.first, tree.nodes[Int(index)].kind != .slice else {
      return fail(.familyIndices(tree.text(base.range)), node)
    }
    guard let name = member(of: family, index: index) else { return -1 }
    guard case .definition = place else { return lookUp(name, at: node.range) }
    if bindings[name] >= 0 {
      used[name] = true
      return bindings[name]
    }
    if families[family]?.open == true || bindings[name] == Lowering.poisoned { return -1 }
    if definers[name] == Int32(current) { return fail(.definedByItself(tree.text(node.range)), node) }
    if let later = laterMember(family, name) {
      let line = lines.line(of: tree.statements[later].range.lowerBound)
      return fail(.usedBeforeDefinition(tree.text(node.range), line: line), node)
    }
    // In a loop, the name of this turn: `h[0]` for `h[i - 1]`.
    let written = names.spelling(of: name)
    return fail(.familyMember(written, suggestion: Spelling.nearest(written, among: knownNames)), node)
  }

  /// The statement from the current one on that defines a family's member.
  private mutating func laterMember(_ family: Int, _ name: Int) -> Int? {
    for index in current..<tree.statements.count {
      let statement = tree.statements[index]
      if statement.name == family, statement.index >= 0, statement.depth == 0,
        member(of: family, index: statement.index) == name
      {
        return index
      }
    }
    return nil
  }
}
