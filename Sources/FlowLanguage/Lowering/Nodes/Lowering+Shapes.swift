import Autodiff

/// Calls that move entries about.
extension Lowering {
  mutating func joined(
    _ join: Primitive.Join, _ arguments: Arguments, _ operands: [Int32], _ written: String, _ node: ExpressionNode
  ) -> Int32 {
    guard let first = operands.first else {
      return fail(.argumentCount(function: written, expects: "at least one operand", found: 0), node)
    }
    let only = tree.nodes[Int(arguments.positions[0])]
    if operands.count == 1, only.kind == .list, only.count > 1 {
      let inner = tree.text(only.range).dropFirst().dropLast()
      let options = arguments.options.map { ", " + short(tree.nodes[Int($0.node)]) }.joined()
      return fail(.listOfOperands(function: written, call: "\(written)(\(inner)\(options))"), node)
    }
    guard operands.allSatisfy({ $0 >= 0 }) else { return -1 }
    let rank = recorder.shape(of: Int(first)).rank + (join == .stack ? 1 : 0)
    guard let axis = axisOption(arguments, rank: rank, node) else { return -1 }
    return record(.join(join), .axis(axis), operands, node)
  }

  mutating func reshaped(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let first = arguments.positions.first else {
      return fail(.argumentCount(function: written, expects: "an operand and a shape", found: 0), node)
    }
    guard arguments.positions.count <= 2 else {
      let entries = arguments.positions.dropFirst().map { short(tree.nodes[Int($0)]) }.joined(separator: ", ")
      return fail(.shapeByPosition(call: "reshape(\(short(tree.nodes[Int(first)])), [\(entries)])"), node)
    }
    guard let root = arguments.positions.count == 2 ? arguments.positions[1] : arguments.value("shape") else {
      return fail(.argumentCount(function: written, expects: "an operand and a shape", found: 1), node)
    }
    let operand = values[Int(first)]
    guard operand >= 0 else { return -1 }
    let place = tree.nodes[Int(root)]
    guard var target = wholeNumbers(root), target.allSatisfy({ $0 >= 1 || $0 == -1 }),
      target.filter({ $0 == -1 }).count <= 1
    else { return fail(.badShape, place) }
    let shape = recorder.shape(of: Int(operand))
    var known = 1
    for entry in target where entry > 0 {
      let (product, overflow) = known.multipliedReportingOverflow(by: entry)
      guard !overflow else { return fail(.shape(.tooLarge(Shape(target))), place) }
      known = product
    }
    if let free = target.firstIndex(of: -1) {
      guard shape.count % known == 0 else { return fail(.shape(.reshape(from: shape, to: target)), node) }
      target[free] = shape.count / known
    } else if known != shape.count {
      return fail(.shape(.reshape(from: shape, to: target)), node)
    }
    return record(.move(.reshape), .shape(Shape(target)), [operand], node)
  }

  mutating func transposed(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let first = arguments.positions.first, arguments.positions.count <= 2 else {
      return fail(
        .argumentCount(
          function: written, expects: "one operand and perhaps `axes=`", found: arguments.positions.count),
        node)
    }
    let operand = values[Int(first)]
    guard operand >= 0 else { return -1 }
    guard let root = arguments.positions.count == 2 ? arguments.positions[1] : arguments.value("axes"), !isNone(root)
    else { return transposed(operand, node) }
    guard let written = wholeNumbers(root) else {
      return fail(.optionValue(option: "axes", expects: "a list of whole numbers"), tree.nodes[Int(root)])
    }
    let rank = recorder.shape(of: Int(operand)).rank
    do throws(ShapeError) {
      let axes = try self.axes(written, rank: rank)
      var seen = Set<Int>()
      for axis in axes where !seen.insert(axis).inserted { throw ShapeError.repeatedAxis(axis) }
      guard axes.count == rank else {
        return fail(
          .optionValue(option: "axes", expects: "all \(rank) axes, each once"), tree.nodes[Int(root)])
      }
      return record(.move(.transpose), .axes(axes), [operand], node)
    } catch {
      return fail(.shape(error), tree.nodes[Int(root)])
    }
  }

  mutating func accumulated(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard arguments.positions.count == 1 else {
      return fail(
        .argumentCount(
          function: written, expects: "one operand and perhaps `axis=`", found: arguments.positions.count),
        node)
    }
    let operand = values[Int(arguments.positions[0])]
    guard operand >= 0 else { return -1 }
    let rank = recorder.shape(of: Int(operand)).rank
    guard let axis = axisOption(arguments, rank: rank, node) else { return -1 }
    return record(.scan(.sum), .axis(axis), [operand], node)
  }

  mutating func filled(_ number: Double, _ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let root = onlyShape(arguments, written, node), let shape = shape(root) else { return -1 }
    return leaf(Tensor(shape: shape, scalars: [Double](repeating: number, count: shape.count)))
  }

  /// The shape of `zeros(3)`, `zeros([2, 3])`, `zeros(shape=3)`.
  private mutating func onlyShape(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32? {
    if arguments.positions.count == 1 { return arguments.positions[0] }
    if arguments.positions.isEmpty, let shape = arguments.value("shape") { return shape }
    if arguments.positions.count > 1 {
      let entries = arguments.positions.map { short(tree.nodes[Int($0)]) }.joined(separator: ", ")
      _ = fail(.shapeByPosition(call: "\(written)([\(entries)])"), node)
    } else {
      _ = fail(.argumentCount(function: written, expects: "a shape", found: 0), node)
    }
    return nil
  }
}
