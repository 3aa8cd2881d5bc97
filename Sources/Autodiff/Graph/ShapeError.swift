/// Why an operation does not fit its operands. Evidence only; the wording is the catalogue's.
package enum ShapeError: Error, Hashable, Sendable {
  /// The operands' shapes do not broadcast, or do not agree as the operation needs.
  case mismatch(Primitive, [Shape])
  case axisOutOfRange(axis: Int, rank: Int)
  case repeatedAxis(Int)
  case indexOutOfRange(index: Int, length: Int)
  case tooManyIndices(count: Int, rank: Int)
  /// `reshape` to a shape that holds another number of entries.
  case reshape(from: Shape, to: [Int])
  /// An operation that needs more axes than its operand has, such as `tril` of a vector.
  case rankTooLow(Primitive, Shape)
  /// What is only defined of a square matrix.
  case notSquare(Primitive, Shape)
  /// The result would hold no entries.
  case empty(Primitive)
  /// The result would hold more numbers than memory does.
  case tooLarge(Shape)
}
