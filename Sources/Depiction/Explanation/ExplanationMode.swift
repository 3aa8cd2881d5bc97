/// In which direction the chain rule is told.
public enum ExplanationMode: String, Sendable, CaseIterable {
  /// Node by node from the output back; one sweep gives every derivative of the output.
  case reverse
  /// Node by node from one leaf on; one sweep gives every derivative by that leaf.
  case forward
}
