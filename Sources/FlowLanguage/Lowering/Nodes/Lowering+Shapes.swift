import Autodiff

/// Calls that move entries about.
extension Lowering {
  mutating func joined(_ join: Primitive.Join, _ call: Call) throws(Unreadable) -> Int32 {
    guard let first = call.arguments.operands.first else { throw wrongCount(call, "at least one operand") }
    let only = tree.nodes[Int(first)]
    if call.arguments.operands.count == 1, only.kind == .list, only.count > 1 {
      let inner = tree.text(only.range).dropFirst().dropLast()
      let options = call.arguments.options.map { ", " + tree.short(tree.nodes[Int($0.argument)]) }.joined()
      throw fail(
        .call(.listOfOperands(function: call.written, call: "\(call.written)(\(inner)\(options))")), call.node)
    }
    let operands = try operands(call)
    try refuseAxisByPosition(call, only)
    let rank = graph.shape(of: operands[0]).rank + (join == .stack ? 1 : 0)
    return try record(.join(join), .axis(axis(call, rank: rank)), operands, call.node)
  }

  /// `concat(x, h, 0)`, `stack([x, h], 1)`
  private mutating func refuseAxisByPosition(_ call: Call, _ first: ExpressionNode) throws(Unreadable) {
    let roots = call.arguments.operands
    guard roots.count > 1, let last = roots.last, isNumber(last), let axis = wholeNumber(last),
      !shapeOf(roots[0]).isScalar
    else { return }
    let texts = roots.dropLast().map { tree.short(tree.nodes[Int($0)]) }
    let inner =
      roots.count == 2 && first.kind == .list
      ? String(tree.text(first.range).dropFirst().dropLast()) : texts.joined(separator: ", ")
    let meant = "\(call.written)(\(inner), axis=\(axis))"
    throw fail(.call(.optionByPosition(function: call.written, option: "axis", call: meant)), call.node)
  }

  mutating func reshaped(_ call: Call) throws(Unreadable) -> Int32 {
    guard let first = call.arguments.operands.first, let root = call.arguments.value("shape") else {
      throw wrongCount(call, "an operand and a shape")
    }
    try refuseLooseShape(call, [first], [root] + call.arguments.operands.dropFirst())
    let operand = try operand(first)
    guard var target = wholeNumbers(root), target.allSatisfy({ $0 >= 1 || $0 == -1 }),
      target.filter({ $0 == -1 }).count <= 1
    else { throw fail(.value(.badShape), root) }
    let shape = graph.shape(of: operand)
    let known = try count(target, root)
    let free = target.firstIndex(of: -1)
    guard free == nil ? known == shape.count : shape.count % known == 0 else {
      throw fail(.shape(.reshape(from: shape, to: target)), call.node)
    }
    if let free { target[free] = shape.count / known }
    return try record(.move(.reshape), .shape(Shape(target)), [operand], call.node)
  }

  mutating func transposed(_ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1 else { throw wrongCount(call, "one operand and perhaps `axes=`") }
    let operand = try only(call)
    guard let root = call.arguments.value("axes"), !isNone(root) else { return try transposed(operand, call.node) }
    guard let numbers = wholeNumbers(root) else {
      throw fail(.call(.optionValue(option: "axes", expects: "a list of whole numbers")), root)
    }
    let rank = graph.shape(of: operand).rank
    let axes = try axes(numbers, rank: rank, tree.nodes[Int(root)])
    guard axes.count == rank else {
      throw fail(.call(.optionValue(option: "axes", expects: "all \(rank) axes, each once")), root)
    }
    return try record(.move(.transpose), .axes(axes), [operand], call.node)
  }

  mutating func accumulated(_ scan: Primitive.Scan, _ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1 else { throw wrongCount(call, "one operand and perhaps `axis=`") }
    let operand = try only(call)
    let axis = try axis(call, rank: graph.shape(of: operand).rank)
    return try record(.scan(scan), .axis(axis), [operand], call.node)
  }

  mutating func reshape(
    _ operand: Int32, _ dimensions: [Int], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    try record(.move(.reshape), .shape(Shape(dimensions)), [operand], node)
  }

  /// Backwards along some axes.
  mutating func flipped(_ call: Call) throws(Unreadable) -> Int32 {
    let operand = try only(call)
    let shape = graph.shape(of: operand)
    guard let option = call.arguments.value("axis") else {
      throw fail(
        .call(.missingOption(function: call.written, option: "axis", example: "flip(x, axis=0)")), call.node)
    }
    guard let numbers = wholeNumbers(option) else {
      throw fail(.call(.optionValue(option: "axis", expects: "a whole number or a list of them")), option)
    }
    let axes = try self.axes(numbers, rank: shape.rank, tree.nodes[Int(option)])
    guard let last = axes.max() else { throw fail(.shape(.axisOutOfRange(axis: 0, rank: 0)), call.node) }
    let places: [Subscript] = (0...last).map { axis in
      let length = shape.dimensions[axis]
      return axes.contains(axis)
        ? .slice(start: length - 1, count: length, step: -1) : .slice(start: 0, count: length, step: 1)
    }
    return try record(.move(.index), .subscripts(places), [operand], call.node)
  }

