/// A computation, recorded: nodes in topological order by construction, since an operand's index is
/// below its user's. An edge is a pair of a node and an operand slot, so `a + a` has two.
///
/// Immutable and shared; what is learned of it is kept in traces beside it, by index.
public struct Graph: Sendable {
  public var nodeCount: Int { fatalError("contract") }
  /// All operand slots of all nodes.
  public var edgeCount: Int { fatalError("contract") }
  public func operation(of node: Int) -> Operation { fatalError("contract") }
  public func primitive(of node: Int) -> Primitive { fatalError("contract") }
  public func operandCount(of node: Int) -> Int { fatalError("contract") }
  public func operand(of node: Int, slot: Int) -> Int { fatalError("contract") }
  public func operands(of node: Int) -> [Int] { fatalError("contract") }
  public func shape(of node: Int) -> Shape { fatalError("contract") }
  /// The value with which a leaf was recorded.
  public func leafValue(of node: Int) -> Tensor { fatalError("contract") }
}

/// Records a graph, node by node. Move-only; `finish()` hands the graph over.
public struct GraphRecorder: ~Copyable {
  public init() {}
  public var nodeCount: Int { fatalError("contract") }
  public func shape(of node: Int) -> Shape { fatalError("contract") }
  /// - Returns: the index of the new leaf.
  public mutating func leaf(_ value: Tensor) -> Int { fatalError("contract") }
  public mutating func leaf(_ value: Double) -> Int { fatalError("contract") }
  /// Records one operation; the attributes must be resolved (axes in range, none negative).
  /// - Returns: the index of the new node.
  public mutating func record(_ operation: Operation, _ operands: [Int]) throws(ShapeError) -> Int {
    fatalError("contract")
  }
  /// The frequent cases, without an array.
  public mutating func record(_ primitive: Primitive, _ a: Int) throws(ShapeError) -> Int {
    fatalError("contract")
  }
  public mutating func record(_ primitive: Primitive, _ a: Int, _ b: Int) throws(ShapeError) -> Int {
    fatalError("contract")
  }
  public consuming func finish() -> Graph { fatalError("contract") }
}

extension Graph {
  /// A recorder that goes on where this graph ends (used by `--of y[0]`, which adds an index).
  public func recorder() -> GraphRecorder { fatalError("contract") }
}
