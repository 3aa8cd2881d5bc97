import Autodiff

/// The table of spellings: every primitive as the lesson wrote it, not simplified.
extension Differentiation {
  mutating func written(_ node: Int) throws(Unwritable) -> Expression {
    let operation = graph.operation(of: node)
    let shape = graph.shape(of: node)
    switch operation.primitive {
    case .leaf: return try literal(graph.leafValue(of: node))
    case .identity: return try operand(node, 0)
    case .map(let map): return try written(map, node)
    case .parametric(let parametric): return try written(parametric, node, operation.number)
    case .pair(let pair): return try written(pair, node)
    case .compare(let comparison): return .comparison(comparison, try operand(node, 0), try operand(node, 1))
    case .reduce, .find:
      let (axes, keepDimensions, ddof) = operation.reduction
      return try call(node, Expression.Option.reduction(axes: axes, keepDimensions: keepDimensions, ddof: ddof))
    case .move(let move): return try written(move, node)
    case .join(let join): return try written(join, node)
    case .scan: return try call(node, operation.axisOption)
    case .product(.matmul):
      if let outer = try outerProduct(node) { return outer }
      return Expression(.matrixProduct(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .product(.outer):
      return Expression(.outerProduct(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .pool: return try call(node, operation.window.options(ofPool: true))
    case .convolve: return try call(node, operation.window.options(ofPool: false))
    case .take:
      let parts = try operands(node)
      return Expression(.taken(parts[0], axis: operation.axis, Array(parts.dropFirst())), shape: shape)
    case .lines(let lines): return try written(lines, node)
    case .dropout: return try call(node, operation.dropoutOptions)
    case .oneHot: return try call(node, [.init(key: "", value: .integer(shape.dimensions[shape.rank - 1]))])
    case .crossEntropy:
      // Class numbers as the lesson wrote them.
      let target = graph.operand(of: node, slot: 1)
      guard graph.primitive(of: target) == .oneHot, symbol(for: target) == nil else { return try call(node) }
      return .call(.crossEntropy, [try operand(node, 0), try operand(target, 0)], shape: shape)
    case .detach, .choose, .embedding, .product(.dot), .matrix: return try call(node)
    }
  }

  /// `a·bᵀ`: a vector as a column by a vector as a row.
  private mutating func outerProduct(_ node: Int) throws(Unwritable) -> Expression? {
    let (column, row) = (graph.operand(of: node, slot: 0), graph.operand(of: node, slot: 1))
    for (side, ones) in [(column, 1), (row, 0)] {
      guard graph.primitive(of: side) == .move(.reshape), symbol(for: side) == nil,
        graph.shape(of: side).rank == 2, graph.shape(of: side).dimensions[ones] == 1,
        graph.shape(of: graph.operand(of: side, slot: 0)).rank == 1
      else { return nil }
    }
    let (a, b) = (try operand(column, 0), try operand(row, 0))
    return Expression(.outerProduct(a, b), shape: graph.shape(of: node))
  }

  private mutating func written(_ map: Primitive.Map, _ node: Int) throws(Unwritable) -> Expression {
    switch map {
    case .negate: return Expression(.negative(try operand(node, 0)), shape: graph.shape(of: node))
    case .square: return Expression(.power(try operand(node, 0), .number(2)), shape: graph.shape(of: node))
    case .geluTanh: return try call(node, [.init(key: "approximate", value: .text("tanh"))])
    case .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .abs, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .sigmoid, .relu, .softplus, .silu, .erf, .sign, .floor, .ceil, .round, .gelu:
      return try call(node)
    }
  }

  private mutating func written(
    _ parametric: Primitive.Parametric, _ node: Int, _ number: Double
  ) throws(Unwritable) -> Expression {
    switch parametric {
    case .leakyRelu: return try call(node, number == 0.01 ? [] : [.init(key: "slope", value: .number(number))])
    case .elu: return try call(node, number == 1 ? [] : [.init(key: "alpha", value: .number(number))])
    case .power: return Expression(.power(try operand(node, 0), .number(number)), shape: graph.shape(of: node))
    }
  }

  private mutating func written(_ pair: Primitive.Pair, _ node: Int) throws(Unwritable) -> Expression {
    let shape = graph.shape(of: node)
    switch pair {
    case .add, .subtract: return Expression(.sum(try terms(of: node)), shape: shape)
    case .multiply: return Expression(.product(try factors(of: node)), shape: shape)
    case .divide: return Expression(.quotient(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .pow: return Expression(.power(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .minimum, .maximum, .atan2: return try call(node)
    }
  }

  private mutating func written(_ move: Primitive.Move, _ node: Int) throws(Unwritable) -> Expression {
    let shape = graph.shape(of: node)
    switch move {
    case .reshape: return try call(node, [.init(key: "", value: .integers(shape.dimensions))])
    case .transpose:
      let axes = graph.operation(of: node).axes(rank: shape.rank)
      if axes == Array((0..<shape.rank).reversed()) {
        return Expression(.transposed(try operand(node, 0)), shape: shape)
      }
      return try call(node, [.init(key: "axes", value: .integers(axes))])
    case .index:
      return Expression(.indexed(try operand(node, 0), graph.operation(of: node).subscripts), shape: shape)
    case .tril, .triu, .diag: return try call(node)
    }
  }

  private mutating func written(_ join: Primitive.Join, _ node: Int) throws(Unwritable) -> Expression {
    let operation = graph.operation(of: node)
    switch join {
    case .stack where operation.axis == 0:
      return Expression(.list(try operands(node)), shape: graph.shape(of: node))
    case .concat, .stack: return try call(node, operation.axisOption)
    }
  }

  private mutating func written(_ lines: Primitive.Lines, _ node: Int) throws(Unwritable) -> Expression {
    let (operation, rank) = (graph.operation(of: node), graph.shape(of: node).rank)
    switch lines {
    case .softmax, .logSoftmax:
      let axis = operation.lineAxis(rank: rank)
      return try call(node, axis == rank - 1 ? [] : [.init(key: "axis", value: .integer(axis))])
    case .layerNorm, .batchNorm, .rmsNorm:
      return try call(node, operation.number == 1e-5 ? [] : [.init(key: "eps", value: .number(operation.number))])
    }
  }

  mutating func operands(_ node: Int) throws(Unwritable) -> [Expression] {
    var result: [Expression] = []
    for slot in 0..<graph.operandCount(of: node) { result.append(try operand(node, slot)) }
    return result
  }

  private mutating func call(_ node: Int, _ options: [Expression.Option] = []) throws(Unwritable) -> Expression {
    .call(graph.primitive(of: node), try operands(node), options, shape: graph.shape(of: node))
  }

  /// a − b + c, which is recorded as (a − b) + c, without recursion.
  private mutating func terms(of node: Int) throws(Unwritable) -> [Expression.Term] {
    var terms: [Expression.Term] = []
    var current = node
    while let isSubtracted = subtracts(current), current == node || writer.name(of: current) == nil {
      terms.append(.init(isSubtracted: isSubtracted, value: try operand(current, 1)))
      current = graph.operand(of: current, slot: 0)
    }
    terms.append(.init(value: try term(for: current)))
    return terms.reversed()
  }

  private func subtracts(_ node: Int) -> Bool? {
    let primitive = graph.primitive(of: node)
    return primitive == .pair(.add) ? false : primitive == .pair(.subtract) ? true : nil
  }

  private mutating func factors(of node: Int) throws(Unwritable) -> [Expression] {
    var factors: [Expression] = []
    var current = node
    while graph.primitive(of: current) == .pair(.multiply), current == node || writer.name(of: current) == nil {
      factors.append(try operand(current, 1))
      current = graph.operand(of: current, slot: 0)
    }
    factors.append(try term(for: current))
    return factors.reversed()
  }

  /// A number, or numbers in brackets.
  private func literal(_ value: Tensor) throws(Unwritable) -> Expression {
    let shape = value.shape
    if shape.isScalar {
      return value.scalars[0] == .pi ? Expression(.circleNumber, shape: .scalar) : .number(value.scalars[0])
    }
    if value.scalars.count > 16 || shape.rank > 1 && value.scalars.count > 4 {
      if value.scalars.allSatisfy({ $0 == 0 }) { return .zero(shape) }
      if value.scalars.allSatisfy({ $0 == 1 }) { return Expression(.ones, shape: shape) }
    }
    guard value.scalars.count <= FormulaWriter.sizeLimit, shape.rank <= 32 else { throw Unwritable() }
    return .list(value.scalars.map { .number($0) }, shape: shape)
  }
}

extension Expression {
  /// Brackets in brackets, row by row.
  static func list(_ entries: [Expression], shape: Shape) -> Expression {
    var rows = entries
    var inner: [Int] = []
    for length in shape.dimensions.reversed() {
      inner.insert(length, at: 0)
      rows = stride(from: 0, to: rows.count, by: length).map { start in
        Expression(.list(Array(rows[start..<start + length])), shape: Shape(inner))
      }
    }
    return rows[0]
  }
}

extension Operation {
  var axisOption: [Expression.Option] { axis == 0 ? [] : [.init(key: "axis", value: .integer(axis))] }
}

extension Window {
  /// `[2, 2], stride=1`; the size of a convolution's is its kernel's.
  func options(ofPool isPool: Bool) -> [Expression.Option] {
    func option(_ key: String, _ numbers: [Int], unless usual: [Int]) -> [Expression.Option] {
      if numbers == usual { return [] }
      let isOne = numbers.allSatisfy { $0 == numbers[0] }
      return [.init(key: key, value: isOne ? .integer(numbers[0]) : .integers(numbers))]
    }
    if isPool { return option("", size, unless: []) + option("stride", stride, unless: size) }
    let (ones, zeros) = (size.map { _ in 1 }, size.map { _ in 0 })
    return option("stride", stride, unless: ones) + option("padding", padding, unless: zeros)
  }
}
