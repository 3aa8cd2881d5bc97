import Autodiff
import Letters

extension Lowering {
  /// The node that a name in an expression means.
  mutating func lookUp(_ name: Int, at range: Range<Int>) throws(Unreadable) -> Int32 {
    let meaning = names[name]
    // A function is called below its definition, and knows only what stands above that.
    if meaning.isNode, !calls.active.isEmpty, Int(meaning.definer) > current {
      throw missing(name, tree.text(range), at: range)
    }
    if meaning.isNode, case .definition = place {
      names.use(name)
      return meaning.node
    }
    if case .claim = place {
      if meaning.isNode {
        names.use(name)
        return whole(Int(meaning.node))
      }
      if name == words.lr { return try learningRate(at: range) }
    }
    if let number = number(named: name) { return graph.leaf(number) }
    let written = tree.text(range)
    let isKnown = meaning.node != Resolver.Meaning.nothing || meaning.definer >= 0 || names.families[name] != nil
    switch place {
    case .leaf where isKnown:
      names.use(name)
      throw fail(.name(.inLeaf(written)), at: range)
    case .constant where isKnown:
      names.use(name)
      throw fail(.name(.inConstant(written)), at: range)
    case .leaf, .constant, .claim, .definition: throw missing(name, written, at: range)
    }
  }

  /// The number that a name is: π and the like, a loop's variable.
  func number(named name: Int) -> Double? {
    if let number = names.loopNumber(name) { return Double(number) }
    if words.isReserved(name) { return name == words.inf ? .infinity : .pi }
    if name == words.yes || name == words.no, !isMeant(name) { return name == words.yes ? 1 : 0 }
    guard name == words.nan else { return nil }
    switch place {
    case .claim, .constant: return .nan
    case .definition, .leaf: return nil
    }
  }

  /// Notes why a name means no node here, to be thrown.
  mutating func missing(_ name: Int, _ written: String, at range: Range<Int>) -> Unreadable {
    names.use(name)
    let meaning = names[name]
    if meaning.node == Resolver.Meaning.poisoned { return Unreadable() }
    if let family = names.families[name] {
      if family.isOpen { return Unreadable() }
      let member = (try? whole(tree.statements[family.statement].index)).map { "\(names.text(of: name))[\($0)]" }
      return fail(.name(.familyAlone(written, member: member)), at: range)
    }
    if let (loop, depth) = names.blocks.loops[name], meaning.node == Resolver.Meaning.nothing, loop < current,
      names.blocks.ends[loop].map({ $0 < current }) == true
    {
      let last = depth == 1 ? lastTurn(name, loop) : nil
      return fail(.name(.insideLoop(written, line: line(of: loop), last: last)), at: range)
    }
    let definer = Int(meaning.definer)
    if definer == current { return fail(.name(.definedByItself(written)), at: range) }
    if definer > current { return fail(.name(.usedBeforeDefinition(written, line: line(of: definer))), at: range) }
    if words.function(name) != nil { return fail(.name(.functionWithoutCall(written)), at: range) }
    return unknown(written, at: range)
  }

  private mutating func unknown(_ written: String, at range: Range<Int>) -> Unreadable {
    guard guesses else { return fail(.name(.unknown(written, suggestion: nil)), at: range) }
    if let product = product(in: written, at: range) {
      return fail(.name(.product(written, written: product)), at: range)
    }
    if written.last == "'" || written.last == "′", isNode(String(written.dropLast())) {
      // Behind `*` the transpose is not MATLAB's product.
      let transpose = isStarred(range) ? nil : String(written.dropLast()) + "ᵀ"
      return fail(.name(.prime(written, transpose: transpose)), at: range)
    }
    let base = written.canonicalName.prefix { !$0.isNumber }
    if base.count < written.count, !base.isEmpty, isNode(String(base)) {
      return fail(.name(.entry(written, of: String(base))), at: range)
    }
    return fail(
      .name(.unknown(written, suggestion: Suggestion.nearest(written, among: knownNames, isName: true))), at: range)
  }

