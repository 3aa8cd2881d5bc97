/// The slip that explains a claimed number: with it, the claim would hold.
package enum Cause: Sendable, Hashable {
  /// The value a step earlier, a step later.
  case earlier, later
  case oppositeSign
  /// Digits cut off where they had to be rounded.
  case cutDigits
  /// θ − ∇ for ∇; the parameter's name.
  case parameterLessGradient(String)
  /// The learning rate times the gradient, with either sign.
  case stepForGradient
  /// Another entry or row; its name.
  case otherEntry(String)
  case transposed
  case sumForMean
  /// One of several paths; the named nodes on it, between both ends.
  case onePath([String])
  /// Each parameter updated by a gradient that came through the new ones.
  case oneAfterTheOther
}
