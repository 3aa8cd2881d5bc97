import Autodiff

/// Numbers that belong to an operation: exponents, axes, indices, shapes, options.
extension Lowering {
  /// The number that an expression of numbers says; nil if it has a name or a call in it. Goes through the nodes in
  /// postorder with a stack of its own.
  func number(_ root: Int32, whole: Bool = false) -> Double? {
    let last = tree.nodes[Int(root)]
    if last.kind == .number { return tree.numbers[Int(last.a)] }
    var stack: [Double] = []
    for index in Int(last.first)...Int(root) {
      let node = tree.nodes[index]
      switch node.kind {
      case .number: stack.append(tree.numbers[Int(node.a)])
      case .name:
        if let number = loopNumber(Int(node.a)) {
          stack.append(Double(number))
        } else {
          guard words.isReserved(Int(node.a)) else { return nil }
          stack.append(Int(node.a) == words.inf ? .infinity : .pi)
        }
      case .negate: stack[stack.count - 1].negate()
      case .plus: break
      case .add, .subtract, .multiply, .divide:
        let right = stack.removeLast()
        let left = stack.removeLast()
        switch node.kind {
        case .add: stack.append(left + right)
        case .subtract: stack.append(left - right)
        case .multiply: stack.append(left * right)
        default:
          if whole { return nil }
          stack.append(left / right)
        }
      default: return nil
      }
    }
    return stack.last
  }

  /// A whole number, or nil.
  func wholeNumber(_ root: Int32) -> Int? {
    guard let number = number(root, whole: true), number.rounded() == number, abs(number) <= 9_007_199_254_740_992
    else { return nil }
    return Int(number)
  }

  /// A whole number as an index; notes what is wrong with it.
  mutating func whole(_ root: Int32) -> Int? {
    if let number = wholeNumber(root) { return number }
    findings.add(
      number(root) == nil ? .notConstantIndex : .notWhole, at: tree.nodes[Int(root)].range)
    return nil
  }

  /// Whole numbers in a list, a tuple, or alone.
  func wholeNumbers(_ root: Int32) -> [Int]? {
    let node = tree.nodes[Int(root)]
    guard node.kind == .list || node.kind == .tuple else { return wholeNumber(root).map { [$0] } }
    var numbers: [Int] = []
    for child in children(node) {
      guard let number = wholeNumber(child) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// Which axes are meant, ascending and none negative.
  func axes(_ axes: [Int], rank: Int) throws(ShapeError) -> [Int] {
    var resolved: [Int] = []
    for axis in axes { resolved.append(try self.axis(axis, rank: rank)) }
    return resolved
  }

  func axis(_ axis: Int, rank: Int) throws(ShapeError) -> Int {
    guard axis >= -rank, axis < rank else { throw ShapeError.axisOutOfRange(axis: axis, rank: rank) }
    return axis < 0 ? axis + rank : axis
  }

  /// A shape as `zeros` takes it.
  mutating func shape(_ root: Int32) -> Shape? {
    guard let dimensions = wholeNumbers(root), !dimensions.isEmpty, dimensions.allSatisfy({ $0 >= 1 }) else {
      findings.add(.badShape, at: tree.nodes[Int(root)].range)
      return nil
    }
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || product > Lowering.largestTensor {
        findings.add(.shape(.tooLarge(Shape(dimensions))), at: tree.nodes[Int(root)].range)
        return nil
      }
      count = product
    }
    return Shape(dimensions)
  }

  /// Numbers in a leaf, at most: 1 GB of them.
  static let largestTensor = 1 << 27

  // MARK: Indices

  mutating func indexed(_ node: ExpressionNode) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    if isMember(node) {
      return families[Int(base.a)] != nil ? familyMember(node) : turnMember(node)
    }
    let operand = values[Int(node.a)]
    guard operand >= 0 else { return -1 }
    let shape = recorder.shape(of: Int(operand))
    let subscripts = children(node)
    guard subscripts.count <= shape.rank else {
      if shape.rank == 0 { return fail(.indexOfScalar(short(base)), node) }
      return fail(.shape(.tooManyIndices(count: subscripts.count, rank: shape.rank)), node)
    }
    var places: [Subscript] = []
    for (axis, child) in subscripts.enumerated() {
      guard let place = subscriptPlace(child, length: shape.dimensions[axis]) else { return -1 }
      places.append(place)
    }
    return record(.move(.index), .subscripts(places), [operand], node)
  }

  private mutating func subscriptPlace(_ root: Int32, length: Int) -> Subscript? {
    let node = tree.nodes[Int(root)]
    if node.kind == .slice { return slice(node, length: length) }
    guard let index = whole(root) else { return nil }
    guard index >= -length, index < length else {
      _ = fail(.shape(.indexOutOfRange(index: index, length: length)), node)
      return nil
    }
    return .entry(index < 0 ? index + length : index)
  }

  /// NumPy's slices: bounds are clamped, a negative step goes backwards.
  private mutating func slice(_ node: ExpressionNode, length: Int) -> Subscript? {
    var bounds: [Int?] = []
    for child in children(node) {
      guard child >= 0 else {
        bounds.append(nil)
        continue
      }
      guard let bound = whole(child) else { return nil }
      bounds.append(bound)
    }
    let step = bounds[2] ?? 1
    guard step != 0 else {
      _ = fail(.zeroStep, node)
      return nil
    }
    func clamped(_ bound: Int) -> Int {
      let place = bound < 0 ? bound + length : bound
      return step > 0 ? min(max(place, 0), length) : min(max(place, -1), length - 1)
    }
    let start = bounds[0].map(clamped) ?? (step > 0 ? 0 : length - 1)
    let stop = bounds[1].map(clamped) ?? (step > 0 ? length : -1)
    let distance = step > 0 ? stop - start : start - stop
    guard distance > 0 else {
      _ = fail(.shape(.empty(.move(.index))), node)
      return nil
    }
    return .slice(start: start, count: (distance - 1) / Swift.abs(step) + 1, step: step)
  }
}
