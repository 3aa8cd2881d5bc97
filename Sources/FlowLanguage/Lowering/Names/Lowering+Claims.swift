import Autodiff

extension Lowering {
  mutating func lowerClaim(_ statement: Statement) {
    let parsed = parsedClaims[statement.claim]
    let line = lines.line(of: statement.range.lowerBound)
    var textStart = statement.range.lowerBound
    while textStart < statement.range.upperBound, tree.bytes[textStart] >= UInt8(ascii: "a"),
      tree.bytes[textStart] <= UInt8(ascii: "z")
    {
      textStart += 1
    }
    var text = speller.text(of: textStart..<statement.range.upperBound)
    // Claims of one line are told apart by their turns.
    let turns = scopes.compactMap { scope in numbers[scope.turn].map { "\(names.spelling(of: scope.turn)) = \($0)" } }
    if !turns.isEmpty { text += " for " + turns.joined(separator: ", ") }
    if case .outcome(let converges) = parsed.quantity {
      let run = string(parsed.run) ?? ""
      return append(Claim(kind: .outcome(run: run, converges: converges), line: line, text: text))
    }
    let quantity = quantity(parsed.quantity)
    guard let claimed = constantValue(parsed.claimed, place: .claim) else { return }
    let tolerance = tolerance(parsed, claimed)
    let run = string(parsed.run)
    guard let (quantity, shape, written) = quantity, let tolerance else { return }
    guard shape == claimed.shape else {
      return findings.add(
        .claimShape(quantity: written, is: shape, claimed: claimed.shape), at: tree.nodes[Int(parsed.claimed)].range)
    }
    let kind = Claim.Kind.statement(
      Claim.Statement(
        quantity: quantity, relation: parsed.relation, claimed: claimed, tolerance: tolerance, steps: parsed.steps,
        run: run))
    append(Claim(kind: kind, line: line, text: text))
  }

  private mutating func append(_ claim: Claim) {
    claims.append(claim)
    claimOrigins.append(current)
  }

  // MARK: Quantities

  private mutating func quantity(_ quantity: ParsedClaim.Quantity) -> (Claim.Quantity, Shape, String)? {
    switch quantity {
    case .outcome: return nil
    case .value(let reference):
      guard let (node, entry) = resolved(reference) else { return nil }
      let shape = entry == nil ? recorder.shape(of: node) : .scalar
      return (.value(node: node, entry: entry), shape, tree.text(reference.range))
    case .derivative(let target, let source):
      let targetPlace = resolved(target)
      let sourcePlace = resolved(source)
      guard let (of, entry) = targetPlace, let (by, byEntry) = sourcePlace else { return nil }
      let shape = Shape(
        (entry == nil ? recorder.shape(of: of).dimensions : [])
          + (byEntry == nil ? recorder.shape(of: by).dimensions : []))
      let written = "d" + tree.text(target.range) + "/d" + tree.text(source.range)
      return (.derivative(of: of, entry: entry, by: by, byEntry: byEntry), shape, written)
    }
  }

  /// A node, or an entry of it by its row-major index.
  mutating func resolved(_ reference: Reference) -> (node: Int, entry: Int?)? {
    // A name may be new: what is left of `dL` when the letter is off.
    makeRoom(for: reference.name)
    var subscripts = reference.subscripts
    var name = reference.name
    if families[name] != nil {
      guard let index = subscripts.first else {
        missing(name, tree.text(reference.range), at: reference.range)
        return nil
      }
      guard let member = member(of: name, index: index) else { return nil }
      if families[name]?.open == true, bindings[member] < 0 { return nil }
      name = member
      subscripts.removeFirst()
    }
    if families[name] == nil, bindings[name] == Lowering.unbound, let depth = blocks.loops[name]?.depth,
      subscripts.count >= depth, let member = turnName(name, subscripts.prefix(depth)), bindings[member] >= 0
    {
      used[name] = true
      name = member
      subscripts.removeFirst(depth)
    }
    guard bindings[name] >= 0 else {
      let written =
        reference.subscripts.isEmpty || families[reference.name] != nil ? reference.range : reference.nameRange
      missing(name, tree.text(written), at: written)
      return nil
    }
    used[name] = true
    let node = Int(bindings[name])
    guard !subscripts.isEmpty else { return (node, nil) }
    guard let entry = entry(subscripts, of: node, written: tree.text(reference.nameRange), at: reference.range) else {
      return nil
    }
    return (node, entry)
  }

  /// The row-major index of an entry.
  mutating func entry(_ subscripts: [Int32], of node: Int, written: String, at range: Range<Int>) -> Int? {
    let shape = recorder.shape(of: node)
    guard subscripts.count == shape.rank else {
      findings.add(
        shape.rank == 0 ? .indexOfScalar(written) : .entryNeedsAllAxes(written, shape: shape), at: range)
      return nil
    }
    var entry = 0
    for (child, length) in zip(subscripts, shape.dimensions) {
      guard let index = whole(child) else { return nil }
      guard index >= -length, index < length else {
        findings.add(
          .shape(.indexOutOfRange(index: index, length: length)), at: tree.nodes[Int(child)].range)
        return nil
      }
      entry = entry * length + (index < 0 ? index + length : index)
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
        findings.add(.negativeTolerance, at: range)
        return nil
      }
      if given.shape == claimed.shape { return given }
      guard given.shape.isScalar else {
        findings.add(.toleranceShape, at: range)
        return nil
      }
      return Tensor(
        shape: claimed.shape, scalars: [Double](repeating: given.scalars[0], count: claimed.scalars.count))
    }
    var scalars = claimed.scalars.map(Lowering.relativeTolerance)
    // A list's entries are told apart only if it writes each of them.
    var leaves: [Int32] = []
    if collectEntries(parsed.claimed, into: &leaves), leaves.count == scalars.count {
      for (index, leaf) in leaves.enumerated() {
        if let half = halfUnit(leaf) { scalars[index] = half }
      }
    }
    return Tensor(shape: claimed.shape, scalars: scalars)
  }

  private static func relativeTolerance(_ claimed: Double) -> Double {
    claimed.isFinite ? (claimed == 0 ? 1e-12 : 1e-9 * abs(claimed)) : 0
  }

  /// The entries of a list as they are written, in row-major order. Lists are nested no deeper than brackets.
  private func collectEntries(_ root: Int32, into leaves: inout [Int32]) -> Bool {
    let node = tree.nodes[Int(root)]
    guard node.kind == .list else {
      leaves.append(root)
      return true
    }
    return children(node).allSatisfy { collectEntries($0, into: &leaves) }
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
