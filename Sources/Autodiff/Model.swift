/// A graph with its names: what a lesson says of it, and nothing of how it is drawn.
///
/// Only leaves and definitions have facts; an unnamed node belongs to the definition whose range holds it and is
/// known as `NAME.k`.
public struct Model: Sendable {
  public var title: String?
  public var graph: Graph
  /// Leaves and definitions in ascending order of `node`.
  public var definitions: [Definition]
  /// The node that is differentiated; nil if there is none.
  public var output: Int?
  /// Why there are no gradients, if the output is a tensor.
  public var notes: [String]

  public init(
    title: String? = nil, graph: Graph, definitions: [Definition], output: Int?, notes: [String] = []
  ) {
    self.title = title
    self.graph = graph
    self.definitions = definitions
    self.output = output
    self.notes = notes
  }
}

/// What a lesson says of a named node.
public struct Definition: Sendable, Hashable {
  public enum Role: Sendable, Hashable {
    case input, target, parameter
    /// A named number: `c = 3`.
    case constant
    case operation
  }
  /// The node that bears the name.
  public let node: Int
  /// The nodes `firstNode ..< node` are the definition's unnamed ones, in order of evaluation.
  public let firstNode: Int
  public let name: String
  public let role: Role
  public let note: String?
  /// The right-hand side as `fmt` writes it; nil for a leaf.
  public let expression: String?
  /// The groups that hold it, outermost first.
  public let groups: [String]

  public init(
    node: Int, firstNode: Int, name: String, role: Role, note: String? = nil, expression: String? = nil,
    groups: [String] = []
  ) {
    self.node = node
    self.firstNode = firstNode
    self.name = name
    self.role = role
    self.note = note
    self.expression = expression
    self.groups = groups
  }
}

extension Model {
  /// The definition whose name or range holds the node; nil for nodes after the last definition.
  /// Complexity: O(log definitions).
  public func definition(holding node: Int) -> Definition? { fatalError("contract") }
  /// `ŷ`, or `ŷ.2` for an unnamed node.
  public func id(of node: Int) -> String { fatalError("contract") }
  /// The named node, or nil. Names are compared as the language does (canonical equivalence; `w₁` is `w1`).
  public func node(named name: String) -> Int? { fatalError("contract") }
  /// Which nodes are drawn at `named` detail: leaves with names, definitions, and the output; and unnamed nodes
  /// that are used outside their own definition (possible in graphs built in Swift).
  public var namedNodes: [Bool] { fatalError("contract") }
}
