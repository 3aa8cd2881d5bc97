/// A graph's arrays. Written once, then shared.
final class GraphStorage: Sendable {
  let edgeCount: Int
  let primitives: [Primitive]
  let first: [Int32]
  let second: [Int32]
  let leafScalars: [Double]
  let shapes: [Shape]
  /// Empty if all nodes are scalars.
  let shapeOfNode: [Int32]
  let attributes: [Attributes]
  let operandLists: [Int32]
  let leafTensors: [Tensor]

  init(copying recording: Recording) {
    let header = recording.header.pointee
    let tables = header.tables
    primitives = Array(UnsafeBufferPointer(start: header.primitives, count: header.count))
    first = Array(UnsafeBufferPointer(start: header.first, count: header.count))
    second = Array(UnsafeBufferPointer(start: header.second, count: header.count))
    leafScalars = Array(UnsafeBufferPointer(start: header.leafScalars, count: header.leafCount))
    shapes = tables.shapes
    shapeOfNode = tables.shapeOfNode
    attributes = tables.attributes
    operandLists = tables.operandLists
    leafTensors = tables.leafTensors
    var edges = 0
    for node in 0..<header.count { edges += Self.operandCount(header.primitives[node], header.second[node]) }
    edgeCount = edges
  }

  var count: Int { primitives.count }
  var isAllScalar: Bool { shapeOfNode.isEmpty }

  func shape(of node: Int) -> Shape {
    shapeOfNode.isEmpty ? .scalar : shapes[Int(shapeOfNode[node])]
  }

  /// How many numbers the node holds.
  @inline(__always)
  func entryCount(of node: Int) -> Int { shapeOfNode.isEmpty ? 1 : shapes[Int(shapeOfNode[node])].count }

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
