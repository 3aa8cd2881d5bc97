import Autodiff
import Letters

/// Builds a figure in Swift, in the words of the flow language.
///
/// ```swift
/// let g = GraphBuilder("Delivery time")
/// let x1 = g.input("x1", 2, note: "hundreds of km"), x2 = g.input("x2", 3)
/// let y = g.target("y", 5)
/// let w1 = g.parameter("w1", 1), w2 = g.parameter("w2", 2)
///
/// let ŷ = g.define("ŷ", w1 * x1 + w2 * x2)
/// let e = g.define("e", ŷ - y)
/// g.loss("L", e ** 2)
///
/// let figure = try g.figure()
/// figure.gradient(of: w1)  // 12
/// ```
///
/// What does not fit (shapes, a name twice) is thrown by `figure()`, the first of it. Not for use by two threads at a time.
public final class GraphBuilder {
  let recording: Recording
  private let title: String?
  private var names: [Name] = []
  private var taken: Set<String> = []
  private var named: Set<Int32> = []
  private var output: Int32?
  private var failure: BuilderError?
  private var groups = GroupList()

  /// What is known of a named node.
  struct Name {
    let node: Int32
    let name: String
    let role: Definition.Role
    let note: String?
  }

  public init(_ title: String? = nil) {
    self.title = title
    recording = .begin()
  }

  deinit { recording.end() }

  /// Data: a leaf that is not trained.
  @discardableResult
  public func input(_ name: String, _ value: Tensor, note: String? = nil) -> Node {
    leaf(name, value, .input, note)
  }
  /// The truth: a leaf that is not trained.
  @discardableResult
  public func target(_ name: String, _ value: Tensor, note: String? = nil) -> Node {
    leaf(name, value, .target, note)
  }
  /// A leaf that is trained: its gradient is what the figure is for.
  @discardableResult
  public func parameter(_ name: String, _ value: Tensor, note: String? = nil) -> Node {
    leaf(name, value, .parameter, note)
  }
  /// A number with a name.
  @discardableResult
  public func constant(_ name: String, _ value: Tensor, note: String? = nil) -> Node {
    leaf(name, value, .constant, note)
  }

  // The same for a number that is computed, not written.
  @_disfavoredOverload @discardableResult
  public func input(_ name: String, _ value: Double, note: String? = nil) -> Node {
    leaf(name, Tensor(value), .input, note)
  }
  @_disfavoredOverload @discardableResult
  public func target(_ name: String, _ value: Double, note: String? = nil) -> Node {
    leaf(name, Tensor(value), .target, note)
  }
  @_disfavoredOverload @discardableResult
  public func parameter(_ name: String, _ value: Double, note: String? = nil) -> Node {
    leaf(name, Tensor(value), .parameter, note)
  }
  @_disfavoredOverload @discardableResult
  public func constant(_ name: String, _ value: Double, note: String? = nil) -> Node {
    leaf(name, Tensor(value), .constant, note)
  }

  /// A leaf without a name, as literals are; for graphs that are too large to name everything.

  public func leaf(_ value: Double) -> Node { Node(recording, recording.pushLeaf(value)) }
  /// A leaf without a name.
  @_disfavoredOverload
  public func leaf(_ value: Tensor) -> Node { Node(recording, recording.pushLeaf(value)) }

  /// Gives a node a name, under which it is drawn. A node that has one already gets a second by an identity.
  @discardableResult
  public func define(_ name: String, _ node: Node, note: String? = nil) -> Node {
    node.check(with: Node(recording, 0))
    let isLeaf = recording.header.pointee.isLeaf(node.number)
    let node = isLeaf || named.contains(node.number) ? node.applying(.identity) : node
    enter(name, node.number, .operation, note)
    return node
  }

  /// Names the node that is differentiated. Without one it is the last definition.
  @discardableResult
  public func loss(_ name: String, _ node: Node, note: String? = nil) -> Node {
    output(name, node, note: note)
  }
  /// Names the node that is differentiated, where it is no loss.
  @discardableResult
  public func output(_ name: String, _ node: Node, note: String? = nil) -> Node {
    let node = define(name, node, note: note)
    if output != nil { fail(.secondOutput(name)) }
    if node.shape.count != 1 { fail(.tensorOutput(name, node.shape)) }
    output = output ?? node.number
    return node
  }

  /// The nodes that `body` makes are one group, which can be drawn closed; one within another if it is called inside. A name that the
  /// same group has already goes on with that.
  public func group<Result, Failure: Error>(_ name: String, _ body: () throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    groups.open(.block, name, at: recording.nodeCount)
    defer { groups.close(at: recording.nodeCount) }
    return try body()
  }

  /// The graph with its names, as a flow file would give it.
  package func model() throws(BuilderError) -> Model { try assembly().model }

  /// The model with every value, local derivative and gradient.
  public func figure() throws(BuilderError) -> Figure {
    let assembly = try assembly()
    return Figure(of: assembly.model, builtBy: Node(recording, 0), places: assembly.places)
  }

  private func assembly() throws(BuilderError) -> GraphAssembly {
    if let failure = recording.failure { throw BuilderError(failure) }
    if let failure { throw failure }
    return GraphAssembly(title: title, graph: recording.graph(), names: names, groups: groups.filled, output: output)
  }

  private func leaf(_ name: String, _ value: Tensor, _ role: Definition.Role, _ note: String?) -> Node {
    let node = Node(recording, recording.pushLeaf(value))
    enter(name, node.number, role, note)
    return node
  }

  private func enter(_ name: String, _ node: Int32, _ role: Definition.Role, _ note: String?) {
    if !taken.insert(name.canonicalName).inserted { fail(.repeatedName(name)) }
    named.insert(node)
    names.append(Name(node: node, name: name, role: role, note: note))
  }

  private func fail(_ error: BuilderError) { failure = failure ?? error }
}
