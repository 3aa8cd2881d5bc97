import Autodiff

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
///
/// Groups, loops and calls of functions can be drawn closed, as one node each:
///
/// ```swift
/// func layer(_ x: Node, _ W: Node) -> Node { g.call("layer", x, W) { tanh(matmul(W, x)) } }
/// g.loop("i", 1...3) { i in h = g.define("h", layer(h, W)) }   // h[1], h[2], h[3]
/// ```
public final class GraphBuilder {
  let recording: Recording
  private let title: String?
  private var names: [Name] = []
  /// What nodes are called, where they were named.
  private var written: [Int32: String] = [:]
  private var output: Int32?
  private var failure: BuilderError?
  private var groups = GroupList()
  /// The calls and turns that are being recorded.
  private var scopes: [Scope] = []
  /// By depth of calls: the names made in them, which wait for the name of what the call makes.
  private var waiting: [[Int]] = [[]]

  /// What is known of a named node.
  struct Name {
    let node: Int32
    /// As it was given; `[3]` for the third turn of a loop.
    let name: String
    let suffix: String
    let role: Definition.Role
    let note: String?
    /// Whether it was made in a call or a turn.
    let isLocal: Bool
    /// How many calls it was made in, and the first node of the innermost.
    let depth: Int
    let start: Int32
    /// The name of what the innermost call makes.
    var owner: Int?
  }

  private enum Scope {
    case call(start: Int32)
    case turn(Int)
  }

  /// A builder of a figure with this caption.
  public init(_ title: String? = nil) {
    self.title = title
    recording = .begin()
  }

  deinit { recording.end() }

  /// Data: a leaf that is not trained. A value is a number, a tensor, or an array of either.
  @discardableResult
  public func input(_ name: String, _ value: some TensorConvertible, note: String? = nil) -> Node {
    leaf(name, value.tensor, .input, note)
  }
  /// The truth: a leaf that is not trained.
  @discardableResult
  public func target(_ name: String, _ value: some TensorConvertible, note: String? = nil) -> Node {
    leaf(name, value.tensor, .target, note)
  }
  /// A leaf that is trained: its gradient is what the figure is for.
  @discardableResult
  public func parameter(_ name: String, _ value: some TensorConvertible, note: String? = nil) -> Node {
    leaf(name, value.tensor, .parameter, note)
  }
  /// A number with a name.
  @discardableResult
  public func constant(_ name: String, _ value: some TensorConvertible, note: String? = nil) -> Node {
    leaf(name, value.tensor, .constant, note)
  }

  /// A leaf without a name, as literals are; for graphs that are too large to name everything.
  public func leaf(_ value: Double) -> Node { Node(recording, recording.pushLeaf(value)) }
  /// A leaf without a name.
  public func leaf(_ value: some TensorConvertible) -> Node {
    Node(recording, recording.pushLeaf(tensor: value.tensor))
  }

  /// Gives a node a name, under which it is drawn. A node that has one already gets a second by an identity.
  @discardableResult
  public func define(_ name: String, _ node: Node, note: String? = nil) -> Node {
    node.check(with: Node(recording, 0))
    let isLeaf = recording.header.pointee.isLeaf(node.number)
    let node = isLeaf || written[node.number] != nil ? node.applying(Operation(.identity)) : node
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
  public func group<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    groups.open(.block, name, at: recording.nodeCount)
    defer { groups.close(at: recording.nodeCount) }
    return try body()
  }

  /// The nodes that `body` makes are one call of a function, which can be drawn closed: `dense(x, W)`. A name that is given inside is
  /// known from outside by that of what the call makes: `h.z`, where the call makes `h`.
  /// - Parameters:
  ///   - function: its name, by which all its calls are opened and closed.
  ///   - arguments: what the call is named after.
  ///   - body: what it computes, of any nodes.
  public func call<Result, Failure: Error>(
    _ function: String, _ arguments: Node..., body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let names = arguments.map { written[$0.number] ?? "…" }
    let label = "\(function)(\(names.joined(separator: ", ")))"
    groups.open(
      .call(function), label.count > 40 || names.contains("…") ? function + "(…)" : label, at: recording.nodeCount)
    scopes.append(.call(start: Int32(recording.nodeCount)))
    if waiting.count <= scopes.count { waiting.append([]) }
    defer {
      scopes.removeLast()
      groups.close(at: recording.nodeCount)
    }
    return try body()
  }

  /// The nodes that each turn of `body` makes are one group, which can be drawn closed: `i = 3`. A name that is given in the third turn is
  /// known from outside as `z[3]`.
  public func loop<Failure: Error>(
    _ variable: String, _ turns: ClosedRange<Int>, _ body: (_ turn: Int) throws(Failure) -> Void
  ) throws(Failure) {
    for turn in turns {
      groups.open(.iteration(variable), "\(variable) = \(turn)", at: recording.nodeCount)
      scopes.append(.turn(turn))
      defer {
        scopes.removeLast()
        groups.close(at: recording.nodeCount)
      }
      try body(turn)
    }
  }

  /// The model with every value, local derivative and gradient.
  /// - Throws: the first that did not fit: shapes, a name twice, a second output.
  public func figure() throws(BuilderError) -> Figure {
    let assembly = try assembly()
    return Figure(of: assembly.model, builtBy: Node(recording, 0), places: assembly.places)
  }

  /// The graph with its names, as a flow file would give it.
  package func model() throws(BuilderError) -> Model { try assembly().model }

  private func assembly() throws(BuilderError) -> GraphAssembly {
    if let failure = recording.failure { throw BuilderError(failure) }
    if let failure { throw failure }
    return try GraphAssembly(
      title: title, graph: recording.graph(), names: names, groups: groups.filled, output: output)
  }

  private func leaf(_ name: String, _ value: Tensor, _ role: Definition.Role, _ note: String?) -> Node {
    let node = Node(recording, recording.pushLeaf(tensor: value))
    enter(name, node.number, role, note)
    return node
  }

  // MARK: Names

  private func enter(_ name: String, _ node: Int32, _ role: Definition.Role, _ note: String?) {
    written[node] = name
    var depth = 0
    var start: Int32 = 0
    var turns: [String] = []
    for scope in scopes {
      switch scope {
      case .call(let first): (depth, start, turns) = (depth + 1, first, [])
      case .turn(let turn): turns.append(String(turn))
      }
    }
    // A member of a family, `h[3]`, is unlike those of other turns already.
    let suffix = turns.isEmpty || name.hasSuffix("]") ? "" : "[" + turns.joined(separator: ", ") + "]"
    if role == .operation {
      for deeper in waiting.indices where deeper > depth {
        for index in waiting[deeper] { names[index].owner = names.count }
        waiting[deeper] = []
      }
    }
    if depth > 0 { waiting[depth].append(names.count) }
    names.append(
      Name(
        node: node, name: name, suffix: suffix, role: role, note: note, isLocal: !scopes.isEmpty, depth: depth,
        start: start))
  }

  private func fail(_ error: BuilderError) { failure = failure ?? error }
}
