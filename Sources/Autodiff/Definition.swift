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

  public init(
    node: Int, firstNode: Int, name: String, role: Role, note: String? = nil, expression: String? = nil
  ) {
    self.node = node
    self.firstNode = firstNode
    self.name = name
    self.role = role
    self.note = note
    self.expression = expression
  }
}
