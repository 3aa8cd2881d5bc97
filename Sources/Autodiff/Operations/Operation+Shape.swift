extension Operation {
  /// The shape of the result, by NumPy's rules.
  package func resultShape(of operands: [Shape]) throws(ShapeError) -> Shape {
    let result: Shape
    switch primitive {
    case .leaf: preconditionFailure("a leaf has the shape of its value")
    case .identity, .detach, .map, .parametric, .dropout: return operands[0]
    case .pair, .compare, .choose: result = try broadcast(operands)
    case .reduce, .find: result = try reduced(operands[0])
    case .pool: result = try pooled(operands[0])
    case .convolve(let convolution): result = try convolved(convolution, operands)
    case .matrix(let matrix):
      guard operands[0].rank == 2, operands[0].dimensions[0] == operands[0].dimensions[1] else {
        throw .notSquare(primitive, operands[0])
      }
      return matrix == .inverse ? operands[0] : .scalar
    case .scan:
      try check(axis: axis, rank: operands[0].rank)
      return operands[0]
    case .product(let kind): result = try product(kind, operands[0], operands[1])
    case .move(let move): result = try moved(move, operands[0])
    case .join(let join): result = try joined(join, operands)
    case .lines:
      try check(axis: lineAxis(rank: operands[0].rank), rank: operands[0].rank)
      return operands[0]
    case .crossEntropy:
      guard operands[0].rank > 0, operands[0] == operands[1] else { throw .mismatch(primitive, operands) }
      return .scalar
    case .embedding:
      guard operands[0].rank > 0 else { throw .rankTooLow(primitive, operands[0]) }
      result = Shape(operands[1].dimensions + operands[0].dimensions.dropFirst())
    case .take: result = try taken(operands)
    case .oneHot: result = Shape(operands[0].dimensions + [classes])
    }
    var count = 1
    for length in result.dimensions {
      guard length > 0 else { throw .empty(primitive) }
      let (next, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, next <= Recording.entryLimit else { throw .tooLarge(result) }
      count = next
    }
    return result
  }

  private func check(axis: Int, rank: Int) throws(ShapeError) {
    guard axis >= 0, axis < rank else { throw .axisOutOfRange(axis: axis, rank: rank) }
  }

  /// Aligned at the last axis; lengths are equal or one of them is 1.
  private func broadcast(_ operands: [Shape]) throws(ShapeError) -> Shape {
    guard let result = Shape.broadcast(operands) else { throw .mismatch(primitive, operands) }
    return result
  }

  private func reduced(_ operand: Shape) throws(ShapeError) -> Shape {
    let (axes, keepDimensions, _) = reduction
    guard let axes else {
      return keepDimensions ? Shape(Array(repeating: 1, count: operand.rank)) : .scalar
    }
    var isReduced = [Bool](repeating: false, count: operand.rank)
    for axis in axes {
      try check(axis: axis, rank: operand.rank)
      guard !isReduced[axis] else { throw .repeatedAxis(axis) }
      isReduced[axis] = true
    }
    var result: [Int] = []
    for (axis, length) in operand.dimensions.enumerated() {
      if !isReduced[axis] { result.append(length) } else if keepDimensions { result.append(1) }
    }
    return Shape(result)
  }

  /// `@`: the last axis of `a` against the last but one of `b`; a vector is a row on the left, a column on the right.
  private func product(_ kind: Primitive.Product, _ a: Shape, _ b: Shape) throws(ShapeError) -> Shape {
    let mismatch = ShapeError.mismatch(primitive, [a, b])
    if kind == .outer {
      guard a.rank == 1, b.rank == 1 else { throw mismatch }
      return Shape(a.dimensions + b.dimensions)
    }
    guard a.rank > 0, b.rank > 0 else { throw mismatch }
    if kind == .dot, a.rank > 2 || b.rank > 2 { throw mismatch }
    let inner = b.dimensions[b.rank == 1 ? 0 : b.rank - 2]
    guard a.dimensions[a.rank - 1] == inner else { throw mismatch }
    let batch = Shape.broadcast([Shape(Array(a.dimensions.dropLast(2))), Shape(Array(b.dimensions.dropLast(2)))])
    guard let batch else { throw mismatch }
    var result = batch.dimensions
    if a.rank > 1 { result.append(a.dimensions[a.rank - 2]) }
    if b.rank > 1 { result.append(b.dimensions[b.rank - 1]) }
    return Shape(result)
  }
}

extension Operation {
  fileprivate func moved(_ move: Primitive.Move, _ operand: Shape) throws(ShapeError) -> Shape {
    switch move {
    case .reshape:
      guard case .shape(let shape) = attributes else { return operand }
      guard shape.dimensions.allSatisfy({ $0 > 0 }), let count = shape.safeCount, count == operand.count else {
        throw .reshape(from: operand, to: shape.dimensions)
      }
      return shape
    case .transpose:
      let axes = axes(rank: operand.rank)
      var seen = [Bool](repeating: false, count: operand.rank)
      guard axes.count == operand.rank else { throw .mismatch(primitive, [operand]) }
      for axis in axes {
        guard axis >= 0, axis < operand.rank else { throw .axisOutOfRange(axis: axis, rank: operand.rank) }
        guard !seen[axis] else { throw .repeatedAxis(axis) }
        seen[axis] = true
      }
      return Shape(axes.map { operand.dimensions[$0] })
    case .tril, .triu:
      guard operand.rank >= 2 else { throw .rankTooLow(primitive, operand) }
      return operand
    case .diag:
      switch operand.rank {
      case 1: return Shape([operand.count, operand.count])
      case 2: return Shape([min(operand.dimensions[0], operand.dimensions[1])])
      default: throw .mismatch(primitive, [operand])
      }
    case .index: return try indexed(operand)
    }
  }

  private func indexed(_ operand: Shape) throws(ShapeError) -> Shape {
    guard subscripts.count <= operand.rank else {
      throw .tooManyIndices(count: subscripts.count, rank: operand.rank)
    }
    var result: [Int] = []
    for (place, length) in zip(subscripts, operand.dimensions) {
      switch place {
      case .entry(let index):
        guard index >= 0, index < length else { throw .indexOutOfRange(index: index, length: length) }
      case .slice(let start, let count, let step):
        guard count > 0 else { throw .empty(primitive) }
        let (reach, overflow) = (count - 1).multipliedReportingOverflow(by: step)
        let (last, overflow2) = start.addingReportingOverflow(reach)
        guard start >= 0, start < length else { throw .indexOutOfRange(index: start, length: length) }
        guard !overflow, !overflow2, last >= 0, last < length else {
          throw .indexOutOfRange(index: overflow || overflow2 ? step : last, length: length)
        }
        result.append(count)
      }
    }
    result.append(contentsOf: operand.dimensions.dropFirst(subscripts.count))
    return Shape(result)
  }

  fileprivate func joined(_ join: Primitive.Join, _ operands: [Shape]) throws(ShapeError) -> Shape {
    let first = operands[0]
    var result = first.dimensions
    switch join {
    case .stack:
      guard operands.allSatisfy({ $0 == first }) else { throw .mismatch(primitive, operands) }
      guard axis >= 0, axis <= first.rank else { throw .axisOutOfRange(axis: axis, rank: first.rank + 1) }
      result.insert(operands.count, at: axis)
    case .concat:
      guard first.rank > 0 else { throw .rankTooLow(primitive, first) }
      guard axis >= 0, axis < first.rank else { throw .axisOutOfRange(axis: axis, rank: first.rank) }
      for operand in operands.dropFirst() {
        guard operand.rank == first.rank else { throw .mismatch(primitive, operands) }
        for (place, length) in operand.dimensions.enumerated() where place != axis {
          guard length == first.dimensions[place] else { throw .mismatch(primitive, operands) }
        }
        result[axis] += operand.dimensions[axis]
      }
    }
    return Shape(result)
  }
}

extension Operation {
  /// The indices are broadcast and stand where the axes were that they stand for.
  fileprivate func taken(_ operands: [Shape]) throws(ShapeError) -> Shape {
    let operand = operands[0]
    let count = operands.count - 1
    guard count > 0, axis + count <= operand.rank else {
      throw .tooManyIndices(count: axis + count, rank: operand.rank)
    }
    guard let places = Shape.broadcast(Array(operands.dropFirst())) else { throw .mismatch(primitive, operands) }
    return Shape(operand.dimensions[..<axis] + places.dimensions + operand.dimensions[(axis + count)...])
  }

  /// All axes before the window's are kept.
  fileprivate func pooled(_ operand: Shape) throws(ShapeError) -> Shape {
    let axes = window.size.count
    guard operand.rank > axes, operand.rank <= axes + 2,
      let counts = window.counts(over: Array(operand.dimensions.suffix(axes)))
    else { throw .mismatch(primitive, [operand]) }
    return Shape(operand.dimensions.dropLast(axes) + counts)
  }

  fileprivate func convolved(
    _ convolution: Primitive.Convolution, _ operands: [Shape]
  ) throws(ShapeError) -> Shape {
    let axes = convolution.axes
    let mismatch = ShapeError.mismatch(primitive, operands)
    guard operands.count == 2 else { throw mismatch }
    let (image, kernel) = (operands[0], operands[1])
    guard kernel.rank == axes + 2, image.rank == axes + 1 || image.rank == axes + 2,
      image.dimensions[image.rank - axes - 1] == kernel.dimensions[1],
      window.size == Array(kernel.dimensions.suffix(axes)),
      let counts = window.counts(over: Array(image.dimensions.suffix(axes)))
    else { throw mismatch }
    return Shape(image.dimensions.dropLast(axes + 1) + [kernel.dimensions[0]] + counts)
  }
}
