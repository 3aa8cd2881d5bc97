/// A graph's arrays. Written once, then shared.
final class GraphStorage: @unchecked Sendable {
  let count: Int
  let edgeCount: Int
  let primitives: UnsafeMutablePointer<Primitive>
  let first: UnsafeMutablePointer<Int32>
  let second: UnsafeMutablePointer<Int32>
  let leafScalarCount: Int
  let leafScalars: UnsafeMutablePointer<Double>
  let entryCount: Int
  let shapes: [Shape]
  /// Empty if all nodes are scalars.
  let shapeOfNode: [Int32]
  let attributes: [Attributes]
  let operandLists: [Int32]
  let leafTensors: [Tensor]

  init(copying recording: Recording) {
    let header = recording.header.pointee
    let tables = header.tables
    count = header.count
    primitives = Self.copy(header.primitives, header.count)
    first = Self.copy(header.first, header.count)
    second = Self.copy(header.second, header.count)
    leafScalarCount = header.leafCount
    leafScalars = Self.copy(header.leafScalars, header.leafCount)
    entryCount = header.entryCount
    shapes = tables.shapes
    shapeOfNode = tables.shapeOfNode
    attributes = tables.attributes
    operandLists = tables.operandLists
    leafTensors = tables.leafTensors
    var edges = 0
    for node in 0..<header.count {
      edges += Self.operandCount(header.primitives[node], header.second[node])
    }
    edgeCount = edges
  }

  private static func copy<Element>(
    _ source: UnsafeMutablePointer<Element>, _ count: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    new.initialize(from: source, count: count)
    return new
  }

  deinit {
    primitives.deallocate()
    first.deallocate()
    second.deallocate()
    leafScalars.deallocate()
  }

  var isAllScalar: Bool { shapeOfNode.isEmpty }

  func shape(of node: Int) -> Shape {
    shapeOfNode.isEmpty ? .scalar : shapes[Int(shapeOfNode[node])]
  }

  func attributes(of node: Int) -> Attributes {
    switch primitives[node].arity {
    case .none, .two: .none
    case .one: attributes[Int(second[node])]
    case .three, .many: attributes[Int(operandLists[Int(first[node])])]
    }
  }

  @inline(__always)
  func operandCount(of node: Int) -> Int { Self.operandCount(primitives[node], second[node]) }

  @inline(__always)
  private static func operandCount(_ primitive: Primitive, _ second: Int32) -> Int {
    switch primitive.arity {
    case .none: 0
    case .one: 1
    case .two: 2
    case .three, .many: Int(second)
    }
  }

  @inline(__always)
  func operand(of node: Int, slot: Int) -> Int {
    switch primitives[node].arity {
    case .none, .one, .two: Int(slot == 0 ? first[node] : second[node])
    case .three, .many: Int(operandLists[Int(first[node]) + 1 + slot])
    }
  }
}
