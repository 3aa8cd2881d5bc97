/// How far to zoom in.
public enum Detail: String, Sendable, CaseIterable {
  case groups, named, operations, scalars

  /// Which of the two ways to draw that are known so far answers to this level: groups stay open, tensors closed.
  var drawn: Detail {
    switch self {
    case .groups, .named: .named
    case .operations, .scalars: .operations
    }
  }
}
