import Autodiff

/// The pullbacks of what moves a window over an image, and of what picks entries by their numbers.
extension Differentiation {
  /// What arrives at a mean is shared by the entries of its window; what arrives at an extreme goes to the first that is it.
  mutating func poolPullback(
    _ pool: Primitive.Pool, _ node: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression {
    let x = try operand(node, 0)
    let words: String
    switch pool {
    case .mean1d, .mean2d: words = " shared by each window's entries"
    case .max1d, .max2d: words = " at each window's largest entry"
    }
    return Expression(
      .described(poolCode(pool, node, x, upstream), [.part(upstream), .words(words)]), shape: x.shape)
  }

  /// Nil where windows overlap or leave something out.
  private func poolCode(_ pool: Primitive.Pool, _ node: Int, _ x: Expression, _ upstream: Expression) -> Expression? {
    let window = graph.operation(of: node).window
    let axes = window.size.count
    guard window.tiles(Array(x.shape.dimensions.suffix(axes))) else { return nil }
    let outer = Array(x.shape.dimensions.dropLast(axes))
    let counts = upstream.shape.dimensions.suffix(axes)
    let entries = window.size.reduce(1, *)
    // The axes of a place and of an entry of the window, in turn, as they stand in the image; and places before entries.
    let table = outer + zip(counts, window.size).flatMap { [$0, $1] }
    let order =
      Array(outer.indices) + (0..<axes).map { outer.count + 2 * $0 } + (0..<axes).map { outer.count + 2 * $0 + 1 }
    var inverse = order
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    let grouped = Shape(outer + counts + [entries])
    switch pool {
    case .mean1d, .mean2d:
      let seen = Shape(outer + counts.flatMap { [$0, 1] })
      let shared = Expression.times(upstream.reshaped(to: seen), Expression(.ones, shape: Shape(table)))
      return Expression.times(.fraction(1, Double(entries)), shared.reshaped(to: x.shape))
    case .max1d, .max2d:
      let groups = x.reshaped(to: Shape(table)).permuted(order).reshaped(to: grouped)
      let axis = grouped.rank - 1
      let first = Expression.call(
        .find(.largest), [groups], [.init(key: "axis", value: .integer(axis))], shape: upstream.shape)
      let hit = Expression.call(.oneHot, [first], [.init(key: "", value: .integer(entries))], shape: grouped)
      let column = Shape(upstream.shape.dimensions + [1])
      return Expression.times(upstream.reshaped(to: column), hit)
        .reshaped(to: Shape(outer + counts + window.size)).permuted(inverse).reshaped(to: x.shape)
    }
  }

  /// By the image the cross-correlation with the kernel turned round, by the kernel that of the image with what arrives.
  mutating func convolutionPullback(
    _ node: Int, _ slot: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression {
    let (image, kernel) = (try operand(node, 0), try operand(node, 1))
    let name = graph.operation(of: node).name
    let phrases: [Expression.Phrase] =
      slot == 0
      ? [.words(name + " of "), .part(upstream), .words(" with "), .part(kernel), .words(" turned round")]
      : [.words(name + " of "), .part(image), .words(" with "), .part(upstream)]
    let code = convolutionCode(node, slot, image, kernel, upstream)
    return Expression(.described(code, phrases), shape: slot == 0 ? image.shape : kernel.shape)
  }

  /// Nil where the stride leaves places out.
  private func convolutionCode(
    _ node: Int, _ slot: Int, _ image: Expression, _ kernel: Expression, _ upstream: Expression
  ) -> Expression? {
    let operation = graph.operation(of: node)
    let window = operation.window
    guard window.stride.allSatisfy({ $0 == 1 }) else { return nil }
    let axes = window.size.count
    /// The first two axes exchanged; where one of them is 1 long, that is another shape.
    func exchanged(_ x: Expression) -> Expression {
      let lengths = x.shape.dimensions
      return lengths[0] == 1 || lengths[1] == 1
        ? x.reshaped(to: Shape([lengths[1], lengths[0]] + lengths.dropFirst(2)))
        : x.permuted([1, 0] + Array(2..<axes + 2))
    }
    func correlation(_ image: Expression, _ kernel: Expression, padding: [Int]) -> Expression {
      let own = Window(size: Array(kernel.shape.dimensions.suffix(axes)), stride: window.stride, padding: padding)
      let counts = own.counts(over: Array(image.shape.dimensions.suffix(axes))) ?? []
      return .call(
        operation.primitive, [image, kernel], own.options(ofPool: false),
        shape: Shape(image.shape.dimensions.dropLast(axes + 1) + [kernel.shape.dimensions[0]] + counts))
    }
    if slot == 0 {
      let padding = zip(window.size, window.padding).map { $0 - 1 - $1 }
      guard padding.allSatisfy({ $0 >= 0 }) else { return nil }
      let swapped = exchanged(kernel)
      let turned = swapped.indexed(
        swapped.shape.dimensions.enumerated().map { axis, length in
          axis < 2 || length == 1
            ? .slice(start: 0, count: length, step: 1) : .slice(start: length - 1, count: length, step: -1)
        })
      return upstream.mapLinearly { correlation($0, turned, padding: padding) }
    }
    // The batch is what is added up; without one it is 1 long.
    func inner(_ x: Expression) -> Expression {
      if x.shape.rank == axes + 2 { return exchanged(x) }
      return x.reshaped(to: Shape([x.shape.dimensions[0], 1] + x.shape.dimensions.dropFirst()))
    }
    let seen = inner(image)
    return inner(upstream).mapLinearly { exchanged(correlation(seen, $0, padding: window.padding)) }
  }

  /// −A⁻ᵀ·g·A⁻ᵀ; the cofactors, of a small matrix written out.
  mutating func matrixPullback(
    _ matrix: Primitive.Matrix, _ node: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression {
    let a = try operand(node, 0)
    func inverse() -> Expression { .call(.matrix(.inverse), [a], shape: a.shape) }
    switch matrix {
    case .inverse:
      let z = (symbol(for: node) ?? inverse()).transposed
      return z.matrixProduct(upstream).matrixProduct(z).negated
    case .determinant where a.shape.count == 1: return upstream.reshaped(to: a.shape)
    case .determinant where a.shape.count == 4:
      func entry(_ row: Int, _ column: Int) -> Expression { a.indexed([.entry(row), .entry(column)]) }
      return .times(
        upstream, .list([entry(1, 1), entry(1, 0).negated, entry(0, 1).negated, entry(0, 0)], shape: a.shape))
    case .determinant:
      let own = symbol(for: node) ?? .call(.matrix(.determinant), [a], shape: .scalar)
      return .product([upstream, own, inverse().transposed])
    }
  }

  /// Each entry goes back to where it was taken from.
  mutating func takePullback(_ node: Int, _ upstream: Expression) throws(Unwritable) -> Expression {
    let operands = graph.operands(of: node)
    // Numbers from the end are none of `one_hot`.
    for operand in operands.dropFirst() {
      guard isNeverNegative(operand) else { throw Unwritable() }
    }
    let table = graph.shape(of: operands[0])
    let first = try operand(node, 1)
    let axis = graph.operation(of: node).axis
    if axis > 0 {
      // The axis as the last one, and back.
      guard operands.count == 2, first.shape.rank == 1 else { throw Unwritable() }
      let order = (0..<table.rank).filter { $0 != axis } + [axis]
      var inverse = order
      for (place, axis) in order.enumerated() { inverse[axis] = place }
      return upstream.permuted(order).matrixProduct(oneHot(first, table.dimensions[axis])).permuted(inverse)
    }
    if operands.count == 2 { return try rowsPullback(first, node, upstream) }
    let second = try operand(node, 2)
    let count = upstream.shape.count
    guard operands.count == 3, table.rank == 2, first.shape == second.shape, first.shape.rank <= 1 else {
      throw Unwritable()
    }
    let (rows, columns) = (oneHot(first, table.dimensions[0]), oneHot(second, table.dimensions[1]))
    if upstream.shape.isScalar { return rows.outerProduct(Expression.times(upstream, columns)) }
    return rows.transposed.matrixProduct(.times(upstream.reshaped(to: [count, 1]), columns))
  }

  private func oneHot(_ indices: Expression, _ length: Int) -> Expression {
    .call(
      .oneHot, [indices], [.init(key: "", value: .integer(length))],
      shape: Shape(indices.shape.dimensions + [length]))
  }

  private func isNeverNegative(_ node: Int) -> Bool {
    switch graph.primitive(of: node) {
    case .leaf: graph.leafValue(of: node).scalars.allSatisfy { $0 >= 0 }
    case .find: true
    case .identity: isNeverNegative(graph.operand(of: node, slot: 0))
    case _: false
    }
  }
}
