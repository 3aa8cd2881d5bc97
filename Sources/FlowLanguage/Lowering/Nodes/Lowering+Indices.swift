import Autodiff

/// Indexing, as NumPy has it: entries and slices, `...` for the axes between, `none` for a new one, and tensors of whole numbers.
extension Lowering {
  /// Whether a part of an index is a node: no slice, and no number that is known here.
  func isIndexNode(_ root: Int32) -> Bool {
    switch tree.nodes[Int(root)].kind {
    case .slice, .ellipsis, .string, .tuple: false
    default: number(root) == nil && !isNewAxis(root)
    }
  }

  /// `none` where no node is called so, `np.newaxis`.
  private func isNewAxis(_ root: Int32) -> Bool {
    let node = tree.nodes[Int(root)]
    if node.kind == .property { return ownText(ofProperty: node)?.text == "none" }
    return node.kind == .name && isNone(root) && !names[Int(node.a)].isNode
  }

  mutating func indexed(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    if isMember(node) {
      return try names.families[Int(base.a)] != nil ? familyMember(node) : turnMember(node)
    }
    var operand = try operand(node.a)
    let shape = graph.shape(of: operand)
    let parts = try spread(Array(tree.children(node)), over: shape, node)

    // What is picked along each axis, and what the result's axes are made of, in order.
    var places: [Subscript] = []
    var indices: [(axis: Int, node: Int32)] = []
    var isAlone = true
    var axes = 0
    for part in parts {
      guard let part else {
        places.append(.slice(start: 0, count: shape.dimensions[places.count], step: 1))
        axes += 1
        continue
      }
      if isNewAxis(part) {
        isAlone = false
        continue
      }
      let length = shape.dimensions[places.count]
      if isIndexNode(part) {
        indices.append((axes, try index(part, length: length)))
        places.append(.slice(start: 0, count: length, step: 1))
        axes += 1
      } else {
        let place = try place(part, length: length)
        if case .slice = place { axes += 1 }
        places.append(place)
      }
    }
    try refuseMixed(parts, node)
    let isWhole = zip(places, shape.dimensions).allSatisfy { $0 == .slice(start: 0, count: $1, step: 1) }
    if indices.isEmpty && isAlone || !isWhole {
      operand = try record(.move(.index), .subscripts(places), [operand], node)
    }
    if !indices.isEmpty { operand = try taken(operand, indices, node) }
    return isAlone ? operand : try withNewAxes(operand, parts, indices.map { $0.node }, node)
  }

  /// The parts of an index with `...` written out as whole axes, which are nil.
  private mutating func spread(
    _ children: [Int32], over shape: Shape, _ node: ExpressionNode
  ) throws(Unreadable) -> [Int32?] {
    func isEllipsis(_ root: Int32) -> Bool { tree.nodes[Int(root)].kind == .ellipsis }
    let count = children.count { !isEllipsis($0) && !isNewAxis($0) }
    guard count <= shape.rank else {
      if shape.rank == 0 { throw fail(.value(.indexOfScalar(tree.short(tree.nodes[Int(node.a)]))), node) }
      throw fail(.shape(.tooManyIndices(count: count, rank: shape.rank)), node)
    }
    guard let place = children.firstIndex(where: isEllipsis) else { return children.map { $0 } }
    if let second = children.lastIndex(where: isEllipsis), second != place {
      throw fail(.value(.secondEllipsis), children[second])
    }
    let whole = [Int32?](repeating: nil, count: shape.rank - count)
    return children[..<place].map { $0 } + whole + children[(place + 1)...].map { $0 }
  }

  /// A tensor of whole numbers; what is known of it must be in range.
  private mutating func index(_ root: Int32, length: Int) throws(Unreadable) -> Int32 {
    let index = try operand(root)
    if isCondition(index) {
      throw fail(.value(.conditionAsIndex(tree.short(tree.nodes[Int(root)]))), root)
    }
    guard let known = graph.recorder.leafValue(of: Int(index)) else { return index }
    for number in known.scalars {
      guard let whole = Int(exactly: number) else { throw fail(.value(.notWhole), root) }
      guard whole >= -length, whole < length else {
        throw fail(.shape(.indexOutOfRange(index: whole, length: length)), root)
      }
    }
    return index
  }

