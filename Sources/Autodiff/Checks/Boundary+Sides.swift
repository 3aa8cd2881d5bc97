/// The values on the nodes of a graph, wherever they are kept.
protocol NodeValues {
  var graph: Graph { get }
  func value(of node: Int) -> Tensor
  /// The number on a node of shape `[]`.
  func scalar(of node: Int) -> Double
}

extension ForwardTrace: NodeValues {}

/// On which side of its operation's boundary each entry of a node stands: two places with equal sides have no boundary
/// between them, as far as two places can tell.
enum Sides: Equatable {
  case one(Double)
  case many([Double])

  init(of node: Int, at boundary: Boundary, in values: some NodeValues) {
    switch boundary {
    // Of a single point nothing can be on the other side.
    case .none, .equalEntries, .zeroEntries: self = .one(0)
    case .zero(let slot, _): self.init(of: node, slot: slot, in: values, Self.ofZero)
    case .zeroBase: self.init(of: node, slot: 0, in: values, Self.ofZero)
    case .whole: self.init(of: node, slot: 0, in: values) { $0.rounded(.down) }
    case .half: self.init(of: node, slot: 0, in: values) { $0.rounded() }
    case .edges(let low, let high):
      self.init(of: node, slot: 0, in: values) { Self.ofZero($0 - low) + Self.ofZero($0 - high) }
    case .cut: self = .many(values.pairs(of: node).map { $1 > 0 ? 2 : Self.ofZero($0) })
    case .pole: self.init(of: node, slot: 0, in: values) { ($0 / Double.pi + 0.5).rounded(.down) }
    case .equality:
      if values.graph.shape(of: node).isScalar {
        let left = values.scalar(of: values.graph.operand(of: node, slot: 0))
        self = .one(Self.ofZero(left - values.scalar(of: values.graph.operand(of: node, slot: 1))))
      } else {
        self = .many(values.pairs(of: node).map { Self.ofZero($0 - $1) })
      }
    case .sharedExtreme:
      let operation = values.graph.operation(of: node)
      self = .many(
        values.reducedGroups(of: node).flatMap { group in
          let extreme = operation.extreme(of: group)
          return group.map { $0 == extreme ? 1.0 : 0 }
        })
    case .singular:
      self = .one(Self.ofZero(values.determinant(of: node)))
    }
  }

  private init(of node: Int, slot: Int, in values: some NodeValues, _ side: (Double) -> Double) {
    let operand = values.graph.operand(of: node, slot: slot)
    self =
      values.graph.shape(of: operand).isScalar
      ? .one(side(values.scalar(of: operand))) : .many(values.value(of: operand).scalars.map(side))
  }

  private static func ofZero(_ number: Double) -> Double { number > 0 ? 1 : number < 0 ? -1 : 0 }
}

extension NodeValues {
  /// Both operands of a node, entry by entry, broadcast to its shape.
  func pairs(of node: Int) -> [(Double, Double)] {
    let left = value(of: graph.operand(of: node, slot: 0))
    let right = value(of: graph.operand(of: node, slot: 1))
    if left.shape == right.shape { return Array(zip(left.scalars, right.scalars)) }
    let shape = graph.shape(of: node)
    let places = zip(
      View(of: left.shape, broadcastTo: shape).places, View(of: right.shape, broadcastTo: shape).places)
    return places.map { (left.scalars[$0], right.scalars[$1]) }
  }
}

extension NodeValues {
  /// The entries that go into each entry of a reduction or pool, of the operand as it is.
  func reducedGroups(of node: Int) -> [[Double]] {
    let entries = value(of: graph.operand(of: node, slot: 0))
    return graph.operation(of: node).reducedPlaces(of: entries.shape).map { places in
      places.map { entries.scalars[$0] }
    }
  }

  /// Of the matrix that the node is made of.
  func determinant(of node: Int) -> Double {
    let matrix = value(of: graph.operand(of: node, slot: 0))
    return matrix.scalars.withUnsafeBufferPointer { entries in
      entries.baseAddress.map { SquareMatrix($0, side: matrix.shape.dimensions[0]).determinant } ?? 0
    }
  }
}

extension Operation {
  /// The largest of these, or of `min` and `argmin` the smallest.
  func extreme(of group: [Double]) -> Double? {
    switch primitive {
    case .reduce(.smallest), .find(.smallest): group.min()
    case _: group.max()
    }
  }

  /// For each entry of the result of a reduction or pool, row-major, the entries of the operand that go into it.
  func reducedPlaces(of shape: Shape) -> [[Int]] {
    if case .window(let window) = attributes {
      let lengths = Array(shape.dimensions.suffix(window.size.count))
      let (panel, length) = (lengths.reduce(1, *), window.size.reduce(1, *))
      var places: [[Int]] = []
      for begin in stride(from: 0, to: shape.count, by: panel) {
        window.forEachEntry(over: lengths) { entry in
          if places.last?.count ?? length == length { places.append([]) }
          places[places.count - 1].append(begin + entry)
        }
      }
      return places
    }
    guard case .reduction(let axes?, _, _) = attributes else { return [Array(0..<shape.count)] }
    // The result's strides over the operand's axes; a reduced axis has none.
    var strides = [Int](repeating: 0, count: shape.rank)
    var stride = 1
    for axis in (0..<shape.rank).reversed() where !axes.contains(axis) {
      strides[axis] = stride
      stride *= shape.dimensions[axis]
    }
    var places = [[Int]](repeating: [], count: stride)
    for (entry, group) in View(lengths: shape.dimensions, strides: strides).places.enumerated() {
      places[group].append(entry)
    }
    return places
  }
}

extension View {
  /// The place of each entry in turn, in row-major order of the result.
  fileprivate var places: [Int] {
    var places: [Int] = []
    places.reserveCapacity(count)
    forEach { places.append($0) }
    return places
  }
}
