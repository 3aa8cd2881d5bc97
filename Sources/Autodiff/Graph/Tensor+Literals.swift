extension Tensor {
  /// A vector.
  public init(_ vector: [Double]) {
    self.init(shape: Shape([vector.count]), scalars: vector)
  }

  /// A matrix.
  /// - Precondition: the rows have equal lengths.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows of a matrix have equal lengths")
    self.init(shape: Shape([rows.count, columns]), scalars: rows.flatMap { $0 })
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// `[1, 2]` is a vector, `[[1, 2], [3, 4]]` a matrix, and so on.
  /// - Precondition: the elements have equal shapes.
  public init(arrayLiteral elements: Tensor...) {
    let shape = elements.first?.shape ?? .scalar
    precondition(elements.allSatisfy { $0.shape == shape }, "the rows of a tensor have equal lengths")
    self.init(shape: Shape([elements.count] + shape.dimensions), scalars: elements.flatMap { $0.scalars })
  }
}
