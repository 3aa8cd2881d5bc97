import Autodiff

extension Lowering {
  mutating func lowerClaim(_ statement: Statement) {
    let parsed = tree.claims[statement.detail]
    let line = line(of: current)
    var text = standard.text(of: statement.keywordRange.upperBound..<statement.range.upperBound)
    // Claims of one line are told apart by their turns.
    let turns = names.turns.map { "\(names.text(of: $0.variable)) = \($0.number)" }
    if !turns.isEmpty { text += " for " + turns.joined(separator: ", ") }
    let run = string(parsed.run)
    if case .outcome(let converges) = parsed.quantity {
      return append(Claim(kind: .outcome(run: run ?? "", converges: converges), line: line, text: text))
    }
    let quantity = quantity(parsed.quantity)
    guard let claimed = constantValue(parsed.claimed, place: .claim) else { return }
    guard let tolerance = tolerance(parsed, claimed), let (quantity, shape, written) = quantity else { return }
    guard shape == claimed.shape else {
      return findings.add(
        .claim(.shape(quantity: written, is: shape, claimed: claimed.shape)),
        at: tree.nodes[Int(parsed.claimed)].range)
    }
    let claim = Claim.Statement(
      quantity: quantity, relation: parsed.relation, claimed: claimed, tolerance: tolerance, steps: parsed.steps,
      run: run)
    append(Claim(kind: .statement(claim), line: line, text: text))
  }

  private mutating func append(_ claim: Claim) {
    claims.append(claim)
    runs.claimOrigins.append(current)
  }

  // MARK: Quantities

  private mutating func quantity(_ quantity: ParsedClaim.Quantity) -> (Claim.Quantity, Shape, String)? {
    switch quantity {
    case .outcome: return nil
    case .value(let reference):
      guard let (node, entry) = try? resolved(reference) else { return nil }
      return (.value(node: node, entry: entry), shape(of: node, entry), tree.text(reference.range))
    case .derivative(let target, let source):
      // What is wrong with either is noted.
      let places = (try? resolved(target), try? resolved(source))
      guard let (of, entry) = places.0, let (by, byEntry) = places.1 else { return nil }
      let shape = Shape(shape(of: of, entry).dimensions + shape(of: by, byEntry).dimensions)
      let written = "d" + tree.text(target.range) + "/d" + tree.text(source.range)
      return (.derivative(of: of, entry: entry, by: by, byEntry: byEntry), shape, written)
    }
  }

  private func shape(of node: Int, _ entry: Int?) -> Shape {
    entry == nil ? graph.recorder.shape(of: node) : .scalar
  }

  /// A node, or an entry of it by its row-major index.
  mutating func resolved(_ reference: Reference) throws(Unreadable) -> (node: Int, entry: Int?) {
    var subscripts = reference.subscripts[...]
    var name = reference.name
    if let family = names.families[name] {
      guard let index = subscripts.popFirst() else {
        throw missing(name, tree.text(reference.range), at: reference.range)
      }
      name = try member(of: name, index: index)
      if family.isOpen, !names[name].isNode { throw Unreadable() }
    }
    if names.families[name] == nil, names[name].node == Resolver.Meaning.nothing,
      let depth = names.blocks.loops[name]?.depth, subscripts.count >= depth,
      let member = turnName(name, subscripts.prefix(depth)), names[member].isNode
    {
      names.use(name)
      name = member
      subscripts.removeFirst(depth)
    }
    guard names[name].isNode else {
      let isWhole = reference.subscripts.isEmpty || names.families[reference.name] != nil
      let written = isWhole ? reference.range : reference.nameRange
      throw missing(name, tree.text(written), at: written)
    }
    names.use(name)
    let node = Int(names[name].node)
    return (node, subscripts.isEmpty ? nil : try entry(subscripts, of: node, reference))
  }

  /// The row-major index of an entry.
  private mutating func entry(
    _ subscripts: ArraySlice<Int32>, of node: Int, _ reference: Reference
  ) throws(Unreadable) -> Int {
    let shape = graph.recorder.shape(of: node)
    let written = tree.text(reference.nameRange)
    guard subscripts.count == shape.rank else {
      throw fail(
        .value(shape.rank == 0 ? .indexOfScalar(written) : .entryNeedsAllAxes(written, shape: shape)),
        at: reference.range)
    }
    var entry = 0
    for (child, length) in zip(subscripts, shape.dimensions) {
      entry = entry * length + (try self.entry(child, length: length))
    }
    return entry
  }

  // MARK: Tolerances

  /// How far the value may be from the claim, entry by entry.
  private mutating func tolerance(_ parsed: ParsedClaim, _ claimed: Tensor) -> Tensor? {
    if parsed.tolerance >= 0 {
      guard let given = constantValue(parsed.tolerance, place: .claim) else { return nil }
      let range = tree.nodes[Int(parsed.tolerance)].range
      guard given.scalars.allSatisfy({ $0 >= 0 }) else {
        findings.add(.claim(.negativeTolerance), at: range)
        return nil
      }
      if given.shape == claimed.shape { return given }
      guard given.shape.isScalar else {
        findings.add(.claim(.toleranceShape), at: range)
        return nil
      }
      return Tensor(
        shape: claimed.shape, scalars: [Double](repeating: given.scalars[0], count: claimed.scalars.count))
    }
    var scalars = claimed.scalars.map { $0.isFinite ? ($0 == 0 ? 1e-12 : 1e-9 * abs($0)) : 0 }
    // A list's entries are told apart only if it writes each of them.
    var leaves: [Int32] = []
    if collectEntries(parsed.claimed, into: &leaves), leaves.count == scalars.count {
      for (index, leaf) in leaves.enumerated() {
        if let half = halfUnit(leaf) { scalars[index] = half }
      }
    }
    return Tensor(shape: claimed.shape, scalars: scalars)
  }

  /// The entries of a list as they are written, in row-major order. Lists are nested no deeper than brackets.
  private func collectEntries(_ root: Int32, into leaves: inout [Int32]) -> Bool {
    let node = tree.nodes[Int(root)]
    guard node.kind == .list else {
      leaves.append(root)
      return true
    }
    return tree.children(node).allSatisfy { collectEntries($0, into: &leaves) }
  }

  /// Half a unit of the last digit of a literal with a point or an exponent.
  private func halfUnit(_ root: Int32) -> Double? {
    var node = tree.nodes[Int(root)]
    if node.kind == .negate { node = tree.nodes[Int(node.a)] }
    guard node.kind == .number else { return nil }
    var decimals = 0
    var point = false
    var exponent: [UInt8] = []
    var inExponent = false
    for byte in tree.bytes[node.range] where byte != UInt8(ascii: "_") {
      if inExponent {
        exponent.append(byte)
      } else if byte | 0x20 == UInt8(ascii: "e") {
        inExponent = true
      } else if byte == UInt8(ascii: ".") {
        point = true
      } else if byte >= 0x30, byte <= 0x39, point {
        decimals += 1
      }
    }
    guard point || inExponent else { return nil }
    let power = (Int(String(decoding: exponent, as: UTF8.self)) ?? 0) - decimals
    return Double("5e\(power - 1)")
  }
}
