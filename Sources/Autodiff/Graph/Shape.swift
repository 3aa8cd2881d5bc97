/// The lengths of a tensor's axes, outermost first; `[]` is a single number.
public struct Shape: Hashable, Sendable {
  public let dimensions: [Int]

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

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  /// As NumPy's users read it: `[2, 3]`.
  public var description: String {
    "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
  }
}