  private func isCondition(_ node: Int32) -> Bool {
    if case .compare = graph.recorder.primitive(of: Int(node)) { return true }
    return false
  }

  /// Where a number and a tensor stand apart, NumPy and PyTorch disagree about what comes out.
  private mutating func refuseMixed(_ parts: [Int32?], _ node: ExpressionNode) throws(Unreadable) {
    func picks(_ part: Int32?) -> Bool {
      guard let part, !isNewAxis(part) else { return false }
      return tree.nodes[Int(part)].kind != .slice
    }
    let picking = parts.indices.filter { picks(parts[$0]) }
    guard let first = picking.first, let last = picking.last, last - first + 1 != picking.count else { return }
    let hasIndex = picking.contains { parts[$0].map { isIndexNode($0) } ?? false }
    let isMixed = picking.contains { parts[$0].map { !isIndexNode($0) } ?? false }
    let hasNewAxis = parts.contains { $0.map { isNewAxis($0) } ?? false }
    if hasIndex, isMixed || hasNewAxis { throw fail(.value(.mixedIndices), node) }
  }

  /// The entries at the indices, which stand where the axes were; if they are apart, in front.
  private mutating func taken(
    _ operand: Int32, _ indices: [(axis: Int, node: Int32)], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    var operand = operand
    var first = indices[0].axis
    let axes = indices.map { $0.axis }
    if axes != Array(first..<first + axes.count) {
      let others = (0..<graph.shape(of: operand).rank).filter { !axes.contains($0) }
      operand = try record(.move(.transpose), .axes(axes + others), [operand], node)
      first = 0
    }
    return try record(.take, .axis(first), [operand] + indices.map { $0.node }, node)
  }

  /// Puts an axis of length 1 wherever `none` stands.
  private mutating func withNewAxes(
    _ operand: Int32, _ parts: [Int32?], _ indices: [Int32], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    let places = Shape.broadcast(indices.map { graph.shape(of: $0) })?.rank ?? 0
    var rest = graph.shape(of: operand).dimensions[...]
    var dimensions: [Int] = []
    var isTaken = false
    for part in parts {
      if let part, isNewAxis(part) {
        dimensions.append(1)
      } else if let part, isIndexNode(part) {
        if !isTaken {
          dimensions += rest.prefix(places)
          rest = rest.dropFirst(places)
        }
        isTaken = true
      } else if part == nil || tree.nodes[Int(part ?? 0)].kind == .slice {
        dimensions += rest.prefix(1)
        rest = rest.dropFirst()
      }
    }
    return try reshape(operand, dimensions + rest, node)
  }

  private mutating func place(_ root: Int32, length: Int) throws(Unreadable) -> Subscript {
    let node = tree.nodes[Int(root)]
    return node.kind == .slice ? try slice(node, length: length) : .entry(try entry(root, length: length))
  }

  /// The index of one entry, from 0 on.
  mutating func entry(_ root: Int32, length: Int) throws(Unreadable) -> Int {
    let index = try whole(root)
    guard index >= -length, index < length else {
      throw fail(.shape(.indexOutOfRange(index: index, length: length)), root)
    }
    return index < 0 ? index + length : index
  }

  /// NumPy's slices: bounds are clamped, a negative step goes backwards.
  private mutating func slice(_ node: ExpressionNode, length: Int) throws(Unreadable) -> Subscript {
    var bounds: [Int?] = []
    for child in tree.children(node) { bounds.append(child < 0 ? nil : try whole(child)) }
    let step = bounds[2] ?? 1
    guard step != 0 else { throw fail(.value(.zeroStep), node) }
    func clamped(_ bound: Int) -> Int {
      let place = bound < 0 ? bound + length : bound
      return step > 0 ? min(max(place, 0), length) : min(max(place, -1), length - 1)
    }
    let start = bounds[0].map(clamped) ?? (step > 0 ? 0 : length - 1)
    let stop = bounds[1].map(clamped) ?? (step > 0 ? length : -1)
    let distance = step > 0 ? stop - start : start - stop
    guard distance > 0 else { throw fail(.shape(.empty(.move(.index))), node) }
    return .slice(start: start, count: (distance - 1) / Swift.abs(step) + 1, step: step)
  }
}
