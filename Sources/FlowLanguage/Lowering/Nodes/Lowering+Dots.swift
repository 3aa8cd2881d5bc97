import Autodiff

/// Where a dot of two vectors was probably not meant, and how what was meant is written.
extension Lowering {
  /// What stands for the current product in a reading.
  enum DotReading { case entryByEntry, dot }

  /// The text of an expression, with every dot of two vectors written so.
  func text(_ node: ExpressionNode, dots: DotReading) -> String {
    var edits: [(range: Range<Int>, text: String)] = []
    collect(node, dots, &edits, limit: 16)
    return edited(node.range, edits)
  }

  func edited(_ range: Range<Int>, _ edits: [(range: Range<Int>, text: String)]) -> String {
    var result = ""
    var position = range.lowerBound
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard edit.range.lowerBound >= position else { continue }
      result += tree.text(position..<edit.range.lowerBound) + edit.text
      position = edit.range.upperBound
    }
    return result + tree.text(position..<max(position, range.upperBound))
  }

  private func collect(
    _ node: ExpressionNode, _ reading: DotReading, _ edits: inout [(range: Range<Int>, text: String)], limit: Int
  ) {
    guard limit > 0 else { return }
    switch node.kind {
    case .negate, .plus: collect(tree.nodes[Int(node.a)], reading, &edits, limit: limit - 1)
    case .add, .subtract, .multiply, .divide:
      collect(tree.nodes[Int(node.a)], reading, &edits, limit: limit - 1)
      collect(tree.nodes[Int(node.b)], reading, &edits, limit: limit - 1)
    case .product:
      let (left, right) = (tree.nodes[Int(node.a)], tree.nodes[Int(node.b)])
      let isDot = shapeOf(node.a).rank == 1 && shapeOf(node.b).rank == 1
      // The outer one of three vectors is no dot, but is written like the one inside.
      let isThree =
        shapeOf(node.a).isScalar && shapeOf(node.b).rank == 1 && !left.isBracketed && dot(in: node.a) != nil
      if reading == .entryByEntry, isDot || isThree {
        edits.append((left.range.upperBound..<right.range.lowerBound, " ⊙ "))
      }
      if reading == .dot, isDot {
        let range = node.isBracketed ? inside(node.range) : node.range
        edits.append((range, "dot(\(tree.text(left.range)), \(tree.text(right.range)))"))
        return
      }
      if reading == .dot, isThree, node.spelling.contains(.sideBySide) {
        edits.append((left.range.upperBound..<right.range.lowerBound, "·"))
      }
      collect(tree.nodes[Int(node.a)], reading, &edits, limit: limit - 1)
      collect(tree.nodes[Int(node.b)], reading, &edits, limit: limit - 1)
    default: break
    }
  }

  /// What a bracket holds.
  func inside(_ range: Range<Int>) -> Range<Int> { (range.lowerBound + 1)..<(range.upperBound - 1) }

  func shapeOf(_ root: Int32) -> Shape {
    values[Int(root)] >= 0 ? graph.shape(of: values[Int(root)]) : .scalar
  }

  /// Both readings of a product.
  func dotReadings(of node: ExpressionNode) -> [String] {
    [text(node, dots: .entryByEntry), text(node, dots: .dot)]
  }

  // MARK: Dots

  /// The shape of the vectors of a dot, if the expression is one number that holds one: the dot itself, with a sign, times or
  /// over a number.
  func dot(in root: Int32) -> Shape? {
    var open = [root]
    var count = 0
    while let root = open.popLast(), count < 64 {
      count += 1
      let node = tree.nodes[Int(root)]
      switch node.kind {
      case .negate, .plus: open.append(node.a)
      case .product:
        let (a, b) = (shapeOf(node.a), shapeOf(node.b))
        if a.rank == 1, b.rank == 1, !isTransposed(node.a), !isTransposed(node.b) { return a }
        if a.isScalar, b.isScalar { open += [node.b, node.a] }
      case .multiply: if shapeOf(node.a).isScalar, shapeOf(node.b).isScalar { open += [node.b, node.a] }
      case .divide: if shapeOf(node.a).isScalar, shapeOf(node.b).isScalar { open.append(node.a) }
      default: break
      }
    }
    return nil
  }

  /// `γ·x̂ + β`
  mutating func refuseDotAmongTensors(_ node: ExpressionNode) throws(Unreadable) {
    let (left, right) = (values[Int(node.a)], values[Int(node.b)])
    guard left >= 0, right >= 0 else { return }
    let (a, b) = (graph.shape(of: left), graph.shape(of: right))
    // An LSTM's `f·c + i·g`: as far as shapes tell, it could be either.
    if a.isScalar, b.isScalar, let first = namedDot(node.a), first == namedDot(node.b) {
      throw fail(.product(.sumOfDots, dotReadings(of: node)), node)
    }
    guard a.isScalar != b.isScalar else { return }
    let number = a.isScalar ? node.a : node.b
    guard dot(in: number) == (a.isScalar ? b : a) else { return }
    throw fail(.product(.dotAmongTensors, dotReadings(of: node)), node)
  }

  /// The shape of the vectors of a dot of two names.
  private func namedDot(_ root: Int32) -> Shape? {
    let node = tree.nodes[Int(root)]
    guard node.kind == .product, tree.nodes[Int(node.a)].kind == .name, tree.nodes[Int(node.b)].kind == .name else {
      return nil
    }
    let (a, b) = (shapeOf(node.a), shapeOf(node.b))
    return a.rank == 1 && b.rank == 1 ? a : nil
  }

  /// `mean(x·h)`: there is nothing to go over.
  mutating func refuseDotInReduction(_ call: Call) throws(Unreadable) {
    guard call.arguments.operands.count == 1, let root = call.arguments.operands.first, shapeOf(root).isScalar else {
      return
    }
    var open = [root]
    var count = 0
    while let part = open.popLast(), count < 64 {
      count += 1
      let node = tree.nodes[Int(part)]
      if node.kind == .add || node.kind == .subtract { open += [node.b, node.a] }
      if node.kind == .negate || node.kind == .plus { open.append(node.a) }
      guard dot(in: part) != nil else { continue }
      let (before, behind) = (call.node.range.lowerBound, call.node.range.upperBound)
      let argument = tree.nodes[Int(root)].range
      let readings = [DotReading.entryByEntry, .dot].map { reading in
        tree.text(before..<argument.lowerBound) + text(tree.nodes[Int(root)], dots: reading)
          + tree.text(argument.upperBound..<behind)
      }
      throw fail(.product(.dotInReduction(call.written), readings), call.node)
    }
  }

  /// Whether an operand's last sign is a transpose, in brackets or with a sign before it.
  func isTransposed(_ root: Int32) -> Bool {
    var node = tree.nodes[Int(root)]
    while node.kind == .negate || node.kind == .plus { node = tree.nodes[Int(node.a)] }
    return node.kind == .transpose
  }

  /// An operand without its transposing sign.
  func bare(_ root: Int32) -> ExpressionNode {
    let node = tree.nodes[Int(root)]
    return node.kind == .transpose ? tree.nodes[Int(node.a)] : node
  }

  /// Whether it is a number ± the other: `1 − a`.
  func isComplement(_ root: Int32, of other: Int32) -> Bool {
    let node = tree.nodes[Int(root)]
    guard node.kind == .add || node.kind == .subtract, shapeOf(node.a).isScalar else { return false }
    func words(_ root: Int32) -> [UInt8] {
      let node = tree.nodes[Int(root)]
      return tree.bytes[node.isBracketed ? inside(node.range) : node.range].filter { $0 != 0x20 }
    }
    return words(node.b) == words(other)
  }

  // MARK: What a matrix product refuses

  /// Whether a product entry by entry stands before this one, without brackets: `b ⊙ U x`.
  func isMixed(_ node: ExpressionNode) -> Bool {
    let left = tree.nodes[Int(node.a)]
    return (left.kind == .entrywise || left.kind == .multiply) && !left.isBracketed
  }

  /// `b ⊙ U x` of three tensors.
  mutating func refuseMixture(_ node: ExpressionNode) throws(Unreadable) {
    let (left, right) = (tree.nodes[Int(node.a)], tree.nodes[Int(node.b)])
    guard !left.isBracketed, !shapeOf(left.a).isScalar, !shapeOf(left.b).isScalar, !shapeOf(node.b).isScalar else {
      return
    }
    let (first, second) = (tree.nodes[Int(left.a)], tree.nodes[Int(left.b)])
    let sign = tree.text(first.range.upperBound..<second.range.lowerBound)
    let gap = tree.text(left.range.upperBound..<right.range.lowerBound)
    let joint = gap.allSatisfy { $0 == " " } ? "·" : gap
    let (a, b, c) = (tree.text(first.range), tree.text(second.range), tree.text(right.range))
    throw fail(.product(.mixture, ["\(a)\(sign)(\(b)\(joint)\(c))", "(\(a)\(sign)\(b))\(joint)\(c)"]), node)
  }

  /// `U² b`, `W·[h, x]`
  mutating func refuseMatrixHabits(_ node: ExpressionNode) throws(Unreadable) {
    let (left, right) = (tree.nodes[Int(node.a)], tree.nodes[Int(node.b)])
    for root in [node.a, node.b] {
      let power = tree.nodes[Int(root)]
      guard power.kind == .power, !power.isBracketed, !power.spelling.isDisjoint(with: [.caret, .raised]),
        number(power.b) != -1
      else { continue }
      let shape = shapeOf(root)
      guard shape.rank == 2, shape.dimensions[0] == shape.dimensions[1] else { continue }
      let matrix = tree.text(tree.nodes[Int(power.a)].range)
      guard number(power.b) == 2 else { throw fail(.product(.powerOfMatrix, []), node) }
      let readings = ["(\(matrix) ⊙ \(matrix))", "(\(matrix)·\(matrix))"].map {
        edited(node.range, [(power.range, $0)])
      }
      throw fail(.product(.powerOfMatrix, readings), node)
    }
    if right.kind == .list, !right.isBracketed, !marks[Int(node.b)].contains(.literal),
      tree.children(right).contains(where: { !shapeOf($0).isScalar })
    {
      let inner = tree.text(inside(right.range))
      let gap = tree.text(left.range.lowerBound..<right.range.lowerBound)
      let index = "\(tree.text(left.range))[\(inner)]"
      throw fail(.product(.listAsOperand, ["\(gap)concat(\(inner))", "\(gap)stack(\(inner))", index]), node)
    }
  }

  /// What fits, where a product's shapes do not.
  func fitting(_ node: ExpressionNode) -> [String] {
    let (left, right) = (tree.nodes[Int(node.a)], tree.nodes[Int(node.b)])
    let (a, b) = (shapeOf(node.a), shapeOf(node.b))
    let (before, behind) = (tree.text(left.range), tree.text(right.range))
    let gap = tree.text(left.range.upperBound..<right.range.lowerBound)
    let joint = gap.allSatisfy { $0 == " " } ? "·" : gap
    /// An operand as a factor with a sign behind it.
    func transposed(_ root: Int32) -> String {
      let node = tree.nodes[Int(root)]
      if node.kind == .transpose, !node.isBracketed { return tree.text(tree.nodes[Int(node.a)].range) }
      let isAtom = [.name, .call, .index].contains(node.kind) || node.isBracketed
      return isAtom ? tree.text(node.range) + "ᵀ" : "(\(tree.text(node.range)))ᵀ"
    }
    func fits(_ a: Shape, _ b: Shape) -> Bool {
      guard let last = a.dimensions.last else { return false }
      return last == (b.rank > 1 ? b.dimensions[b.rank - 2] : b.dimensions[0])
    }
    func flipped(_ shape: Shape) -> Shape { Shape(shape.dimensions.reversed()) }
    var readings: [String] = []
    // Iverson's bracket around a condition.
    if left.kind == .list, let only = tree.children(left).first, left.count == 1, isComparison(only) {
      readings.append("(" + tree.text(inside(left.range)) + ")" + joint + behind)
    }
    if a.rank == 2, fits(flipped(a), b) { readings.append(transposed(node.a) + joint + behind) }
    if b.rank == 2, fits(a, flipped(b)) { readings.append(before + joint + transposed(node.b)) }
    if a.rank == 2, a == b { readings.append("\(before)*\(behind)") }
    return readings
  }

  private func isComparison(_ root: Int32) -> Bool {
    switch tree.nodes[Int(root)].kind {
    case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual: true
    default: false
    }
  }

  /// `Σ(x − μ)(y − ν)`
  mutating func refuseBehindSum(_ node: ExpressionNode, _ factor: ExpressionNode) throws(Unreadable) {
    guard factor.kind == .call, factor.spelling.contains(.sumSign), !factor.isBracketed else { return }
    let sign = tree.text(factor.nameRange)
    let bracket = tree.text(factor.nameRange.upperBound..<factor.range.upperBound).drop { $0 == " " }
    let (gap, right) = (
      tree.text(factor.range.upperBound..<tree.nodes[Int(node.b)].range.lowerBound),
      tree.text(tree.nodes[Int(node.b)].range)
    )
    throw fail(
      .product(.behindSum, ["\(sign)(\(bracket) ⊙ \(right))", "(\(tree.text(factor.range)))\(gap)\(right)"]), node)
  }
}