  /// Each entry so many times, one behind the other.
  mutating func repeated(_ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1, let option = call.arguments.value("times") else {
      throw wrongCount(call, "an operand and how many times")
    }
    guard let times = wholeNumber(option), times >= 1, times <= Lowering.largestTensor else {
      throw fail(.call(.optionValue(option: "times", expects: "a whole number from 1 on")), option)
    }
    var operand = try only(call)
    if graph.shape(of: operand).isScalar { operand = try reshape(operand, [1], call.node) }
    let shape = graph.shape(of: operand)
    let axis = try axis(call, rank: shape.rank)
    let length = shape.dimensions[axis]
    guard length <= Lowering.largestTensor / times else { throw fail(.shape(.tooLarge(shape)), call.node) }
    let places = graph.leaf(
      Tensor(shape: [length * times], scalars: (0..<length * times).map { Double($0 / times) }))
    return try record(.take, .axis(axis), [operand, places], call.node)
  }

  func filled(_ number: Double, _ shape: Shape) -> Tensor {
    Tensor(shape: shape, scalars: [Double](repeating: number, count: shape.count))
  }

  mutating func filled(_ number: Double, _ shape: Shape) throws(Unreadable) -> Int32 {
    graph.leaf(filled(number, shape) as Tensor)
  }

  /// `full([2, 3], 7)`
  mutating func full(_ call: Call) throws(Unreadable) -> Int32 {
    guard let root = call.arguments.value("shape"), call.arguments.value("value") != nil,
      call.arguments.operands.isEmpty
    else { throw wrongCount(call, "a shape and a number") }
    return try filled(number(of: "value", call, 0), shape(root))
  }

  /// `eye(3)`
  mutating func unitMatrix(_ call: Call) throws(Unreadable) -> Int32 {
    guard let root = call.arguments.value("n"), call.arguments.operands.isEmpty else {
      throw wrongCount(call, "the length of a side")
    }
    guard let side = wholeNumber(root), side >= 1, side <= 10_000 else {
      throw fail(.call(.optionValue(option: "n", expects: "a whole number from 1 to 10000")), root)
    }
    var matrix = [Double](repeating: 0, count: side * side)
    for row in 0..<side { matrix[row * (side + 1)] = 1 }
    return graph.leaf(Tensor(shape: [side, side], scalars: matrix))
  }

  /// `arange(stop)`, `arange(start, stop, step=1)`: the stop is not reached.
  mutating func range(_ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.value("start") != nil, call.arguments.operands.isEmpty else {
      throw wrongCount(call, "a start and a stop, or a stop alone")
    }
    var (start, stop) = (0.0, try number(of: "start", call, 0))
    if call.arguments.value("stop") != nil { (start, stop) = (stop, try number(of: "stop", call, 0)) }
    let step = try number(of: "step", call, 1)
    let count = ((stop - start) / step).rounded(.up)
    guard step != 0, count.isFinite, count <= Double(Lowering.largestTensor) else {
      throw fail(.value(.badShape), call.node)
    }
    guard count >= 1 else { throw fail(.value(.emptyList), call.node) }
    return graph.leaf(
      Tensor(shape: [Int(count)], scalars: (0..<Int(count)).map { start + Double($0) * step }))
  }

  /// `linspace(start, stop, count)`: the stop is the last.
  mutating func linspace(_ call: Call) throws(Unreadable) -> Int32 {
    guard let root = call.arguments.value("count"), call.arguments.operands.isEmpty else {
      throw wrongCount(call, "a start, a stop and how many numbers")
    }
    guard let count = wholeNumber(root), count >= 1, count <= Lowering.largestTensor else {
      throw fail(.call(.optionValue(option: "count", expects: "a whole number from 1 on")), root)
    }
    let (start, stop) = (try number(of: "start", call, 0), try number(of: "stop", call, 0))
    let step = (stop - start) / Double(max(count - 1, 1))
    return graph.leaf(
      Tensor(
        shape: [count], scalars: (0..<count).map { $0 > 0 && $0 == count - 1 ? stop : start + Double($0) * step }))
  }

  /// `zeros(3)`, `zeros([2, 3])`
  mutating func filled(_ number: Double, _ call: Call) throws(Unreadable) -> Int32 {
    guard let root = call.arguments.value("shape") else { throw wrongCount(call, "a shape") }
    try refuseLooseShape(call, [], [root] + call.arguments.operands)
    let shape = try shape(root)
    return graph.leaf(Tensor(shape: shape, scalars: [Double](repeating: number, count: shape.count)))
  }

  /// A shape is one argument: `zeros(2, 3)` says so.
  mutating func refuseLooseShape(_ call: Call, _ operands: [Int32], _ entries: [Int32]) throws(Unreadable) {
    guard entries.count > 1 else { return }
    let entries = entries.map { tree.short(tree.nodes[Int($0)]) }.joined(separator: ", ")
    let parts = operands.map { tree.short(tree.nodes[Int($0)]) } + ["[\(entries)]"]
    throw fail(.call(.shapeByPosition(call: "\(call.written)(\(parts.joined(separator: ", ")))")), call.node)
  }
}
