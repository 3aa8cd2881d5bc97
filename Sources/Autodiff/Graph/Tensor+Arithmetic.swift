extension Tensor {
  package static func zeros(_ shape: Shape) -> Tensor {
    Tensor(shape: shape, scalars: [Double](repeating: 0, count: shape.count))
  }

  /// 1 at one entry, 0 elsewhere.
  package static func unit(_ entry: Int, of shape: Shape) -> Tensor {
    var scalars = [Double](repeating: 0, count: shape.count)
    scalars[entry] = 1
    return Tensor(shape: shape, scalars: scalars)
  }

  /// Entry by entry; the shapes must be equal.
  package func adding(_ other: Tensor) -> Tensor {
    precondition(shape == other.shape, "what is added has the same shape")
    return Tensor(shape: shape, scalars: zip(scalars, other.scalars).map { $0 + $1 })
  }
}
