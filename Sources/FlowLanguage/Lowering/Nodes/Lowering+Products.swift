import Autodiff

/// Products as mathematics has them: `·` and side by side with one number multiply, between two tensors they are `@`.
/// What could be meant otherwise is an error that shows both.
extension Lowering {
  mutating func product(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    if isMixed(node) {
      try refuseMixture(node)
      values[Int(node.a)] = try starred(tree.nodes[Int(node.a)])
    }
    let (left, right) = (try operand(node.a), try operand(node.b))
    if graph.recorder.isAllScalar { return try pair(.multiply, node, left, right) }
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    guard a.isScalar || b.isScalar else { return try product(of: left, right, node) }
    if !b.isScalar {
      let factor = tree.nodes[Int(node.a)]
      try refuseBehindSum(node, factor)
      if a.isScalar, b.rank == 1, !factor.isBracketed, dot(in: node.a) != nil {
        throw fail(.product(.dotOfThree, dotReadings(of: node)), node)
      }
    }
    return try pair(.multiply, node, left, right)
  }

  /// Of two tensors.
  private mutating func product(of left: Int32, _ right: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    try refuseMatrixHabits(node)
    let isLeft = a.rank == 1 && isTransposed(node.a)
    let isRight = b.rank == 1 && isTransposed(node.b)
    if isRight {
      if isLeft || a.rank != 1 { throw fail(.product(.transposedVector, []), node) }
      return try outer(left, right, node)
    }
    if a.rank == 1, b.rank == 1, !isLeft, a == b, isComplement(node.b, of: node.a) || isComplement(node.a, of: node.b)
    {
      throw fail(.product(.dotOfComplement, dotReadings(of: node)), node)
    }
    // A density's `1/(σ√(2π))·exp(…)` with several σ.
    let quotient = tree.nodes[Int(node.a)]
    if a.rank == 1, a == b, quotient.kind == .divide, !quotient.isBracketed, shapeOf(quotient.b).rank == 1 {
      throw fail(.product(.dotOfQuotient, dotReadings(of: node)), node)
    }
    return try matrixProduct(of: left, right, node)
  }

  /// `@`
  mutating func matrixProduct(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let (left, right) = (try operand(node.a), try operand(node.b))
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    if !a.isScalar, !b.isScalar {
      if tree.nodes[Int(node.a)].kind == .entrywise { try refuseMixture(node) }
      try refuseMatrixHabits(node)
      if a.rank == 1, b.rank == 1, isTransposed(node.b) {
        let outer = "outer(\(tree.short(tree.nodes[Int(node.a)])), \(tree.short(bare(node.b))))"
        findings.add(.odd(.transposedVector(outer: outer)), at: node.range)
      }
    }
    return try matrixProduct(of: left, right, node)
  }

  private mutating func matrixProduct(
    of left: Int32, _ right: Int32, _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    let operation = Operation(.product(.matmul), .none)
    do throws(ShapeError) {
      return Int32(try graph.recorder.record(operation, [Int(left), Int(right)]))
    } catch {
      let shapes = (graph.shape(of: left), graph.shape(of: right))
      let readings = shapes.0.isScalar || shapes.1.isScalar ? [] : fitting(node)
      if readings.isEmpty, node.kind == .matrixProduct || shapes.0.isScalar { throw fail(.shape(error), node) }
      let sign = node.kind == .product ? "·" : "@"
      throw fail(.product(.mismatch(sign, shapes.0, shapes.1), readings), node)
    }
  }

  /// `x bᵀ`: a column by a row.
  private mutating func outer(_ left: Int32, _ right: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    try record(.product(.outer), .none, [left, right], node)
  }

  /// `×` of two tensors means several things.
  mutating func crossed(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let (left, right) = (try operand(node.a), try operand(node.b))
    if graph.shape(of: left).isScalar || graph.shape(of: right).isScalar {
      return try pair(.multiply, node, left, right)
    }
    let (a, b) = (tree.nodes[Int(node.a)], tree.nodes[Int(node.b)])
    let (before, behind) = (tree.text(a.range), tree.text(b.range))
    let readings = ["cross(\(before), \(behind))", "\(before) ⊙ \(behind)", "\(before)·\(behind)"]
    throw fail(.product(.cross, readings), node)
  }

