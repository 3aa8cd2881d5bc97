extension Recording {
  /// The limit on all numbers of all nodes together, at 44 bytes each in a gradient step: 2^27.
  static let entryLimit = 1 << 27

  package func shape(of node: Int) -> Shape {
    precondition(node >= 0 && node < nodeCount, "no such node")
    if header.pointee.isAllScalar { return .scalar }
    let tables = header.pointee.tables
    return tables.shapes[Int(tables.shapeOfNode[node])]
  }

  package func pushLeaf(tensor value: Tensor) -> Int32 {
    if value.shape.isScalar { return pushLeaf(value.scalars[0]) }
    let place = Int32(header.pointee.tables.leafTensors.count)
    header.pointee.tables.leafTensors.append(value)
    header.pointee.entryCount += value.shape.count
    note(value.shape)
    return push(.leaf, place, 1)
  }

  /// Records an operation with all that it needs: shapes are inferred, broadcast and checked.
  package func push(_ operation: Operation, _ operands: [Int]) throws(ShapeError) -> Int32 {
    let primitive = operation.primitive
    precondition(primitive != .leaf, "a leaf is recorded with its value")
    precondition(primitive.arity.allows(operands.count), "wrong number of operands for \(primitive.name)")
    for operand in operands { precondition(operand >= 0 && operand < nodeCount, "no such node") }
    let shapes = operands.map { shape(of: $0) }
    let result = try operation.resultShape(of: shapes)
    // Element-by-element operations and copies hold an entry for each entry; so bound the sum of all.
    let (total, overflow) = header.pointee.entryCount.addingReportingOverflow(result.count)
    guard !overflow, total <= Self.entryLimit else { throw .tooLarge(result) }
    return push(operation, operands, of: result)
  }

  /// Records an operation whose result is known to have this shape.
  func push(_ operation: Operation, _ operands: [Int], of result: Shape) -> Int32 {
    if !result.isScalar { header.pointee.entryCount += result.count }
    note(result)
    let tables = header.pointee.tables
    let primitive = operation.primitive
    switch primitive.arity {
    case .none, .one: return push(primitive, Int32(operands[0]), tables.place(of: operation.attributes))
    case .two: return push(primitive, Int32(operands[0]), Int32(operands[1]))
    case .three, .many:
      let begin = Int32(tables.operandLists.count)
      tables.operandLists.append(tables.place(of: operation.attributes))
      tables.operandLists.append(contentsOf: operands.map { Int32($0) })
      return push(primitive, begin, Int32(operands.count))
    }
  }

  /// Enters the next node's shape.
  private func note(_ shape: Shape) {
    let tables = header.pointee.tables
    if header.pointee.isAllScalar {
      if shape.isScalar { return }
      header.pointee.isAllScalar = false
      tables.shapeOfNode = Array(repeating: 0, count: nodeCount)
    }
    tables.shapeOfNode.append(tables.place(of: shape))
  }

  /// The graph as recorded so far, in arrays of exactly its size.
  package func graph() -> Graph { Graph(storage: GraphStorage(copying: self)) }
}
