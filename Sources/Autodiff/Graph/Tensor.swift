/// Numbers in row-major order, with their shape. A single number has shape `[]`.
public struct Tensor: Sendable {
  public let shape: Shape
  public let scalars: [Double]

  /// - Precondition: `scalars.count == shape.count`.
  public init(shape: Shape, scalars: [Double]) {
    precondition(scalars.count == shape.count, "a tensor's numbers must fill its shape")
    self.shape = shape
    self.scalars = scalars
  }

  public init(_ scalar: Double) {
    self.init(shape: .scalar, scalars: [scalar])
  }

  /// The only number of a tensor that holds one (shape `[]`, or all ones), else nil.
  public var scalar: Double? { scalars.count == 1 ? scalars[0] : nil }
}

extension Tensor: Equatable {}
