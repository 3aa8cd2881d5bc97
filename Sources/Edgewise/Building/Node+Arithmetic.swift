import Autodiff

infix operator ** : PowerPrecedence

/// Binds tighter than `*`, and to the right: `a ** b ** c` is `a ** (b ** c)`.
precedencegroup PowerPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

extension Node {
  public static func + (a: Node, b: Node) -> Node { a.applying(.add, b) }
  public static func - (a: Node, b: Node) -> Node { a.applying(.subtract, b) }
  /// Entry by entry, broadcast by NumPy's rules; the matrix product is `matmul(_:_:)`.
  public static func * (a: Node, b: Node) -> Node { a.applying(.multiply, b) }
  public static func / (a: Node, b: Node) -> Node { a.applying(.divide, b) }
  public static prefix func - (a: Node) -> Node { a.applying(.negate) }
  public static prefix func + (a: Node) -> Node { a }

  // With a number on one side.
  public static func + (a: Node, b: Double) -> Node { a.applying(.add, a.literal(b)) }
  public static func + (a: Double, b: Node) -> Node { b.literal(a).applying(.add, b) }
  public static func - (a: Node, b: Double) -> Node { a.applying(.subtract, a.literal(b)) }
  public static func - (a: Double, b: Node) -> Node { b.literal(a).applying(.subtract, b) }
  public static func * (a: Node, b: Double) -> Node { a.applying(.multiply, a.literal(b)) }
  public static func * (a: Double, b: Node) -> Node { b.literal(a).applying(.multiply, b) }
  public static func / (a: Node, b: Double) -> Node { a.applying(.divide, a.literal(b)) }
  public static func / (a: Double, b: Node) -> Node { b.literal(a).applying(.divide, b) }

  /// A power with a fixed exponent, which is no node.
  public static func ** (a: Node, exponent: Double) -> Node {
    a.applying(Operation(.parametric(.power), .number(exponent)))
  }
  /// A power whose exponent is computed too.
  public static func ** (a: Node, b: Node) -> Node { a.applying(.pow, b) }
  public static func ** (a: Double, b: Node) -> Node { b.literal(a).applying(.pow, b) }

  /// The square: `(ŷ - y).squared` is (ŷ − y)².
  public var squared: Node { applying(.square) }

  public static func += (a: inout Node, b: Node) { a = a + b }
  public static func -= (a: inout Node, b: Node) { a = a - b }
  public static func *= (a: inout Node, b: Node) { a = a * b }
  public static func /= (a: inout Node, b: Node) { a = a / b }
  public static func += (a: inout Node, b: Double) { a = a + b }
  public static func -= (a: inout Node, b: Double) { a = a - b }
  public static func *= (a: inout Node, b: Double) { a = a * b }
  public static func /= (a: inout Node, b: Double) { a = a / b }

  // Comparisons give 1 or 0, entry by entry, and pass no gradient.
  public static func .< (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.less)), b) }
  public static func .<= (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.lessOrEqual)), b) }
  public static func .> (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.greater)), b) }
  public static func .>= (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.greaterOrEqual)), b) }
  public static func .== (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.equal)), b) }
  public static func .< (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.less)), a.literal(b)) }
  public static func .<= (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.lessOrEqual)), a.literal(b)) }
  public static func .> (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.greater)), a.literal(b)) }
  public static func .>= (a: Node, b: Double) -> Node {
    a.applying(Operation(.compare(.greaterOrEqual)), a.literal(b))
  }
  public static func .== (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.equal)), a.literal(b)) }
}
