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
    if let converges = parsed.converges {
      return append(Claim(kind: .outcome(run: run ?? "", converges: converges), line: line, text: text))
    }
    if let range = parsed.run, parsed.steps == nil {
      findings.add(.claim(.runWithoutSteps(tree.text(range))), at: range)
    }
    // What is wrong with either is noted.
    let sides = (side(parsed.left), side(parsed.right))
    guard let left = sides.0, let right = sides.1 else { return }
    let isTurned = certainty(parsed.left, left) > certainty(parsed.right, right)
    let (value, claimed) = isTurned ? (right, left) : (left, right)
    guard let tolerance = tolerance(parsed, isTurned ? parsed.left : parsed.right, claimed) else { return }
    let claim = Claim.Statement(
      value: value, relation: isTurned ? parsed.relation.turned : parsed.relation, claimed: claimed,
      isTurned: isTurned, tolerance: tolerance, steps: parsed.steps, run: run)
    append(Claim(kind: .statement(claim), line: line, text: text))
  }

  private mutating func append(_ claim: Claim) {
    claims.append(claim)
    runs.claimOrigins.append(current)
  }

  // MARK: Sides

  /// A side of the claim that is being lowered, recorded beside the file's graph.
  private mutating func side(_ root: Int32) -> Claim.Side? {
    let node = tree.nodes[Int(root)]
    if node.kind == .number { return .constant(Tensor(tree.numbers[Int(node.a)])) }
    let (outside, errors) = (place, findings.errors.count)
    place = .claim
    quantities = []
    graph.beginAside()
    let result = try? expression(root)
    let aside = graph.finishAside()
    place = outside
    guard let result, findings.errors.count == errors else { return nil }
    let (graph, taken) = (aside.finish(), quantities)
    if taken.isEmpty { return .constant(graph.forwardTrace().value(of: Int(result))) }
    if taken.count == 1, let quantity = taken[0].quantity.taken(from: graph, Int(result), taken[0].leaf) {
      return .quantity(quantity)
    }
    return .expression(Claim.Expression(graph: graph, root: Int(result), quantities: taken))
  }

  /// How far a side is from what is proved: it is the claim, and not the value, if the other one is less so.
  private func certainty(_ root: Int32, _ side: Claim.Side) -> Int {
    guard side.isConstant else { return 0 }
    var entries: [Int32] = []
    guard collectEntries(root, into: &entries) else { return 1 }
    return entries.contains { literal($0) != nil } ? 2 : 1
  }

  // MARK: Quantities

  /// A leaf that stands for a whole node.
  mutating func whole(_ node: Int) -> Int32 {
    stand(for: .value(Claim.Place(node: node, shape: graph.fileShape(of: node))), graph.stand(for: node))
  }

  private mutating func stand(for quantity: Claim.Quantity, _ leaf: Int32) -> Int32 {
    quantities.append((Int(leaf), quantity))
    return leaf
  }

  private mutating func stand(for quantity: Claim.Quantity, _ shape: Shape) -> Int32 {
    stand(for: quantity, graph.leaf(Tensor.zeros(shape)))
  }

  /// `lr`, where no node is called so.
  mutating func learningRate(at range: Range<Int>) throws(Unreadable) -> Int32 {
    guard let steps = tree.claims[tree.statements[current].detail].steps, steps > 0 else {
      throw fail(.claim(.rateWithoutSteps), at: range)
    }
    return stand(for: .learningRate, .scalar)
  }

  mutating func derivative(_ parsed: ParsedDerivative, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    guard case .claim = place else { throw fail(.name(.inConstant(tree.text(node.range))), node) }
    // What is wrong with any of them is noted.
    let target = try? resolved(parsed.target)
    var sources: [Claim.Place] = []
    for source in parsed.sources { if let place = try? resolved(source) { sources.append(place) } }
    guard let target, sources.count == parsed.sources.count else { throw Unreadable() }
    let lengths = sources.flatMap { $0.shape.dimensions }
    guard sources.count == 2 else {
      let shape = Shape(target.shape.dimensions + lengths)
      try checkSize(shape, node)
      return stand(for: .derivative(of: target, by: sources[0]), shape)
    }
    guard target.shape.count == 1 else {
      let written = tree.text(parsed.target.range)
      throw fail(.claim(.secondOfTensor(written, shape: target.shape)), at: parsed.target.range)
    }
    let count = sources[0] == sources[1] ? sources[0].shape.count : sources[0].shape.count + sources[1].shape.count
    guard count <= Hessian.limit else { throw fail(.claim(.secondTooLarge(limit: Hessian.limit)), node) }
    return stand(for: .second(of: target, by: sources[0], and: sources[1]), Shape(lengths))
  }

  /// Derivatives between tensors grow with both.
  private mutating func checkSize(_ shape: Shape, _ node: ExpressionNode) throws(Unreadable) {
    var count = 1
    for length in shape.dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow || product > 1 << 22 { throw fail(.shape(.tooLarge(shape)), node) }
      count = product
    }
  }

  /// A node, a row or an entry of it.
  mutating func resolved(_ reference: Reference) throws(Unreadable) -> Claim.Place {
    var subscripts = reference.subscripts[...]
    var name = reference.name
    if let family = names.families[name] {
      guard subscripts.count >= family.count else {
        throw missing(name, tree.text(reference.range), at: reference.range)
      }
      name = try member(of: name, subscripts.prefix(family.count))
      subscripts.removeFirst(family.count)
      if family.isOpen, !names[name].isNode { throw Unreadable() }
    }
    if names.blocks.repeated.contains(name), names[name].node == Resolver.Meaning.nothing {
      throw fail(.name(.insideSeveralLoops(tree.text(reference.nameRange))), at: reference.nameRange)
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
    return try place(subscripts, of: Int(names[name].node), reference)
  }

  private mutating func place(
    _ subscripts: ArraySlice<Int32>, of node: Int, _ reference: Reference
  ) throws(Unreadable) -> Claim.Place {
    let lengths = graph.fileShape(of: node).dimensions
    guard subscripts.count <= lengths.count else {
      let written = tree.text(reference.nameRange)
      throw fail(
        lengths.isEmpty
          ? .value(.indexOfScalar(written)) : .shape(.tooManyIndices(count: subscripts.count, rank: lengths.count)),
        at: reference.range)
    }
    let rest = Shape(Array(lengths.dropFirst(subscripts.count)))
    var first = 0
    for (child, length) in zip(subscripts, lengths) { first = first * length + (try entry(child, length: length)) }
    return Claim.Place(node: node, first: first * rest.count, shape: rest)
  }

  // MARK: Tolerances

  /// How far the value may be from the claim, which is written at `root`.
  private mutating func tolerance(_ parsed: ParsedClaim, _ root: Int32, _ claimed: Claim.Side) -> Claim.Tolerance? {
    if parsed.tolerance >= 0 {
      guard let given = constantValue(parsed.tolerance, place: .constant) else { return nil }
      let range = tree.nodes[Int(parsed.tolerance)].range
      guard given.scalars.allSatisfy({ $0 >= 0 }) else {
        findings.add(.claim(.negativeTolerance), at: range)
        return nil
      }
      if case .constant(let claim) = claimed, !given.shape.isScalar, given.shape != claim.shape {
        findings.add(.claim(.toleranceShape), at: range)
        return nil
      }
      return .written(given)
    }
    // A list's entries are told apart only if it writes each of them.
    var entries: [Int32] = []
    guard collectEntries(root, into: &entries) else { return .spelled([spelling(root)]) }
    if case .constant(let claim) = claimed, claim.scalars.count != entries.count { return .spelled([spelling(root)]) }
    return .spelled(entries.map { spelling($0) })
  }

  private func spelling(_ root: Int32) -> Claim.Spelling {
    if let half = halfUnit(root) { return .digits(half: half) }
    return hasNames(root) ? .names : .number
  }

  private func hasNames(_ root: Int32) -> Bool {
    tree.nodes[Int(tree.nodes[Int(root)].first)...Int(root)].contains { node in
      node.kind == .derivative || node.kind == .name && number(named: Int(node.a)) == nil
    }
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

  /// A number as it is written, a sign before it or not.
  private func literal(_ root: Int32) -> ExpressionNode? {
    var node = tree.nodes[Int(root)]
    if node.kind == .negate || node.kind == .plus { node = tree.nodes[Int(node.a)] }
    return node.kind == .number ? node : nil
  }

  /// Half a unit of the last digit of a literal with a point or an exponent.
  private func halfUnit(_ root: Int32) -> Double? {
    guard let node = literal(root) else { return nil }
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

extension Claim.Quantity {
  /// What the root of a graph is of this quantity, which stands on its leaf: all of it, or a row or entry of a node. Nil
  /// if it is computed from it.
  fileprivate func taken(from graph: Graph, _ root: Int, _ leaf: Int) -> Claim.Quantity? {
    if root == leaf { return self }
    guard case .value(let place) = self, graph.primitive(of: root) == .move(.index),
      graph.operand(of: root, slot: 0) == leaf
    else { return nil }
    var first = 0
    let lengths = place.shape.dimensions
    let subscripts = graph.operation(of: root).subscripts
    for (place, length) in zip(subscripts, lengths) {
      guard case .entry(let entry) = place else { return nil }
      first = first * length + entry
    }
    let rest = Shape(Array(lengths.dropFirst(subscripts.count)))
    return .value(Claim.Place(node: place.node, first: first * rest.count, shape: rest))
  }
}
