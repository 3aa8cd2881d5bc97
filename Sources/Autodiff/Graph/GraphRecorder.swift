/// Records a graph, node by node. Move-only; `finish()` hands the graph over.
@usableFromInline package struct GraphRecorder: ~Copyable {
  @usableFromInline let recording: Recording

  package init() { recording = .begin() }

  // Embedded Swift wants to see what a module that holds one has to do at the end.
  @inlinable deinit { recording.end() }

  package var nodeCount: Int { recording.nodeCount }
  /// Whether no tensor has been recorded.
  package var isAllScalar: Bool { recording.header.pointee.isAllScalar }
  package func shape(of node: Int) -> Shape { recording.shape(of: node) }
  package func primitive(of node: Int) -> Primitive {
    precondition(node >= 0 && node < nodeCount, "no such node")
    return recording.header.pointee.primitives[node]
  }

  /// The value with which a leaf was recorded; nil of any other node.
  package func leafValue(of node: Int) -> Tensor? {
    guard primitive(of: node) == .leaf else { return nil }
    let header = recording.header.pointee
    let place = Int(header.first[node])
    return header.second[node] == 0 ? Tensor(header.leafScalars[place]) : header.tables.leafTensors[place]
  }

  /// - Returns: the index of the new leaf.
  package mutating func leaf(_ value: some TensorConvertible) -> Int { Int(recording.pushLeaf(tensor: value.tensor)) }
  package mutating func leaf(_ value: Double) -> Int { Int(recording.pushLeaf(value)) }

  /// Records one operation; the attributes must be resolved (axes in range, none negative).
  /// - Returns: the index of the new node.
  package mutating func record(_ operation: Operation, _ operands: [Int]) throws(ShapeError) -> Int {
    Int(try recording.push(operation, operands))
  }

  /// The frequent cases: on numbers, without an array.
  package mutating func record(_ map: Primitive.Map, _ a: Int) throws(ShapeError) -> Int {
    precondition(a >= 0 && a < nodeCount, "no such node")
    if let node = recording.pushScalar(map, Int32(truncatingIfNeeded: a)) { return Int(node) }
    return try record(Operation(.map(map)), [a])
  }
  package mutating func record(_ pair: Primitive.Pair, _ a: Int, _ b: Int) throws(ShapeError) -> Int {
    precondition(a >= 0 && a < nodeCount && b >= 0 && b < nodeCount, "no such node")
    let (left, right) = (Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b))
    if let node = recording.pushScalar(pair, left, right) { return Int(node) }
    return try record(Operation(.pair(pair)), [a, b])
  }

  package consuming func finish() -> Graph {
    let graph = recording.graph()
    // The recording must outlive the copy.
    _ = consume self
    return graph
  }
}
