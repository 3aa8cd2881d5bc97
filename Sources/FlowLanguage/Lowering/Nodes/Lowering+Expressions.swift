import Autodiff

extension Lowering {
  /// Records an expression.
  /// - Returns: its node. What is wrong with any part of it is noted.
  mutating func expression(_ root: Int32) throws(Unreadable) -> Int32 {
    let first = Int(tree.nodes[Int(root)].first)
    mark(from: first, to: Int(root))
    for index in first...Int(root) where !marks[index].contains(.skipped) {
      values[index] = (try? record(index, tree.nodes[index])) ?? -1
    }
    let node = try operand(root)
    if ownForm != nil, root < ownNodes { noteOwnForm(of: root) }
    return node
  }

  /// Finds literals, and what belongs to an operation and is no node: exponents, axes, indices.
  private mutating func mark(from first: Int, to root: Int) {
    for index in first...root {
      marks[index] = []
      let node = tree.nodes[index]
      switch node.kind {
      case .number: marks[index] = .literal
      case .name: if number(named: Int(node.a)) != nil { marks[index] = .literal }
      case .negate:
        let operand = tree.nodes[Int(node.a)].kind
        if operand == .number || operand == .name && isNumber(node.a) {
          marks[index] = .literal
          marks[Int(node.a)].insert(.skipped)
        }
      case .list:
        if tree.children(node).allSatisfy({ marks[Int($0)].contains(.literal) }) {
          marks[index] = .literal
          skip(Int(node.first)..<index)
        }
      case .power: if isNumber(node.b) { skip(node.b) }
      case .product: if isMixed(node) { marks[Int(node.a)].insert(.skipped) }
      case .call:
        if let cell = cell(index) { markCell(index, cell) } else { markArguments(of: node) }
      case .method: if let cell = cell(index) { markCell(index, cell) }
      case .index:
        let isMember = isMember(node)
        for child in tree.children(node) where isMember || !isIndexNode(child) { skip(child) }
        if let cell = cell(index) { markCell(index, cell) }
        if isMember { skip(node.a) }
      case .member:
        if let cell = cell(index) {
          markCell(index, cell)
        } else if tree.nodes[Int(node.a)].kind == .member {
          // What is below is skipped already.
          marks[Int(node.a)].insert(.skipped)
        } else {
          skip(node.a)
        }
      case .property: if number(ofProperty: node) != nil { marks[index] = .literal }
      case .derivative: skip(Int(node.first)..<index)
      default: break
      }
    }
  }

  /// A number as it is written, perhaps with a minus; no list.
  func isNumber(_ node: Int32) -> Bool {
    marks[Int(node)].contains(.literal) && tree.nodes[Int(node)].kind != .list
  }

  mutating func skip(_ node: Int32) {
    if node >= 0 { skip(Int(tree.nodes[Int(node)].first)..<(Int(node) + 1)) }
  }

  private mutating func skip(_ range: Range<Int>) {
    for index in range { marks[index].insert(.skipped) }
  }

  private mutating func markArguments(of call: ExpressionNode) {
    // The arguments of the file's own functions are operands.
    let function = function(Int(call.a))
    let signature = function?.signature ?? Signature(operands: .max)
    var place = 0
    for child in tree.children(call) {
      let argument = tree.nodes[Int(child)]
      if argument.kind == .argument {
        let isOperand = function == nil || signature.nodes.contains(names.canonical(Int(argument.a)))
        if isOperand { marks[Int(child)].insert(.skipped) } else { skip(child) }
      } else {
        let isOperand =
          place < signature.operands || signature.option(at: place).map(signature.nodes.contains) == true
        if !isOperand { skip(child) }
        place += 1
      }
    }
    // The letters are no operand.
    if case .einsum = function?.form, let letters = tree.children(call).first { skip(letters) }
    // A literal exponent belongs to the operation.
    if case .power = function?.form, place == 2, call.count == 2, let exponent = tree.children(call).last,
      isNumber(exponent)
    {
      skip(exponent)
    }
  }

  // MARK: Recording

