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
}
