import Autodiff

extension Lowering {
  /// Records an expression.
  /// - Returns: its node, or −1 if something is wrong with it, which is noted.
  mutating func expression(from first: Int32, root: Int32) -> Int32 {
    if first < root { mark(from: Int(first), to: Int(root)) } else { markLeaf(Int(root)) }
    for index in Int(first)...Int(root) where !marks[index].contains(.skipped) {
      values[index] = record(index, tree.nodes[index])
    }
    return values[Int(root)]
  }

  private mutating func markLeaf(_ index: Int) {
    if tree.nodes[index].kind == .number { marks[index] = .literal }
  }

  /// Finds literals, and what belongs to an operation and is no node: exponents, axes, indices.
  private mutating func mark(from first: Int, to root: Int) {
    for index in first...root {
      let node = tree.nodes[index]
      switch node.kind {
      case .number:
        marks[index] = .literal
      case .name:
        if words.isReserved(Int(node.a)) || isNan(Int(node.a)) || loopNumber(Int(node.a)) != nil {
          marks[index] = .literal
        }
      case .negate:
        if tree.nodes[Int(node.a)].kind == .number || isReservedName(node.a) {
          marks[index] = .literal
          marks[Int(node.a)].insert(.skipped)
        }
      case .list:
        if children(node).allSatisfy({ marks[Int($0)].contains(.literal) }) {
          marks[index] = .literal
          skip(Int(node.first)..<index)
        }
      case .power:
        if isNumber(node.b) { skip(node.b) }
      case .call:
        markArguments(of: node)
      case .index:
        for child in children(node) { skip(child) }
        if isMember(node) { skip(node.a) }
      case .member: skip(node.a)
      default: break
      }
    }
  }

  private func isReservedName(_ node: Int32) -> Bool {
    let name = Int(tree.nodes[Int(node)].a)
    return tree.nodes[Int(node)].kind == .name && (words.isReserved(name) || loopNumber(name) != nil)
  }

  func isNan(_ name: Int) -> Bool {
    guard name == words.nan, case .claim = place else { return false }
    return true
  }

  /// A number as it is written, perhaps with a minus; no list.
  func isNumber(_ node: Int32) -> Bool {
    marks[Int(node)].contains(.literal) && tree.nodes[Int(node)].kind != .list
  }

  private mutating func skip(_ node: Int32) { skip(Int(tree.nodes[Int(node)].first)..<(Int(node) + 1)) }

  private mutating func skip(_ range: Range<Int>) {
    for index in range { marks[index].insert(.skipped) }
  }

  private mutating func markArguments(of call: ExpressionNode) {
    let function = words.function(Int(call.a))
    let limit = function?.operandLimit ?? .max
    var position = 0
    for child in children(call) {
      let argument = tree.nodes[Int(child)]
      if argument.kind == .argument {
        // The options of the language's functions are numbers, but for a gain or bias; those of the file's own are operands.
        let isOperand = function?.operandOptions.contains(names.spelling(of: Int(argument.a))) ?? true
        if isOperand { marks[Int(child)].insert(.skipped) } else { skip(child) }
      } else {
        if position >= limit { skip(child) }
        position += 1
      }
    }
    if function == .pow, position == 2, call.count == 2, isNumber(children(call)[children(call).startIndex + 1]) {
      skip(children(call)[children(call).startIndex + 1])
    }
  }

  func children(_ node: ExpressionNode) -> ArraySlice<Int32> {
    tree.children[Int(node.b)..<Int(node.b + node.count)]
  }

  // MARK: Recording

  private mutating func record(_ index: Int, _ node: ExpressionNode) -> Int32 {
    switch node.kind {
    case .number: return leaf(tree.numbers[Int(node.a)])
    case .name: return lookUp(Int(node.a), at: node.range)
    case .negate:
      return marks[index].contains(.literal) ? leaf(-literalNumber(node.a)) : map(.negate, node, values[Int(node.a)])
    case .plus: return values[Int(node.a)]
    case .transpose: return transposed(values[Int(node.a)], node)
    case .add: return pair(.add, node)
    case .subtract: return pair(.subtract, node)
    case .multiply: return pair(.multiply, node)
    case .divide: return pair(.divide, node)
    case .matrixProduct: return both(.product(.matmul), node)
    case .less: return both(.compare(.less), node)
    case .lessEqual: return both(.compare(.lessOrEqual), node)
    case .greater: return both(.compare(.greater), node)
    case .greaterEqual: return both(.compare(.greaterOrEqual), node)
    case .equal: return both(.compare(.equal), node)
    case .power: return power(node)
    case .list: return marks[index].contains(.literal) ? literalTensor(index, node) : stack(node)
    case .call: return call(node)
    case .index: return indexed(node)
    case .member: return nodeInCall(node)
    case .string: return fail(.stringValue, node)
    case .tuple: return fail(.tupleValue(short(node)), node)
    case .slice: return fail(.sliceOutsideIndex, node)
    case .argument: return fail(.keywordOutsideCall(names.spelling(of: Int(node.a))), node)
    }
  }

