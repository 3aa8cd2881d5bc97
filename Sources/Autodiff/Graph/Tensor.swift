/// Numbers in row-major order, with their shape. A single number has shape `[]`.
///
/// ```swift
/// let w: Tensor = [[1, 2, 3], [4, 5, 6]]
/// w.shape     // [2, 3]
/// w[1, 0]     // 4
/// w.scalars   // [1, 2, 3, 4, 5, 6]
/// ```
public struct Tensor: Sendable, Equatable {
  /// The lengths of the axes, outermost first.
  public let shape: Shape
  /// The numbers, the last axis fastest.
  public let scalars: [Double]

  /// A tensor of any shape, from its numbers in row-major order.
  /// - Precondition: `scalars.count == shape.count`.
  public init(shape: Shape, scalars: [Double]) {
    precondition(scalars.count == shape.count, "a tensor's numbers must fill its shape")
    self.shape = shape
    self.scalars = scalars
  }

  /// One number, of shape `[]`.
  public init(_ scalar: Double) {
    self.init(shape: .scalar, scalars: [scalar])
  }

  /// The only number of a tensor that holds one (shape `[]`, or all ones), else nil.
  public var scalar: Double? { scalars.count == 1 ? scalars[0] : nil }

  /// One entry: an index for each axis, from 0; negative ones count from the end.
  /// - Precondition: there are as many indices as axes, none beyond its axis.
  public subscript(_ indices: Int...) -> Double {
    precondition(indices.count == shape.rank, "an entry of a tensor of shape \(shape) has \(shape.rank) indices")
    var place = 0
    for (index, length) in zip(indices, shape.dimensions) {
      precondition(index >= -length && index < length, "there is no entry \(index) on an axis of length \(length)")
      place = place * length + (index < 0 ? index + length : index)
    }
    return scalars[place]
  }
}
