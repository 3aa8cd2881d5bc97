/// What a lesson says of a named node.
package struct Definition: Sendable, Hashable {
  package enum Role: Sendable, Hashable {
    case input, target, parameter
    /// A named number: `c = 3`.
    case constant
    case operation
  }
  /// The node that bears the name.
  package let node: Int
  /// The nodes `firstNode ..< node` are the definition's unnamed ones, in order of evaluation.
  package let firstNode: Int
  package let name: String
  package let role: Role
  package let note: String?
  /// The right-hand side as `fmt` writes it; nil for a leaf.
  package let expression: String?

  package init(
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