  mutating func fail(_ problem: Problem, _ node: ExpressionNode) -> Int32 {
    findings.add(problem, at: node.range)
    return -1
  }

  /// The text of a node, for a hint.
  func short(_ node: ExpressionNode) -> String {
    node.range.count <= 60 ? tree.text(node.range) : "…"
  }

  mutating func leaf(_ value: Double) -> Int32 {
    lastLeaf = recorder.leaf(value)
    return Int32(lastLeaf)
  }

  mutating func leaf(_ value: Tensor) -> Int32 {
    lastLeaf = recorder.leaf(value)
    return Int32(lastLeaf)
  }

  mutating func map(_ map: Primitive.Map, _ node: ExpressionNode, _ operand: Int32) -> Int32 {
    guard operand >= 0 else { return -1 }
    do throws(ShapeError) {
      return Int32(try recorder.record(map, Int(operand)))
    } catch {
      return fail(.shape(error), node)
    }
  }

  mutating func pair(
    _ pair: Primitive.Pair, _ node: ExpressionNode, _ left: Int32? = nil, _ right: Int32? = nil
  ) -> Int32 {
    let a = left ?? values[Int(node.a)]
    let b = right ?? values[Int(node.b)]
    guard a >= 0, b >= 0 else { return -1 }
    do throws(ShapeError) {
      return Int32(try recorder.record(pair, Int(a), Int(b)))
    } catch {
      return fail(.shape(error), node)
    }
  }

  private mutating func both(_ primitive: Primitive, _ node: ExpressionNode) -> Int32 {
    record(primitive, .none, [values[Int(node.a)], values[Int(node.b)]], node)
  }

  mutating func record(
    _ primitive: Primitive, _ attributes: Attributes, _ operands: [Int32], _ node: ExpressionNode
  ) -> Int32 {
    guard operands.allSatisfy({ $0 >= 0 }) else { return -1 }
    do throws(ShapeError) {
      return Int32(try recorder.record(Operation(primitive, attributes), operands.map(Int.init)))
    } catch {
      return fail(.shape(error), node)
    }
  }

  private mutating func power(_ node: ExpressionNode) -> Int32 {
    power(values[Int(node.a)], node.b, node)
  }

  /// A literal exponent belongs to the operation.
  mutating func power(_ base: Int32, _ exponent: Int32, _ node: ExpressionNode) -> Int32 {
    guard isNumber(exponent) else { return pair(.pow, node, base, values[Int(exponent)]) }
    let number = literalNumber(exponent)
    return number == 2 ? map(.square, node, base) : record(.parametric(.power), .number(number), [base], node)
  }

  mutating func transposed(_ operand: Int32, _ node: ExpressionNode) -> Int32 {
    guard operand >= 0 else { return -1 }
    let rank = recorder.shape(of: Int(operand)).rank
    return record(.move(.transpose), .axes(Array((0..<rank).reversed())), [operand], node)
  }

  private mutating func stack(_ node: ExpressionNode) -> Int32 {
    record(.join(.stack), .axis(0), children(node).map { values[Int($0)] }, node)
  }

  // MARK: Literals

  /// The value of a node for which `isNumber` holds.
  func literalNumber(_ index: Int32) -> Double {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .number: return tree.numbers[Int(node.a)]
    case .negate: return -literalNumber(node.a)
    case .name:
      if Int(node.a) == words.inf { return .infinity }
      if let number = loopNumber(Int(node.a)) { return Double(number) }
      return Int(node.a) == words.nan ? .nan : .pi
    default: return .nan
    }
  }

  /// A list of numbers, at any depth, is one constant.
  private mutating func literalTensor(_ index: Int, _ node: ExpressionNode) -> Int32 {
    guard let tensor = literalValue(Int32(index)) else { return -1 }
    return leaf(tensor)
  }

  /// The tensor that a literal list writes; its nodes are in postorder, so entries come before their lists.
  mutating func literalValue(_ root: Int32) -> Tensor? {
    var scalars: [Double] = []
    // Shapes of the entries that are not yet part of a list.
    var open: [[Int]] = []
    let first = Int(tree.nodes[Int(root)].first)
    for index in first...Int(root) {
      let node = tree.nodes[index]
      switch node.kind {
      case .list:
        let entries = open.suffix(Int(node.count))
        guard let shape = entries.first else { return nil }
        if let other = entries.first(where: { $0 != shape }) {
          _ = fail(.raggedList(first: Shape(shape), other: Shape(other)), node)
          return nil
        }
        open.removeLast(Int(node.count))
        open.append([Int(node.count)] + shape)
      case .negate:
        scalars[scalars.count - 1].negate()
      default:
        scalars.append(literalNumber(Int32(index)))
        open.append([])
      }
    }
    return Tensor(shape: Shape(open.first ?? []), scalars: scalars)
  }
}
