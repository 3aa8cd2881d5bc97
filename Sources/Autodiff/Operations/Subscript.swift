/// One place of an index: as resolved against the axis, so never negative.
package enum Subscript: Hashable, Sendable {
  /// One entry; the axis goes.
  case entry(Int)
  /// `count` entries from `start`, `step` apart (which may be negative); the axis stays.
  case slice(start: Int, count: Int, step: Int)
}
