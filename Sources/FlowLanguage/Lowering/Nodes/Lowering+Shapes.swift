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
    let rank = graph.shape(of: operands[0]).rank + (join == .stack ? 1 : 0)
    return try record(.join(join), .axis(axis(call, rank: rank)), operands, call.node)
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

  mutating func accumulated(_ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1 else { throw wrongCount(call, "one operand and perhaps `axis=`") }
    let operand = try only(call)
    let axis = try axis(call, rank: graph.shape(of: operand).rank)
    return try record(.scan(.sum), .axis(axis), [operand], call.node)
  }

  /// `zeros(3)`, `zeros([2, 3])`, `zeros(shape=3)`
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