  private mutating func record(_ index: Int, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    switch node.kind {
    case .number: return graph.leaf(tree.numbers[Int(node.a)])
    case .name: return try lookUp(Int(node.a), at: node.range)
    case .negate:
      return marks[index].contains(.literal)
        ? graph.leaf(-literalNumber(node.a)) : try map(.negate, node, operand(node.a))
    case .plus: return try operand(node.a)
    case .transpose: return try transposed(operand(node.a), node)
    case .add, .subtract:
      try refuseDotAmongTensors(node)
      return try pair(node.kind == .add ? .add : .subtract, node)
    case .multiply: return try starred(node)
    case .entrywise: return try starred(node)
    case .product: return try product(node)
    case .cross: return try crossed(node)
    case .divide: return try pair(.divide, node)
    case .matrixProduct: return try matrixProduct(node)
    case .less: return try both(.compare(.less), node)
    case .lessEqual: return try both(.compare(.lessOrEqual), node)
    case .greater: return try both(.compare(.greater), node)
    case .greaterEqual: return try both(.compare(.greaterOrEqual), node)
    case .equal: return try both(.compare(.equal), node)
    case .notEqual: return try unequal(node)
    case .power: return try powered(node)
    case .root: return try map(.sqrt, node, operand(node.a))
    case .absolute: return try absolute(node)
    case .norm: return try norm(node)
    case .list: return marks[index].contains(.literal) ? graph.leaf(try literalTensor(index, node)) : try stack(node)
    case .call, .method:
      if let cell = cell(index) { return try record(cell, node) }
      return try call(node)
    case .index:
      if let cell = cell(index) { return try record(cell, node) }
      return try indexed(node)
    case .member:
      if let cell = cell(index) { return try record(cell, node) }
      return try nodeInCall(node)
    case .property: return try record(property: node)
    case .derivative: return try derivative(tree.derivatives[Int(node.a)], node)
    case .string: throw fail(.value(.string), node)
    case .tuple: throw fail(.value(.tuple(tree.short(node))), node)
    case .slice, .ellipsis: throw fail(.value(.sliceOutsideIndex), node)
    case .argument: throw fail(.call(.keywordOutsideCall(tree.text(node.nameRange))), node)
    }
  }

  mutating func map(_ map: Primitive.Map, _ node: ExpressionNode, _ operand: Int32) throws(Unreadable) -> Int32 {
    do throws(ShapeError) {
      return Int32(try graph.recorder.record(map, Int(operand)))
    } catch {
      throw fail(.shape(error), node)
    }
  }

  mutating func pair(
    _ pair: Primitive.Pair, _ node: ExpressionNode, _ left: Int32, _ right: Int32
  ) throws(Unreadable) -> Int32 {
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    if a.rank + b.rank == 3, let count = (a.rank == 2 ? b : a).dimensions.first, count > 1,
      (a.rank == 2 ? a : b).dimensions == [count, 1]
    {
      findings.add(.odd(.everyWithEvery(a, b, count: count)), at: node.range)
    }
    do throws(ShapeError) {
      return Int32(try graph.recorder.record(pair, Int(left), Int(right)))
    } catch {
      throw fail(.shape(error), node)
    }
  }

  mutating func pair(_ pair: Primitive.Pair, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    try self.pair(pair, node, operand(node.a), operand(node.b))
  }

  mutating func both(_ primitive: Primitive, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    try record(primitive, .none, [operand(node.a), operand(node.b)], node)
  }

  mutating func record(
    _ primitive: Primitive, _ attributes: Attributes, _ operands: [Int32], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    do throws(ShapeError) {
      return Int32(try graph.recorder.record(Operation(primitive, attributes), operands.map { Int($0) }))
    } catch {
      throw fail(.shape(error), node)
    }
  }

  /// A literal exponent belongs to the operation.
  mutating func power(_ base: Int32, _ exponent: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    guard isNumber(exponent) else { return try pair(.pow, node, base, operand(exponent)) }
    let number = literalNumber(exponent)
    return try number == 2 ? map(.square, node, base) : record(.parametric(.power), .number(number), [base], node)
  }

  mutating func transposed(_ operand: Int32, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let rank = graph.shape(of: operand).rank
    // A vector is its own transpose, a number too.
    if rank < 2 { return operand }
    return try record(.move(.transpose), .axes(Array((0..<rank).reversed())), [operand], node)
  }

  private mutating func stack(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    var entries: [Int32] = []
    for child in tree.children(node) { entries.append(try operand(child)) }
    return try record(.join(.stack), .axis(0), entries, node)
  }

  // MARK: Literals

  /// The value of a node for which `isNumber` holds.
  func literalNumber(_ root: Int32) -> Double { number(root) ?? .nan }

  /// The tensor that a literal list writes, at any depth; its nodes are in postorder, so entries come before their
  /// lists.
  private mutating func literalTensor(_ index: Int, _ node: ExpressionNode) throws(Unreadable) -> Tensor {
    var scalars: [Double] = []
    // Shapes of the entries that are not yet part of a list.
    var open: [[Int]] = []
    for index in Int(node.first)...index {
      let node = tree.nodes[index]
      switch node.kind {
      case .list:
        let entries = open.suffix(Int(node.count))
        let shape = entries.first ?? []
        if let other = entries.first(where: { $0 != shape }) {
          throw fail(.value(.raggedList(first: Shape(shape), other: Shape(other))), node)
        }
        open.removeLast(Int(node.count))
        open.append([Int(node.count)] + shape)
      case .negate: scalars[scalars.count - 1].negate()
      default:
        scalars.append(literalNumber(Int32(index)))
        open.append([])
      }
    }
    return Tensor(shape: Shape(open.first ?? []), scalars: scalars)
  }
}