  private func isNode(_ text: String) -> Bool {
    names.known(text).map { names[$0].isNode || words.isReserved($0) } ?? false
  }

  /// `x·y` for `xy`, if the name falls into names of nodes in one way.
  private func product(in written: String, at range: Range<Int>) -> String? {
    let letters = Array(written)
    guard letters.count > 1, letters.count <= 24 else { return nil }
    /// By place: how the letters up to there fall into names, and in how many ways.
    var splits: [(count: Int, parts: [String])] = [(1, [])]
    for end in 1...letters.count {
      var found: (count: Int, parts: [String]) = (0, [])
      for start in 0..<end where splits[start].count > 0 && !letters[start].isNumber && letters[start] != "'" {
        let part = String(letters[start..<end])
        guard isNode(part) else { continue }
        found = (found.count + splits[start].count, splits[start].parts + [part])
      }
      splits.append(found)
    }
    guard let whole = splits.last, whole.count == 1, whole.parts.count > 1 else { return nil }
    let product = whole.parts.joined(separator: "·")
    // Behind `/`, `^` and `√` all of it is meant, unless more belongs to it.
    var before = range.lowerBound
    while before > 0, tree.bytes[before - 1] == 0x20 { before -= 1 }
    guard before > 0 else { return product }
    switch tree.bytes[before - 1] {
    case UInt8(ascii: "/"), UInt8(ascii: "^"), 0x9A, 0xB7:
      let next = range.upperBound < tree.bytes.count ? tree.bytes[range.upperBound] : 0x0A
      return [0x0A, 0x20, 0x2B, 0x2D, 0x29, 0x2C].contains(next) ? "(\(product))" : nil
    default: return product
    }
  }

  private func isStarred(_ range: Range<Int>) -> Bool {
    var (before, behind) = (range.lowerBound, range.upperBound)
    while before > 0, tree.bytes[before - 1] == 0x20 { before -= 1 }
    while behind < tree.bytes.count, tree.bytes[behind] == 0x20 { behind += 1 }
    let star = UInt8(ascii: "*")
    return before > 0 && tree.bytes[before - 1] == star || behind < tree.bytes.count && tree.bytes[behind] == star
  }

  /// `z[20]`, the node of the loop's last turn.
  private func lastTurn(_ name: Int, _ loop: Int) -> String? {
    wholeNumber(tree.heads[tree.statements[loop].detail].upper).map { names.text(of: name) + "[\($0)]" }
  }

  // MARK: Members

  /// Whether `a[3]` is a node and no entry: a member of a family, or what a loop has defined in its third turn.
  func isMember(_ node: ExpressionNode) -> Bool {
    let base = tree.nodes[Int(node.a)]
    guard base.kind == .name, !names.families.isEmpty || !names.blocks.loops.isEmpty else { return false }
    let name = Int(base.a)
    return names.families[name] != nil
      || names.blocks.loops[name] != nil && names[name].node == Resolver.Meaning.nothing
  }

  /// `z[3]` of a loop that lies above.
  mutating func turnMember(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    let subscripts = tree.children(node)
    if names.blocks.repeated.contains(Int(base.a)) {
      throw fail(.name(.insideSeveralLoops(tree.text(base.range))), at: base.range)
    }
    guard let depth = names.blocks.loops[Int(base.a)]?.depth, subscripts.count == depth,
      let name = turnName(Int(base.a), subscripts)
    else { return try lookUp(Int(base.a), at: base.range) }
    guard names[name].isNode else { throw unknown(tree.text(node.range), at: node.range) }
    names.use(Int(base.a))
    return try lookUp(name, at: node.range)
  }

