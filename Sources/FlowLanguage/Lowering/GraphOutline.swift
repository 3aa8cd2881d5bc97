import Autodiff

/// What comes out of a file: its graph, and what is known of the nodes.
struct GraphOutline: ~Copyable {
  var recorder = GraphRecorder()
  /// The file's own, while what belongs to no figure is recorded: the value of a leaf, the side of a claim.
  private var file: GraphRecorder?
  var groups = GroupList()
  var title: String?
  var titleAt: Range<Int>?
  private(set) var definitions: [Definition] = []
  /// By definition: the statement and the name it comes from.
  private(set) var origins: [(statement: Int, name: Int)] = []
  var output: (node: Int, definition: Int, declared: Bool)?
  /// The name of the definition that is being lowered.
  var owner = ""
  /// The last leaf that was recorded.
  var lastLeaf = -1

  mutating func reserveCapacity(_ count: Int) {
    definitions.reserveCapacity(count)
    origins.reserveCapacity(count)
  }

  mutating func append(_ definition: Definition, of statement: Int, _ name: Int) {
    definitions.append(definition)
    origins.append((statement, name))
  }

  mutating func leaf(_ value: Double) -> Int32 {
    lastLeaf = recorder.leaf(value)
    return Int32(lastLeaf)
  }

  mutating func leaf(_ value: Tensor) -> Int32 {
    lastLeaf = value.shape.isScalar ? recorder.leaf(value.scalars[0]) : recorder.leaf(value)
    return Int32(lastLeaf)
  }

  /// Records beside the file's graph, until `finishAside`.
  mutating func beginAside() {
    var other = GraphRecorder()
    swap(&other, &recorder)
    file = consume other
  }

  /// What was recorded since.
  mutating func finishAside() -> GraphRecorder {
    guard var other = file.take() else { preconditionFailure("nothing is recorded beside the file") }
    swap(&other, &recorder)
    return other
  }

  /// The shape of one of the file's nodes.
  func fileShape(of node: Int) -> Shape { file?.shape(of: node) ?? recorder.shape(of: node) }

  /// A leaf beside the file's graph for one of its nodes; for a leaf with that one's value.
  mutating func stand(for node: Int) -> Int32 {
    leaf(file?.leafValue(of: node) ?? Tensor.zeros(fileShape(of: node)))
  }

  func shape(of node: Int32) -> Shape { recorder.shape(of: Int(node)) }
}