  /// `*` and `⊙`
  mutating func starred(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    if tree.nodes[Int(node.a)].kind == .list { try refuseRepeatedList(node) }
    let (left, right) = (try operand(node.a), try operand(node.b))
    if !graph.recorder.isAllScalar, !graph.shape(of: right).isScalar {
      try refuseBehindSum(node, tree.nodes[Int(node.a)])
    }
    return try pair(.multiply, node, left, right)
  }

  /// `[0]*3` is Python's list of three.
  private mutating func refuseRepeatedList(_ node: ExpressionNode) throws(Unreadable) {
    let list = tree.nodes[Int(node.a)]
    guard node.kind == .multiply, list.count == 1, let count = wholeNumber(node.b), count > 0,
      let entry = tree.children(list).first, let number = wholeNumber(entry)
    else { return }
    let call = number == 0 ? "zeros(\(count))" : number == 1 ? "ones(\(count))" : "\(number)*ones(\(count))"
    throw fail(.value(.repeatedList(call)), node)
  }

  // MARK: Powers

  mutating func powered(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    let isLiteral = isNumber(node.b)
    // ‖x‖² is the sum of squares: its slope at 0 is known.
    if isLiteral, base.kind == .norm, base.b != NormOrder.one.rawValue, base.b != NormOrder.infinity.rawValue,
      literalNumber(node.b) == 2, !base.isBracketed, let inner = try? operand(base.a),
      NormOrder(rawValue: base.b) != .two || graph.shape(of: inner).rank < 2
    {
      let square = try map(.square, node, inner)
      return graph.shape(of: inner).isScalar ? square : try sum(square, node)
    }
    let operand = try operand(node.a)
    let shape = graph.shape(of: operand)
    let isRaised = node.spelling.contains(.raised)
    if shape.rank >= 2, isRaised || node.spelling.contains(.caret), number(node.b) == -1 {
      guard shape.rank == 2, shape.dimensions[0] == shape.dimensions[1] else {
        if isRaised { throw fail(.product(.inverseShape(shape), []), node) }
        return try power(operand, node.b, node)
      }
      if isRaised { return try record(.matrix(.inverse), .none, [operand], node) }
      let matrix = tree.text(base.range)
      throw fail(.product(.reciprocal, ["inv(\(matrix))", "1/\(matrix)"]), node)
    }
    return try power(operand, node.b, node)
  }

  private mutating func sum(_ operand: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    try record(.reduce(.sum), .reduction(axes: nil, keepDimensions: false, ddof: 0), [operand], node)
  }

  mutating func unequal(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let equal = try both(.compare(.equal), node)
    return try pair(.subtract, node, graph.leaf(1.0 as Double), equal)
  }

  // MARK: Bars

  mutating func absolute(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let operand = try operand(node.a)
    let shape = graph.shape(of: operand)
    guard shape.isScalar || node.spelling.contains(.reduced) else {
      let inner = tree.text(tree.nodes[Int(node.a)].range)
      let readings = ["abs(\(inner))", "‖\(inner)‖"] + (shape.rank == 2 ? ["det(\(inner))"] : [])
      throw fail(.product(.bars, readings), node)
    }
    return try map(.abs, node, operand)
  }

  mutating func norm(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let operand = try operand(node.a)
    let shape = graph.shape(of: operand)
    let all = Attributes.reduction(axes: nil, keepDimensions: false, ddof: 0)
    let order = NormOrder(rawValue: node.b) ?? .plain
    switch order {
    case .plain, .frobenius: return try record(.reduce(.norm), all, [operand], node)
    case .one, .two, .infinity:
      if shape.rank >= 2 { throw fail(.product(.matrixNorm(shape), []), node) }
      if order == .two { return try record(.reduce(.norm), all, [operand], node) }
      return try record(.reduce(order == .one ? .sum : .largest), all, [map(.abs, node, operand)], node)
    }
  }
}
