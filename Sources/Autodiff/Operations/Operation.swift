/// A primitive with its attributes.
package struct Operation: Hashable, Sendable {
  package let primitive: Primitive
  package let attributes: Attributes

  package init(_ primitive: Primitive, _ attributes: Attributes = .none) {
    self.primitive = primitive
    self.attributes = attributes
  }

  /// The function's name as the flow language writes it: `add`, `matmul`, `leaky_relu`; `leaf`.
  package var name: String { primitive.name }
}

// What the attributes say, each with what holds where they are silent.
extension Operation {
  /// Of `leaky_relu`, `elu` and `power`; eps of norms.
  package var number: Double {
    if case .number(let number) = attributes { return number }
    return .nan
  }

  /// Of `concat`, `stack`, `cumsum`, `cumprod` and `take`; 0 unless given.
  package var axis: Int {
    if case .axis(let axis) = attributes { return axis }
    return 0
  }

  /// The axis along which softmax and norms work: the last one unless given.
  package func lineAxis(rank: Int) -> Int {
    if primitive == .lines(.batchNorm) { return 0 }
    if case .axis(let axis) = attributes { return axis }
    return max(rank - 1, 0)
  }

  /// Of a transpose: reversed unless given.
  package func axes(rank: Int) -> [Int] {
    if case .axes(let axes) = attributes { return axes }
    return (0..<rank).reversed()
  }

  /// `axes` nil: over all.
  package var reduction: (axes: [Int]?, keepDimensions: Bool, ddof: Double) {
    if case .reduction(let axes, let keepDimensions, let ddof) = attributes { return (axes, keepDimensions, ddof) }
    return (nil, false, 0)
  }

  /// The axes that a reduction takes away; of an operand of this rank.
  func reducedAxes(rank: Int) -> [Int] { reduction.axes ?? Array(0..<rank) }

  package var subscripts: [Subscript] {
    if case .subscripts(let subscripts) = attributes { return subscripts }
    return []
  }

  /// Of convolutions and pools.
  package var window: Window {
    if case .window(let window) = attributes { return window }
    return Window(size: [], stride: [], padding: [])
  }

  /// Of `one_hot`.
  var classes: Int {
    if case .classes(let count) = attributes { return count }
    return 0
  }
}
