/// How far to zoom in.
public enum Detail: String, Sendable, CaseIterable {
  case groups, named, operations, scalars

  /// Whether a node of the picture is a whole definition, with one edge for each source of it; else it is one operation, with one edge
  /// for each operand slot.
  var closesDefinitions: Bool { self == .groups || self == .named }
}
