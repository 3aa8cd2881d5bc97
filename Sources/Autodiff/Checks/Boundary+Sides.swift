/// The values on the nodes of a graph, wherever they are kept.
protocol NodeValues {
  var graph: Graph { get }
  var plan: Plan { get }
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
    let entries = value(of: graph.operand(of: node, slot: 0)).scalars
    let block = plan.block(of: node)
    return (0..<Int(block.count)).map { entry in
      (0..<Int(block.length)).map { entries[plan.operandSlot(of: block, at: entry, $0) - Int(block.a)] }
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
