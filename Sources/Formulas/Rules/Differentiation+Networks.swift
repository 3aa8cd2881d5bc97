import Autodiff

/// The pullbacks of the functions of networks.
extension Differentiation {
  mutating func linesPullback(_ lines: Primitive.Lines, _ node: Int, _ upstream: Expression) throws(Unwritable)
    -> Expression
  {
    let z = try result(of: node)
    let operation = graph.operation(of: node)
    let axis = operation.lineAxis(rank: z.shape.rank)
    switch lines {
    case .softmax where z.shape.rank == 1:
      let length = z.shape.dimensions[0]
      return Expression(.softmaxMatrix(z), shape: [length, length]).matrixProduct(upstream)
    case .softmax: return upstream.mapLinearly { g in .times(z, .difference(g, .times(z, g).line(.sum, axis))) }
    case .logSoftmax:
      return upstream.mapLinearly { g in .difference(g, .product([.call(.exp, z), g.line(.sum, axis)])) }
    case .layerNorm, .batchNorm:
      let x = try operand(node, 0)
      return normPullback(x, z, operation, spread: x.line(.variance, axis), isCentred: true, upstream)
    case .rmsNorm:
      let x = try operand(node, 0)
      return normPullback(x, z, operation, spread: x.raised(to: 2).line(.mean, axis), isCentred: false, upstream)
    }
  }

  func dropoutPullback(_ node: Int, _ upstream: Expression) -> Expression {
    let options = graph.operation(of: node).dropoutOptions
    return upstream.mapLinearly { .call(.dropout, [$0], options, shape: $0.shape) }
  }

  /// A node by its name, or what it computes.
  private mutating func result(of node: Int) throws(Unwritable) -> Expression {
    if let symbol = symbol(for: node) { return symbol }
    return try definition(of: node)
  }

  /// (g − mean(g) − z·mean(z·g))/√(var(x) + eps), and the same without the middle term.
  private func normPullback(
    _ x: Expression, _ z: Expression, _ operation: Operation, spread: Expression, isCentred: Bool,
    _ upstream: Expression
  ) -> Expression {
    let axis = operation.lineAxis(rank: x.shape.rank)
    let root = Expression.call(
      .sqrt, operation.number == 0 ? spread : .sum(spread, .number(operation.number)))
    return upstream.mapLinearly { g in
      var terms: [Expression.Term] = [.init(value: g)]
      if isCentred { terms.append(.init(isSubtracted: true, value: g.line(.mean, axis))) }
      terms.append(.init(isSubtracted: true, value: .product([z, Expression.times(z, g).line(.mean, axis)])))
      return Expression(.quotient(Expression(.sum(terms), shape: x.shape), root), shape: x.shape)
    }
  }

  /// (softmax(z) − y)/n, where each row of y adds up to 1; −log_softmax(z)/n.
  mutating func crossEntropyPullback(_ node: Int, _ slot: Int, _ upstream: Expression) throws(Unwritable)
    -> Expression
  {
    let (z, y) = (try operand(node, 0), try operand(node, 1))
    let axis = z.shape.rank - 1
    let rows = Double(z.shape.count / z.shape.dimensions[axis])
    /// Over n, which stands below all.
    func shared(_ product: Expression) -> Expression {
      rows == 1 ? product : Expression(.quotient(product, .number(rows)), shape: product.shape)
    }
    if slot == 1 { return shared(.times(upstream, .call(.lines(.logSoftmax), [z], shape: z.shape))).negated }
    var softmax = Expression.call(.lines(.softmax), [z], shape: z.shape)
    if !rowsAddUpToOne(graph.operand(of: node, slot: 1)) { softmax = .times(softmax, y.line(.sum, axis)) }
    return shared(.times(upstream, .difference(softmax, y)))
  }

  /// Whether each row of a node adds up to 1, whatever is trained.
  private func rowsAddUpToOne(_ node: Int) -> Bool {
    let operation = graph.operation(of: node)
    if operation.primitive == .oneHot { return true }
    if operation.primitive == .identity { return rowsAddUpToOne(graph.operand(of: node, slot: 0)) }
    let shape = graph.shape(of: node)
    if operation.primitive == .lines(.softmax) { return operation.lineAxis(rank: shape.rank) == shape.rank - 1 }
    guard operation.primitive == .leaf, !writer.isParameter(node) else { return false }
    let value = graph.leafValue(of: node)
    let length = value.shape.dimensions.last ?? 1
    return stride(from: 0, to: value.scalars.count, by: length).allSatisfy { row in
      (value.scalars[row..<row + length].reduce(0, +) - 1).magnitude <= 1e-12
    }
  }

  /// one_hot(i, n)ᵀ·g: each row goes back to where it was copied from.
  func rowsPullback(_ indices: Expression, _ node: Int, _ upstream: Expression) throws(Unwritable) -> Expression {
    let table = graph.shape(of: graph.operand(of: node, slot: 0))
    let rows = table.dimensions[0]
    let length = table.count / rows
    let flat = indices.shape.rank <= 1 ? indices : indices.reshaped(to: [indices.shape.count])
    let oneHot = Expression.call(
      .oneHot, [flat], [.init(key: "", value: .integer(rows))], shape: Shape(flat.shape.dimensions + [rows]))
    if flat.shape.isScalar {
      if table.rank == 1 { return .times(upstream, oneHot) }
      return oneHot.outerProduct(upstream.reshaped(to: [length])).reshaped(to: table)
    }
    if table.rank == 1 { return oneHot.transposed.matrixProduct(upstream.reshaped(to: [flat.shape.count])) }
    return oneHot.transposed.matrixProduct(upstream.reshaped(to: [flat.shape.count, length])).reshaped(to: table)
  }
}

extension Expression {
  /// A sum, mean or variance along one axis, which stays with the length 1, so that it broadcasts against the operand; of a vector
  /// one number.
  func line(_ reduction: Primitive.Reduction, _ axis: Int) -> Expression {
    if shape.rank <= 1 { return .call(.reduce(reduction), [self], shape: .scalar) }
    var lengths = shape.dimensions
    lengths[axis] = 1
    return .call(.reduce(reduction), [self], [Option(key: "axis", value: .line(axis))], shape: Shape(lengths))
  }
}

extension Operation {
  var dropoutOptions: [Expression.Option] {
    guard case .dropout(let probability, let seed) = attributes else { return [] }
    return [.init(key: "p", value: .number(probability)), .init(key: "seed", value: .integer(seed))]
  }
}
