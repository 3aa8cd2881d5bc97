/// The growing arrays under a `GraphRecorder` and under the Swift builder: 10 bytes a node.
///
/// A recording is only a pointer to a header that is never freed: when its owner is done, the header gets a new
/// generation and waits for the next owner. So a handle that is kept too long (a recording with the generation that
/// it was made in) is found out instead of touching memory that is not its own. Not for use by two threads at a time.
@usableFromInline package struct Recording: Equatable {
  @usableFromInline package struct Header {
    @usableFromInline package internal(set) var generation: UInt32
    /// False as soon as one node is a tensor; until then no node has an entry in the table of shapes.
    @usableFromInline package internal(set) var isAllScalar: Bool
    @usableFromInline var count: Int
    @usableFromInline var capacity: Int
    @usableFromInline var primitives: UnsafeMutablePointer<Primitive>
    /// The first operand; of a leaf its place in the table of leaf values; of a long list where it begins.
    @usableFromInline var first: UnsafeMutablePointer<Int32>
    /// The second operand; of a unary operation its place in the table of attributes; of a long list its length.
    @usableFromInline var second: UnsafeMutablePointer<Int32>
    @usableFromInline var leafCount: Int
    @usableFromInline var leafCapacity: Int
    @usableFromInline var leafScalars: UnsafeMutablePointer<Double>
    /// All numbers of all nodes together.
    var entryCount: Int
    var tables: SideTables
  }

  @usableFromInline package let header: UnsafeMutablePointer<Header>

  /// Which of the header's owners this is.
  @inlinable package var generation: UInt32 { header.pointee.generation }
  @inlinable package var nodeCount: Int { header.pointee.count }

  @inlinable @inline(__always)
  func push(_ primitive: Primitive, _ first: Int32, _ second: Int32) -> Int32 {
    let index = header.pointee.count
    if index == header.pointee.capacity { grow() }
    header.pointee.primitives[index] = primitive
    header.pointee.first[index] = first
    header.pointee.second[index] = second
    header.pointee.count = index &+ 1
    return Int32(truncatingIfNeeded: index)
  }

  /// A leaf of shape `[]`.
  @inlinable
  package func pushLeaf(_ value: Double) -> Int32 {
    let place = header.pointee.leafCount
    if place == header.pointee.leafCapacity { growLeaves() }
    header.pointee.leafScalars[place] = value
    header.pointee.leafCount = place &+ 1
    if !header.pointee.isAllScalar { noteScalar() }
    return push(.leaf, Int32(truncatingIfNeeded: place), 0)
  }

  /// An operation on one number; nil if there are tensors about.
  @inlinable @inline(__always)
  package func pushScalar(_ map: Primitive.Map, _ a: Int32) -> Int32? {
    header.pointee.isAllScalar ? push(.map(map), a, 0) : nil
  }

  /// An operation on two numbers; nil if there are tensors about.
  @inlinable @inline(__always)
  package func pushScalar(_ pair: Primitive.Pair, _ a: Int32, _ b: Int32) -> Int32? {
    header.pointee.isAllScalar ? push(.pair(pair), a, b) : nil
  }
}

/// What few nodes have: shapes other than `[]`, attributes, more than two operands, tensors as leaf values.
final class SideTables {
  /// `shapes[0]` is `[]`.
  var shapes: [Shape] = [.scalar]
  var shapePlaces: [Shape: Int32] = [.scalar: 0]
  /// A place in `shapes` for each node; empty while all are scalars.
  var shapeOfNode: [Int32] = []
  /// `attributes[0]` is `.none`.
  var attributes: [Attributes] = [.none]
  var attributePlaces: [Attributes: Int32] = [.none: 0]
  /// Lists of operands, each behind the place of its operation's attributes.
  var operandLists: [Int32] = []
  var leafTensors: [Tensor] = []
  /// The first operation that did not fit.
  var failure: Recording.Failure?

  func place(of shape: Shape) -> Int32 {
    if let place = shapePlaces[shape] { return place }
    let place = Int32(shapes.count)
    shapes.append(shape)
    shapePlaces[shape] = place
    return place
  }

  func place(of value: Attributes) -> Int32 {
    if let place = attributePlaces[value] { return place }
    let place = Int32(attributes.count)
    attributes.append(value)
    attributePlaces[value] = place
    return place
  }
}

extension Recording.Header {
  /// Whether a node was recorded as a leaf.
  package func isLeaf(_ node: Int32) -> Bool { primitives[Int(node)] == .leaf }
}
