/// Where forward goes: to the right, or down.
public enum Direction: String, Sendable, CaseIterable {
  case leftToRight = "LR"
  case topToBottom = "TB"
}
