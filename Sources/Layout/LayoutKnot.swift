/// A piece of a wire that comes in on the row, or next to it, that another leaves, and so has to turn after it.
struct LayoutKnot: Sendable, Hashable {
  let leaving: Int
  let arriving: Int
  /// Whether the one that comes in shall do so below the other.
  var isBelow = false
}