  /// The name of what loops define in the turns with these numbers: `z[1, 3]`.
  mutating func turnName(_ base: Int, _ subscripts: some Sequence<Int32>) -> Int? {
    var numbers: [String] = []
    for child in subscripts {
      guard child >= 0, tree.nodes[Int(child)].kind != .slice, let number = try? whole(child) else { return nil }
      numbers.append(String(number))
    }
    return names.name(names.text(of: base) + "[" + numbers.joined(separator: ", ") + "]")
  }

  /// `h.z`: a node within the call that makes `h`.
  mutating func nodeInCall(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let name = names.name(NameTable.memberName(tree.text(node.range)))
    guard names[name].isNode else {
      let attribute = node.nameRange
      throw fail(.grammar(.attribute(tree.text(attribute))), at: (attribute.lowerBound - 1)..<attribute.upperBound)
    }
    return try lookUp(name, at: node.range)
  }

  /// The name of a family's member, `h[3]`, `h[1, 2]`.
  mutating func member(of family: Int, _ indices: some Sequence<Int32>) throws(Unreadable) -> Int {
    var numbers = ""
    for index in indices { numbers += (numbers.isEmpty ? "" : ", ") + String(try whole(index)) }
    return names.name(names.text(of: family) + "[\(numbers)]")
  }

  /// `h[3]` of the family `h`.
  mutating func familyMember(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    let subscripts = tree.children(node)
    let family = Int(base.a)
    names.use(family)
    let count = names.families[family]?.count ?? 1
    guard subscripts.count == count, subscripts.allSatisfy({ tree.nodes[Int($0)].kind != .slice }) else {
      throw fail(.name(.familyIndices(tree.text(base.range), count: count)), node)
    }
    let name = try member(of: family, subscripts)
    guard case .definition = place else { return try lookUp(name, at: node.range) }
    let meaning = names[name]
    if meaning.isNode {
      names.use(name)
      return meaning.node
    }
    if names.families[family]?.isOpen == true || meaning.node == Resolver.Meaning.poisoned { throw Unreadable() }
    if meaning.definer == Int32(current) { throw fail(.name(.definedByItself(tree.text(node.range))), node) }
    if let later = laterMember(family, name) {
      throw fail(.name(.usedBeforeDefinition(tree.text(node.range), line: line(of: later))), node)
    }
    // In a loop, the name of this turn: `h[0]` for `h[i - 1]`.
    throw unknown(names.text(of: name), at: node.range)
  }

  /// The statement from the current one on that defines a family's member.
  private mutating func laterMember(_ family: Int, _ name: Int) -> Int? {
    for index in current..<tree.statements.count {
      let statement = tree.statements[index]
      if statement.name == family, statement.index >= 0, statement.depth == 0,
        (try? member(of: family, tree.children[statement.indices])) == name
      {
        return index
      }
    }
    return nil
  }

  // MARK: Definitions

  /// Whether a definition can bear its name; notes it if not.
  mutating func canBear(_ statement: Statement, _ name: Int) -> Bool {
    let written = tree.text(statement.targetRange)
    let range = statement.targetRange
    if words.isReserved(name) {
      findings.add(.name(.reserved(written)), at: range)
      return false
    }
    if statement.index < 0, let family = names.families[name] {
      findings.add(.name(.familyClash(written, line: line(of: family.statement))), at: range)
      return false
    }
    let meaning = names[name]
    let isMember = statement.index >= 0
    let first = Int(meaning.definer)
    // A loop's names mean nothing behind it, but are defined all the same.
    let isElsewhere = statement.index < 0 && first >= 0 && first != current
    if meaning.node == Resolver.Meaning.nothing, !isElsewhere { return true }
    if meaning.node != Resolver.Meaning.poisoned || first != current {
      let line = first >= 0 ? line(of: first) : 0
      findings.add(
        .name(
          .alreadyDefined(
            written, as: isMember ? written : names.text(of: name), line: line, rewritten: fresh(written))), at: range
      )
    }
    return false
  }

  /// A new name.
  private func fresh(_ name: String) -> String {
    Suggestion.next(name) { guesses && names.knows($0) }
  }
}
