/// Where forward goes.
public enum Direction: String, Sendable, CaseIterable {
  /// From left to right.
  case leftToRight = "LR"
  /// From top to bottom.
  case topToBottom = "TB"
}
