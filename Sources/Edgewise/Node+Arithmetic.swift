import Autodiff

infix operator ** : PowerPrecedence

/// Binds tighter than `*`, and to the right: `a ** b ** c` is `a ** (b ** c)`.
precedencegroup PowerPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

extension Node {
  @inlinable public static func + (a: Node, b: Node) -> Node { a.applying(.add, b) }
  @inlinable public static func - (a: Node, b: Node) -> Node { a.applying(.subtract, b) }
  /// Entry by entry, broadcast by NumPy's rules; the matrix product is `matmul(_:_:)`.
  @inlinable public static func * (a: Node, b: Node) -> Node { a.applying(.multiply, b) }
  @inlinable public static func / (a: Node, b: Node) -> Node { a.applying(.divide, b) }
  @inlinable public static prefix func - (a: Node) -> Node { a.applying(.negate) }
  @inlinable public static prefix func + (a: Node) -> Node { a }

  // With a number on one side.
  @inlinable public static func + (a: Node, b: Double) -> Node { a.applying(.add, a.literal(b)) }
  @inlinable public static func + (a: Double, b: Node) -> Node { b.literal(a).applying(.add, b) }
  @inlinable public static func - (a: Node, b: Double) -> Node { a.applying(.subtract, a.literal(b)) }
  @inlinable public static func - (a: Double, b: Node) -> Node { b.literal(a).applying(.subtract, b) }
  @inlinable public static func * (a: Node, b: Double) -> Node { a.applying(.multiply, a.literal(b)) }
  @inlinable public static func * (a: Double, b: Node) -> Node { b.literal(a).applying(.multiply, b) }
  @inlinable public static func / (a: Node, b: Double) -> Node { a.applying(.divide, a.literal(b)) }
  @inlinable public static func / (a: Double, b: Node) -> Node { b.literal(a).applying(.divide, b) }

  /// A power with a fixed exponent, which is no node.
  public static func ** (a: Node, exponent: Double) -> Node {
    a.applying(Operation(.power, .number(exponent)))
  }
  /// A power whose exponent is computed too.
  @inlinable public static func ** (a: Node, b: Node) -> Node { a.applying(.pow, b) }
  @inlinable public static func ** (a: Double, b: Node) -> Node { b.literal(a).applying(.pow, b) }

  /// The square: `(ŷ - y).squared` is (ŷ − y)².
  @inlinable public var squared: Node { applying(.square) }

  @inlinable public static func += (a: inout Node, b: Node) { a = a + b }
  @inlinable public static func -= (a: inout Node, b: Node) { a = a - b }
  @inlinable public static func *= (a: inout Node, b: Node) { a = a * b }
  @inlinable public static func /= (a: inout Node, b: Node) { a = a / b }
  @inlinable public static func += (a: inout Node, b: Double) { a = a + b }
  @inlinable public static func -= (a: inout Node, b: Double) { a = a - b }
  @inlinable public static func *= (a: inout Node, b: Double) { a = a * b }
  @inlinable public static func /= (a: inout Node, b: Double) { a = a / b }

  // Comparisons give 1 or 0, entry by entry, and pass no gradient.
  @inlinable public static func .< (a: Node, b: Node) -> Node { a.applying(.less, b) }
  @inlinable public static func .<= (a: Node, b: Node) -> Node { a.applying(.lessEqual, b) }
  @inlinable public static func .> (a: Node, b: Node) -> Node { a.applying(.greater, b) }
  @inlinable public static func .>= (a: Node, b: Node) -> Node { a.applying(.greaterEqual, b) }
  @inlinable public static func .== (a: Node, b: Node) -> Node { a.applying(.equal, b) }
  @inlinable public static func .< (a: Node, b: Double) -> Node { a.applying(.less, a.literal(b)) }
  @inlinable public static func .<= (a: Node, b: Double) -> Node { a.applying(.lessEqual, a.literal(b)) }
  @inlinable public static func .> (a: Node, b: Double) -> Node { a.applying(.greater, a.literal(b)) }
  @inlinable public static func .>= (a: Node, b: Double) -> Node { a.applying(.greaterEqual, a.literal(b)) }
  @inlinable public static func .== (a: Node, b: Double) -> Node { a.applying(.equal, a.literal(b)) }
}
