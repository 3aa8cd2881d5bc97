import Autodiff

/// Functions that are made of others. Each in a form that is exact where the plain one overflows or cancels, and with PyTorch's derivative at
/// its kinks.
extension Lowering {
  mutating func composed(_ composition: Function.Composition, _ call: Call) throws(Unreadable) -> Int32 {
    let node = call.node
    switch composition {
    case .exp2:
      let exponent = try only(call)
      return try pair(.pow, node, constant(2), exponent)
    case .rsqrt: return try record(.parametric(.power), .number(-0.5), [only(call)], node)
    case .reciprocal:
      let x = try only(call)
      return try pair(.divide, node, constant(1), x)
    case .logSigmoid: return try map(.negate, node, map(.softplus, node, map(.negate, node, only(call))))
    case .relu6: return try bounded(only(call), below: 0, above: 6, node)
    case .hardtanh: return try bounded(only(call), below: -1, above: 1, node)
    case .selu:
      let curve = try record(.parametric(.elu), .number(Selu.alpha), [only(call)], node)
      return try pair(.multiply, node, constant(Selu.scale), curve)
    case .mish:
      let x = try only(call)
      return try pair(.multiply, node, x, map(.tanh, node, map(.softplus, node, x)))
    case .clip: return try clipped(call)
    case .meanSquaredError: return try mean(map(.square, node, difference(call)), node)
    case .meanAbsoluteError: return try mean(map(.abs, node, difference(call)), node)
    case .huber: return try huber(call)
    case .binaryCrossEntropy: return try binaryCrossEntropy(call)
    case .binaryCrossEntropyOfLogits:
      // softplus(z) − t·z
      let (z, t) = try examples(call)
      return try mean(pair(.subtract, node, map(.softplus, node, z), pair(.multiply, node, t, z)), node)
    case .divergence: return try divergence(call)
    case .linear: return try linear(call)
    case .negativeLogLikelihood: return try negativeLogLikelihood(call)
    case .solve:
      let operands = try operands(2, call)
      let inverse = try record(.matrix(.inverse), .none, [operands[0]], node)
      return try record(.product(.matmul), .none, [inverse, operands[1]], node)
    case .trace:
      let operand = try only(call)
      let shape = graph.shape(of: operand)
      guard shape.rank == 2, shape.dimensions[0] == shape.dimensions[1] else {
        throw fail(.call(.notSquare(function: call.written, shape)), node)
      }
      let diagonal = try record(.move(.diag), .none, [operand], node)
      return try record(
        .reduce(.sum), .reduction(axes: nil, keepDimensions: false, ddof: 0), [diagonal], node)
    case .cross: return try cross(call)
    }
  }

  /// The constants of selu (Klambauer and others, 2017).
  private enum Selu {
    static let scale = 1.050_700_987_355_480_5
    static let alpha = 1.673_263_242_354_377_2
  }

  // MARK: Bounds

  /// The bound itself has no slope.
  private mutating func bounded(
    _ x: Int32, below low: Double, above high: Double, _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    let (low, high) = (constant(low), constant(high))
    let raised = try choose(.lessOrEqual, x, low, low, x, node)
    return try choose(.greaterOrEqual, x, high, high, raised, node)
  }

  /// At a bound that is a number there is no slope; a bound that is a node shares it.
  private mutating func clipped(_ call: Call) throws(Unreadable) -> Int32 {
    var result = try only(call)
    guard !call.arguments.options.isEmpty else {
      throw fail(
        .call(.missingOption(function: call.written, option: "low", example: "\(call.written)(x, low=0, high=1)")),
        call.node)
    }
    for (option, comparison, extreme) in [
      ("low", Primitive.Comparison.lessOrEqual, Primitive.Pair.maximum), ("high", .greaterOrEqual, .minimum),
    ] {
      guard let root = call.arguments.value(option) else { continue }
      let number = number(root)
      // A cell's numbers are no nodes of their own.
      let bound = values[Int(root)] < 0 && number != nil ? constant(number ?? 0) : try operand(root)
      result =
        number != nil
        ? try choose(comparison, result, bound, bound, result, call.node)
        : try pair(extreme, call.node, result, bound)
    }
    return result
  }

  // MARK: Losses

  /// Both operands, which hold one number for each example.
  private mutating func examples(_ call: Call) throws(Unreadable) -> (Int32, Int32) {
    let operands = try operands(2, call)
    let (a, b) = (graph.shape(of: operands[0]), graph.shape(of: operands[1]))
    guard Shape.broadcast([a, b]) != nil else {
      throw fail(.call(.lossShapes(function: call.written, a, b)), call.node)
    }
    return (operands[0], operands[1])
  }

  private mutating func difference(_ call: Call) throws(Unreadable) -> Int32 {
    let (a, b) = try examples(call)
    return try pair(.subtract, call.node, a, b)
  }

