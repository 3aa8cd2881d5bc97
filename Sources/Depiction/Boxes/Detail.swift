/// How far to zoom in. At every level the sum over all paths of the product along each path is the gradient.
public enum Detail: String, Sendable, CaseIterable {
  /// Groups, calls and turns of loops are closed, each one node.
  case groups
  /// A node is a named definition, with one edge for each source of it.
  case named
  /// A node is one operation, with one edge for each operand slot.
  case operations
  /// A node is one number: tensors are opened into their entries.
  case scalars

  /// Whether a node of the picture is a whole definition, with one edge for each source of it; else it is one operation, with one edge
  /// for each operand slot.
  var closesDefinitions: Bool { self == .groups || self == .named }
}
