import Autodiff

infix operator ** : PowerPrecedence

/// Binds tighter than `*`, and to the right: `a ** b ** c` is `a ** (b ** c)`.
precedencegroup PowerPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

extension Node {
  /// The sum, entry by entry, broadcast by NumPy's rules.
  public static func + (a: Node, b: Node) -> Node { a.applying(.add, b) }
  /// The difference, entry by entry, broadcast.
  public static func - (a: Node, b: Node) -> Node { a.applying(.subtract, b) }
  /// Entry by entry, broadcast by NumPy's rules; the matrix product is `matmul(_:_:)`.
  public static func * (a: Node, b: Node) -> Node { a.applying(.multiply, b) }
  /// The quotient, entry by entry, broadcast.
  public static func / (a: Node, b: Node) -> Node { a.applying(.divide, b) }
  /// −a.
  public static prefix func - (a: Node) -> Node { a.applying(.negate) }
  /// a itself.
  public static prefix func + (a: Node) -> Node { a }

  // With a number on one side.
  /// The sum with a number, which is a leaf of its own.
  public static func + (a: Node, b: Double) -> Node { a.applying(.add, a.literal(b)) }
  /// The sum with a number, which is a leaf of its own.
  public static func + (a: Double, b: Node) -> Node { b.literal(a).applying(.add, b) }
  /// The difference from a number, which is a leaf of its own.
  public static func - (a: Node, b: Double) -> Node { a.applying(.subtract, a.literal(b)) }
  /// The difference from a number, which is a leaf of its own.
  public static func - (a: Double, b: Node) -> Node { b.literal(a).applying(.subtract, b) }
  /// The product with a number, which is a leaf of its own.
  public static func * (a: Node, b: Double) -> Node { a.applying(.multiply, a.literal(b)) }
  /// The product with a number, which is a leaf of its own.
  public static func * (a: Double, b: Node) -> Node { b.literal(a).applying(.multiply, b) }
  /// The quotient by a number, which is a leaf of its own.
  public static func / (a: Node, b: Double) -> Node { a.applying(.divide, a.literal(b)) }
  /// The quotient of a number, which is a leaf of its own.
  public static func / (a: Double, b: Node) -> Node { b.literal(a).applying(.divide, b) }

  /// A power with a fixed exponent, which is no node.
  public static func ** (a: Node, exponent: Double) -> Node {
    a.applying(Operation(.parametric(.power), .number(exponent)))
  }
  /// A power whose exponent is computed too.
  public static func ** (a: Node, b: Node) -> Node { a.applying(.pow, b) }
  /// A power of a number, whose exponent is computed.
  public static func ** (a: Double, b: Node) -> Node { b.literal(a).applying(.pow, b) }

  /// The square: `(ŷ - y).squared` is (ŷ − y)².
  public var squared: Node { applying(.square) }

  /// `a` means `a + b` from here on.
  public static func += (a: inout Node, b: Node) { a = a + b }
  /// `a` means `a - b` from here on.
  public static func -= (a: inout Node, b: Node) { a = a - b }
  /// `a` means `a * b` from here on.
  public static func *= (a: inout Node, b: Node) { a = a * b }
  /// `a` means `a / b` from here on.
  public static func /= (a: inout Node, b: Node) { a = a / b }
  /// `a` means `a + b` from here on.
  public static func += (a: inout Node, b: Double) { a = a + b }
  /// `a` means `a - b` from here on.
  public static func -= (a: inout Node, b: Double) { a = a - b }
  /// `a` means `a * b` from here on.
  public static func *= (a: inout Node, b: Double) { a = a * b }
  /// `a` means `a / b` from here on.
  public static func /= (a: inout Node, b: Double) { a = a / b }

  // Comparisons give 1 or 0, entry by entry, and pass no gradient.
  /// 1 where a is below b, else 0.
  public static func .< (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.less)), b) }
  /// 1 where a is at most b, else 0.
  public static func .<= (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.lessOrEqual)), b) }
  /// 1 where a is above b, else 0.
  public static func .> (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.greater)), b) }
  /// 1 where a is at least b, else 0.
  public static func .>= (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.greaterOrEqual)), b) }
  /// 1 where a is equal to b, else 0.
  public static func .== (a: Node, b: Node) -> Node { a.applying(Operation(.compare(.equal)), b) }
  /// 1 where a is below b, else 0.
  public static func .< (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.less)), a.literal(b)) }
  /// 1 where a is at most b, else 0.
  public static func .<= (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.lessOrEqual)), a.literal(b)) }
  /// 1 where a is above b, else 0.
  public static func .> (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.greater)), a.literal(b)) }
  /// 1 where a is at least b, else 0.
  public static func .>= (a: Node, b: Double) -> Node {
    a.applying(Operation(.compare(.greaterOrEqual)), a.literal(b))
  }
  /// 1 where a is equal to b, else 0.
  public static func .== (a: Node, b: Double) -> Node { a.applying(Operation(.compare(.equal)), a.literal(b)) }
}
