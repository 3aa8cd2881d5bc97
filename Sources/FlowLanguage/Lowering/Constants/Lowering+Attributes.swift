import Autodiff

/// Numbers that belong to an operation: exponents, axes, indices, shapes, options.
extension Lowering {
  func number(_ root: Int32) -> Double? {
    tree.number(root, named: { number(named: $0) }, property: { number(ofProperty: $0) })
  }

  func wholeNumber(_ root: Int32) -> Int? {
    tree.wholeNumber(root, named: { number(named: $0) }, property: { number(ofProperty: $0) })
  }

  /// A whole number as an index.
  mutating func whole(_ root: Int32) throws(Unreadable) -> Int {
    if let number = wholeNumber(root) { return number }
    throw fail(.value(number(root) == nil ? .notConstantIndex : .notWhole), root)
  }

  /// Whole numbers in a list, a tuple, or alone.
  func wholeNumbers(_ root: Int32) -> [Int]? {
    let node = tree.nodes[Int(root)]
    if let lengths = lengths(of: root) { return lengths }
    guard node.kind == .list || node.kind == .tuple else { return wholeNumber(root).map { [$0] } }
    var numbers: [Int] = []
    for child in tree.children(node) {
      guard let number = wholeNumber(child) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// The axis that is meant, from 0 on.
  mutating func axis(_ axis: Int, rank: Int, _ node: ExpressionNode) throws(Unreadable) -> Int {
    guard axis >= -rank, axis < rank else { throw fail(.shape(.axisOutOfRange(axis: axis, rank: rank)), node) }
    return axis < 0 ? axis + rank : axis
  }

  /// The axes that are meant, each once.
  mutating func axes(_ axes: [Int], rank: Int, _ node: ExpressionNode) throws(Unreadable) -> [Int] {
    var resolved: [Int] = []
    for axis in axes {
      let axis = try self.axis(axis, rank: rank, node)
      if resolved.contains(axis) { throw fail(.shape(.repeatedAxis(axis)), node) }
      resolved.append(axis)
    }
    return resolved
  }

  /// Numbers in a leaf, at most: 1 GB of them.
  static let largestTensor = 1 << 27

  /// A shape as `zeros` takes it.
  mutating func shape(_ root: Int32) throws(Unreadable) -> Shape {
    guard let dimensions = wholeNumbers(root), !dimensions.isEmpty, dimensions.allSatisfy({ $0 >= 1 }) else {
      throw fail(.value(.badShape), root)
    }
    _ = try count(dimensions, atMost: Lowering.largestTensor, root)
    return Shape(dimensions)
  }

  /// The product of lengths, −1 among them aside.
  mutating func count(_ dimensions: [Int], atMost limit: Int = .max, _ root: Int32) throws(Unreadable) -> Int {
    var count = 1
    for dimension in dimensions where dimension > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || product > limit { throw fail(.shape(.tooLarge(Shape(dimensions))), root) }
      count = product
    }
    return count
  }

  // MARK: Indices

  mutating func indexed(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let base = tree.nodes[Int(node.a)]
    if isMember(node) {
      return try names.families[Int(base.a)] != nil ? familyMember(node) : turnMember(node)
    }
    let operand = try operand(node.a)
    let shape = graph.shape(of: operand)
    let subscripts = tree.children(node)
    guard subscripts.count <= shape.rank else {
      if shape.rank == 0 { throw fail(.value(.indexOfScalar(tree.short(base))), node) }
      throw fail(.shape(.tooManyIndices(count: subscripts.count, rank: shape.rank)), node)
    }
    var places: [Subscript] = []
    for (child, length) in zip(subscripts, shape.dimensions) { places.append(try place(child, length: length)) }
    return try record(.move(.index), .subscripts(places), [operand], node)
  }

  private mutating func place(_ root: Int32, length: Int) throws(Unreadable) -> Subscript {
    let node = tree.nodes[Int(root)]
    return node.kind == .slice ? try slice(node, length: length) : .entry(try entry(root, length: length))
  }

  /// The index of one entry, from 0 on.
  mutating func entry(_ root: Int32, length: Int) throws(Unreadable) -> Int {
    let index = try whole(root)
    guard index >= -length, index < length else {
      throw fail(.shape(.indexOutOfRange(index: index, length: length)), root)
    }
    return index < 0 ? index + length : index
  }

  /// NumPy's slices: bounds are clamped, a negative step goes backwards.
  private mutating func slice(_ node: ExpressionNode, length: Int) throws(Unreadable) -> Subscript {
    var bounds: [Int?] = []
    for child in tree.children(node) { bounds.append(child < 0 ? nil : try whole(child)) }
    let step = bounds[2] ?? 1
    guard step != 0 else { throw fail(.value(.zeroStep), node) }
    func clamped(_ bound: Int) -> Int {
      let place = bound < 0 ? bound + length : bound
      return step > 0 ? min(max(place, 0), length) : min(max(place, -1), length - 1)
    }
    let start = bounds[0].map(clamped) ?? (step > 0 ? 0 : length - 1)
    let stop = bounds[1].map(clamped) ?? (step > 0 ? length : -1)
    let distance = step > 0 ? stop - start : start - stop
    guard distance > 0 else { throw fail(.shape(.empty(.move(.index))), node) }
    return .slice(start: start, count: (distance - 1) / Swift.abs(step) + 1, step: step)
  }
}
