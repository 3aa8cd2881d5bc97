import Autodiff

/// A node of a graph that is being built: what mathematics is written with.
///
/// ```swift
/// let ŷ = w1 * x1 + w2 * x2
/// ```
///
/// Sixteen bytes without a reference: copying one costs nothing, and it does not keep its builder alive. Use after the
/// builder is gone, or together with another builder's nodes, stops the program with a message.
public struct Node: Hashable, CustomStringConvertible {
  let recording: Recording
  let generation: UInt32
  let number: Int32

  @inline(__always)
  init(_ recording: Recording, _ number: Int32) {
    self.recording = recording
    self.number = number
    generation = recording.generation
  }

  /// Another node of the same graph.
  @inline(__always)
  init(besides node: Node, _ number: Int32) {
    recording = node.recording
    generation = node.generation
    self.number = number
  }

  /// Whether both are one node of one graph.
  public static func == (a: Node, b: Node) -> Bool {
    a.recording == b.recording && a.generation == b.generation && a.number == b.number
  }

  /// By its number and its builder.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(generation)
    hasher.combine(number)
  }

  /// The lengths of its axes; `[]` for a single number.
  public var shape: Tensor.Shape {
    check()
    return recording.shape(of: Int(number))
  }

  /// `node 17`: its place in the order in which nodes were made.
  public var description: String { "node \(number)" }

  @inline(__always)
  func check() {
    precondition(recording.generation == generation, "the graph builder that made this node is gone")
  }

  @inline(__always)
  func check(with other: Node) {
    check()
    precondition(
      recording == other.recording && generation == other.generation,
      "these nodes are of two graphs, or the graph builder that made one of them is gone")
  }

  // Numbers are recorded in line; only tensors need shapes and a call.

  @inline(__always)
  func applying(_ map: Primitive.Map) -> Node {
    check()
    if let number = recording.pushScalar(map, number) { return Node(besides: self, number) }
    return applying(Operation(.map(map)))
  }

  @inline(__always)
  func applying(_ pair: Primitive.Pair, _ other: Node) -> Node {
    check(with: other)
    if let number = recording.pushScalar(pair, number, other.number) { return Node(besides: self, number) }
    return applying(Operation(.pair(pair)), other)
  }

  @inline(never)
  func applying(_ operation: Operation, _ others: Node...) -> Node {
    check()
    for other in others { check(with: other) }
    return Node(besides: self, recording.pushOrFail(operation, [Int(number)] + others.map { Int($0.number) }))
  }

  func applying(_ operation: Operation, all others: [Node]) -> Node {
    check()
    for other in others { check(with: other) }
    return Node(besides: self, recording.pushOrFail(operation, [Int(number)] + others.map { Int($0.number) }))
  }

  /// A number written into a formula: a leaf of its own.
  @inline(__always)
  func literal(_ value: Double) -> Node {
    check()
    return Node(besides: self, recording.pushLeaf(value))
  }
}
