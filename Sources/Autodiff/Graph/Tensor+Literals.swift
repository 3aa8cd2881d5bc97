/// What can stand for a tensor: a number, a tensor, an array of either.
public protocol TensorConvertible {
  /// The tensor that it stands for: of a number the shape is `[]`, of an array the first axis is as long as that.
  var tensor: Tensor { get }
}

extension Tensor {
  /// A vector of an array of numbers, a matrix of an array of rows, and so on: `Tensor([[1, 2], [3, 4]])`.
  /// - Precondition: the rows have equal shapes.
  public init(_ value: some TensorConvertible) { self = value.tensor }
}

extension Tensor: TensorConvertible {
  /// Itself.
  public var tensor: Tensor { self }
}

extension Double: TensorConvertible {
  /// The number, of shape `[]`.
  public var tensor: Tensor { Tensor(self) }
}

extension Float: TensorConvertible {
  /// The number, of shape `[]`.
  public var tensor: Tensor { Tensor(Double(self)) }
}

extension Int: TensorConvertible {
  /// The number, of shape `[]`.
  public var tensor: Tensor { Tensor(Double(self)) }
}

extension Array: TensorConvertible where Element: TensorConvertible {
  /// A row for each element.
  /// - Precondition: the elements have equal shapes.
  public var tensor: Tensor {
    let rows = map { $0.tensor }
    let shape = rows.first?.shape ?? .scalar
    precondition(rows.allSatisfy { $0.shape == shape }, "the rows of a tensor have equal lengths")
    return Tensor(shape: Tensor.Shape([count] + shape.dimensions), scalars: rows.flatMap { $0.scalars })
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// A number, of shape `[]`.
  public init(floatLiteral value: Double) { self.init(value) }
  /// A number, of shape `[]`.
  public init(integerLiteral value: Int) { self.init(Double(value)) }
  /// `[1, 2]` is a vector, `[[1, 2], [3, 4]]` a matrix, and so on.
  /// - Precondition: the elements have equal shapes.
  public init(arrayLiteral elements: Tensor...) { self = elements.tensor }
}
