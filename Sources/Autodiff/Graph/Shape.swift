package typealias Shape = Tensor.Shape

extension Tensor {
  /// The lengths of a tensor's axes, outermost first; `[]` is a single number.
  ///
  /// ```swift
  /// let shape: Tensor.Shape = [2, 3]
  /// shape.count  // 6
  /// ```
  public struct Shape: Hashable, Sendable {
    /// The length of each axis.
    public let dimensions: [Int]

    /// The shape with axes of these lengths, outermost first.
    public init(_ dimensions: [Int]) { self.dimensions = dimensions }

    /// The shape of one number.
    public static let scalar = Shape([])

    /// How many axes there are.
    public var rank: Int { dimensions.count }

    /// How many numbers a tensor of this shape holds: the product of the lengths, 1 for `[]`.
    public var count: Int { dimensions.reduce(1, *) }

    /// True for `[]` alone, not for `[1]`.
    public var isScalar: Bool { dimensions.isEmpty }
  }
}

extension Tensor.Shape: ExpressibleByArrayLiteral {
  /// `[2, 3]`: two rows, three columns.
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Tensor.Shape: CustomStringConvertible {
  /// As NumPy's users read it: `[2, 3]`.
  public var description: String {
    "[" + dimensions.map { String($0) }.joined(separator: ", ") + "]"
  }
}
