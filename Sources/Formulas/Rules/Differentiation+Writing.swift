import Autodiff

/// The table of spellings: every primitive as the lesson wrote it, not simplified.
extension Differentiation {
  mutating func written(_ node: Int) throws(Unwritable) -> Expression {
    let operation = graph.operation(of: node)
    let shape = graph.shape(of: node)
    switch operation.primitive {
    case .leaf: return try literal(graph.leafValue(of: node))
    case .identity: return try operand(node, 0)
    case .negate:
      let inner = try operand(node, 0)
      return Expression(.negative(inner), shape: shape)
    case .exp, .log, .sqrt, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus, .silu, .erf, .sign, .floor,
      .gelu, .tril, .triu, .detach, .embedding:
      return try call(node)
    case .geluTanh: return try call(node, [.init(key: "approximate", value: .text("tanh"))])
    case .leakyRelu:
      return try call(node, operation.number == 0.01 ? [] : [.init(key: "slope", value: .number(operation.number))])
    case .elu:
      return try call(node, operation.number == 1 ? [] : [.init(key: "alpha", value: .number(operation.number))])
    case .square, .power:
      let exponent = operation.primitive == .square ? 2 : operation.number
      return Expression(.power(try operand(node, 0), .number(exponent)), shape: shape)
    case .add, .subtract: return Expression(.sum(try terms(of: node)), shape: shape)
    case .multiply: return Expression(.product(try factors(of: node)), shape: shape)
    case .divide: return Expression(.quotient(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .pow: return Expression(.power(try operand(node, 0), try operand(node, 1)), shape: shape)
    case .minimum, .maximum, .select, .dot: return try call(node)
    case .less: return try comparison(.less, node)
    case .lessEqual: return try comparison(.lessOrEqual, node)
    case .greater: return try comparison(.greater, node)
    case .greaterEqual: return try comparison(.greaterOrEqual, node)
    case .equal: return try comparison(.equal, node)
    case .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest:
      let (axes, keepDimensions, ddof) = operation.reduction
      return try call(node, Expression.Option.reduction(axes: axes, keepDimensions: keepDimensions, ddof: ddof))
    case .reshape: return try call(node, [.init(key: "", value: .integers(shape.dimensions))])
    case .transpose:
      let axes = operation.axes(rank: shape.rank)
      let inner = try operand(node, 0)
      if axes == Array((0..<shape.rank).reversed()) { return Expression(.transposed(inner), shape: shape) }
      return try call(node, [.init(key: "axes", value: .integers(axes))])
    case .index: return Expression(.indexed(try operand(node, 0), operation.subscripts), shape: shape)
    case .concat, .cumsum: return try call(node, operation.axisOption)
    case .stack:
      let arguments = try operands(node)
      if operation.axis == 0 { return Expression(.list(arguments), shape: shape) }
      return .call(.stack, arguments, operation.axisOption, shape: shape)
    case .softmax, .logSoftmax:
      let axis = operation.lineAxis(rank: shape.rank)
      return try call(node, axis == shape.rank - 1 ? [] : [.init(key: "axis", value: .integer(axis))])
    case .layerNorm, .rmsNorm:
      return try call(node, operation.number == 1e-5 ? [] : [.init(key: "eps", value: .number(operation.number))])
    case .dropout: return try call(node, operation.dropoutOptions)
    case .oneHot: return try call(node, [.init(key: "", value: .integer(shape.dimensions[shape.rank - 1]))])
    case .crossEntropy:
      // Class numbers as the lesson wrote them.
      let target = graph.operand(of: node, slot: 1)
      guard graph.primitive(of: target) == .oneHot, symbol(for: target) == nil else { return try call(node) }
      return .call(.crossEntropy, [try operand(node, 0), try operand(target, 0)], shape: shape)
    case .matmul: return Expression(.matrixProduct(try operand(node, 0), try operand(node, 1)), shape: shape)
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

  private mutating func comparison(_ relation: Expression.Relation, _ node: Int) throws(Unwritable) -> Expression {
    .comparison(relation, try operand(node, 0), try operand(node, 1))
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
    switch graph.primitive(of: node) {
    case .add: false
    case .subtract: true
    default: nil
    }
  }

  private mutating func factors(of node: Int) throws(Unwritable) -> [Expression] {
    var factors: [Expression] = []
    var current = node
    while graph.primitive(of: current) == .multiply, current == node || writer.name(of: current) == nil {
      factors.append(try operand(current, 1))
      current = graph.operand(of: current, slot: 0)
    }
    factors.append(try term(for: current))
    return factors.reversed()
  }

  /// A number, or numbers in brackets.
  private func literal(_ value: Tensor) throws(Unwritable) -> Expression {
    let shape = value.shape
    if shape.isScalar { return .number(value.scalars[0]) }
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
  var number: Double {
    if case .number(let value) = attributes { return value }
    return .nan
  }
  var axis: Int {
    if case .axis(let axis) = attributes { return axis }
    return 0
  }
  var axisOption: [Expression.Option] { axis == 0 ? [] : [.init(key: "axis", value: .integer(axis))] }

  func axes(rank: Int) -> [Int] {
    if case .axes(let axes) = attributes { return axes }
    return (0..<rank).reversed()
  }

  var subscripts: [Subscript] {
    if case .subscripts(let subscripts) = attributes { return subscripts }
    return []
  }

  var reduction: (axes: [Int]?, keepDimensions: Bool, ddof: Double) {
    if case .reduction(let axes, let keepDimensions, let ddof) = attributes { return (axes, keepDimensions, ddof) }
    return (nil, false, 0)
  }
}