  /// ½e² up to delta, and from there on delta·(|e| − ½·delta).
  private mutating func huber(_ call: Call) throws(Unreadable) -> Int32 {
    let node = call.node
    let delta = try number(of: "delta", call, 1)
    if !(delta > 0 && delta < .infinity), let root = call.arguments.value("delta") {
      throw fail(
        .call(.optionRange(option: "delta", expects: "a number above 0", found: tree.short(tree.nodes[Int(root)]))),
        root)
    }
    let error = try difference(call)
    let distance = try map(.abs, node, error)
    let bowl = try pair(.multiply, node, constant(0.5), map(.square, node, error))
    var line = try pair(.subtract, node, distance, constant(delta / 2))
    if delta != 1 { line = try pair(.multiply, node, constant(delta), line) }
    return try mean(choose(.lessOrEqual, distance, constant(delta), bowl, line, node), node)
  }

  /// −mean(t·log(p) + (1 − t)·log(1 − p))
  private mutating func binaryCrossEntropy(_ call: Call) throws(Unreadable) -> Int32 {
    let node = call.node
    let (p, t) = try examples(call)
    let one = constant(1)
    let yes = try pair(.multiply, node, t, map(.log, node, p))
    let no = try pair(
      .multiply, node, pair(.subtract, node, one, t), map(.log, node, pair(.subtract, node, one, p)))
    return try map(.negate, node, mean(pair(.add, node, yes, no), node))
  }

  /// mean(p·(log(p) − log(q))), where what has no probability adds nothing: there the logarithm is taken of 1.
  private mutating func divergence(_ call: Call) throws(Unreadable) -> Int32 {
    let node = call.node
    let (p, q) = try examples(call)
    let positive = try choose(.greater, p, constant(0), p, constant(1), node)
    let ratio = try pair(.subtract, node, map(.log, node, positive), map(.log, node, q))
    return try mean(pair(.multiply, node, p, ratio), node)
  }

  /// The mean of −logp at each row's class.
  private mutating func negativeLogLikelihood(_ call: Call) throws(Unreadable) -> Int32 {
    let (node, operands) = (call.node, try operands(2, call))
    let (shape, classes) = (graph.shape(of: operands[0]), graph.shape(of: operands[1]))
    guard let count = shape.dimensions.last, shape.rank <= 2, classes.dimensions == shape.dimensions.dropLast() else {
      throw fail(.call(.classShapes(function: call.written, shape, classes)), node)
    }
    try checkChoices(operands[1], of: count, call, call.arguments.operands[1])
    var indices = [operands[1]]
    if shape.rank == 2 {
      let rows = shape.dimensions[0]
      indices.insert(graph.leaf(Tensor(shape: [rows], scalars: (0..<rows).map { Double($0) })), at: 0)
    }
    let chosen = try record(.take, .axis(0), [operands[0]] + indices, node)
    return try map(.negate, node, shape.rank == 2 ? mean(chosen, node) : chosen)
  }

  // MARK: Layers

  /// a × b of vectors with three entries, the next but one after the next: x[[1, 2, 0]]·y[[2, 0, 1]] − x[[2, 0, 1]]·y[[1, 2, 0]].
  private mutating func cross(_ call: Call) throws(Unreadable) -> Int32 {
    let (node, operands) = (call.node, try operands(2, call))
    let shapes = operands.map { graph.shape(of: $0) }
    guard shapes.allSatisfy({ $0.dimensions.last == 3 }), Shape.broadcast(shapes) != nil else {
      throw fail(.call(.crossShapes(shapes[0], shapes[1])), node)
    }
    let turns = [[1.0, 2, 0], [2.0, 0, 1]].map { graph.leaf(Tensor(shape: [3], scalars: $0)) }
    func turned(_ operand: Int32, _ turn: Int32) throws(Unreadable) -> Int32 {
      try record(.take, .axis(graph.shape(of: operand).rank - 1), [operand, turn], node)
    }
    let there = try pair(.multiply, node, turned(operands[0], turns[0]), turned(operands[1], turns[1]))
    let back = try pair(.multiply, node, turned(operands[0], turns[1]), turned(operands[1], turns[0]))
    return try pair(.subtract, node, there, back)
  }

  /// x·Wᵀ + b
  private mutating func linear(_ call: Call) throws(Unreadable) -> Int32 {
    let operands = try operands(2, call)
    let product = try record(
      .product(.matmul), .none, [operands[0], transposed(operands[1], call.node)], call.node)
    guard let bias = call.arguments.value("b") else { return product }
    if isNumber(bias), literalNumber(bias) == 0 { return product }
    return try pair(.add, call.node, product, operand(bias))
  }

  // MARK: Parts

  mutating func constant(_ number: Double) -> Int32 { graph.leaf(number) }

  private mutating func mean(_ operand: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    try record(.reduce(.mean), .reduction(axes: nil, keepDimensions: false, ddof: 0), [operand], node)
  }

  /// `yes` where the comparison of `a` with `b` holds, else `no`.
  private mutating func choose(
    _ comparison: Primitive.Comparison, _ a: Int32, _ b: Int32, _ yes: Int32, _ no: Int32, _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    let condition = try record(.compare(comparison), .none, [a, b], node)
    return try record(.choose, .none, [condition, yes, no], node)
  }
}
