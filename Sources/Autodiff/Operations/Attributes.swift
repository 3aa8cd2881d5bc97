/// What an operation is told beside its operands; a literal exponent, axis or index is no node.
package enum Attributes: Hashable, Sendable {
  case none
  case number(Double)
  case axis(Int)
  case axes([Int])
  case shape(Shape)
  /// `axes` nil: over all. Axes are resolved: ascending, none negative. `ddof` is for variance and
  /// standard deviation.
  case reduction(axes: [Int]?, keepDimensions: Bool, ddof: Double)
  case subscripts([Subscript])
  /// `seed` alone, with the number of entries, says which entries are dropped; see `Attributes.keeps(_:)`.
  case dropout(probability: Double, seed: Int)
  /// Of convolutions and pools.
  case window(Window)
  /// How many classes there are.
  case classes(Int)
}
