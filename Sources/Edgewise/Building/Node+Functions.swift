import Autodiff

// The functions of the flow language under the same names: of one variable, entry by entry.
/// eˣ.
@inlinable public func exp(_ x: Node) -> Node { x.applying(.exp) }
/// eˣ − 1, exact near 0.
@inlinable public func expm1(_ x: Node) -> Node { x.applying(.expm1) }
/// The natural logarithm.
@inlinable public func log(_ x: Node) -> Node { x.applying(.log) }
/// The natural logarithm of 1 + x, exact near 0.
@inlinable public func log1p(_ x: Node) -> Node { x.applying(.log1p) }
/// The logarithm to the base 2.
@inlinable public func log2(_ x: Node) -> Node { x.applying(.log2) }
/// The logarithm to the base 10.
@inlinable public func log10(_ x: Node) -> Node { x.applying(.log10) }
/// The root.
@inlinable public func sqrt(_ x: Node) -> Node { x.applying(.sqrt) }
/// x².
@inlinable public func square(_ x: Node) -> Node { x.applying(.square) }
/// |x|; its derivative at 0 is 0.
@inlinable public func abs(_ x: Node) -> Node { x.applying(.abs) }
/// The sine.
@inlinable public func sin(_ x: Node) -> Node { x.applying(.sin) }
/// The cosine.
@inlinable public func cos(_ x: Node) -> Node { x.applying(.cos) }
/// The tangent.
@inlinable public func tan(_ x: Node) -> Node { x.applying(.tan) }
/// The angle whose sine is x.
@inlinable public func asin(_ x: Node) -> Node { x.applying(.asin) }
/// The angle whose cosine is x.
@inlinable public func acos(_ x: Node) -> Node { x.applying(.acos) }
/// The angle whose tangent is x.
@inlinable public func atan(_ x: Node) -> Node { x.applying(.atan) }
/// The hyperbolic sine.
@inlinable public func sinh(_ x: Node) -> Node { x.applying(.sinh) }
/// The hyperbolic cosine.
@inlinable public func cosh(_ x: Node) -> Node { x.applying(.cosh) }
/// The hyperbolic tangent.
@inlinable public func tanh(_ x: Node) -> Node { x.applying(.tanh) }
/// The inverse of sinh.
@inlinable public func asinh(_ x: Node) -> Node { x.applying(.asinh) }
/// The inverse of cosh.
@inlinable public func acosh(_ x: Node) -> Node { x.applying(.acosh) }
/// The inverse of tanh.
@inlinable public func atanh(_ x: Node) -> Node { x.applying(.atanh) }
/// The logistic function, 1/(1 + e^−x).
@inlinable public func sigmoid(_ x: Node) -> Node { x.applying(.sigmoid) }
/// The logistic function, 1/(1 + e^−x).
@inlinable public func σ(_ x: Node) -> Node { x.applying(.sigmoid) }
/// max(x, 0); its derivative at 0 is 0.
@inlinable public func relu(_ x: Node) -> Node { x.applying(.relu) }
/// log(1 + eˣ).
@inlinable public func softplus(_ x: Node) -> Node { x.applying(.softplus) }
/// x·σ(x), also known as swish.
@inlinable public func silu(_ x: Node) -> Node { x.applying(.silu) }
/// The error function.
@inlinable public func erf(_ x: Node) -> Node { x.applying(.erf) }
/// −1, 0 or 1; its derivative is 0.
@inlinable public func sign(_ x: Node) -> Node { x.applying(.sign) }
/// The largest whole number that is not above x; its derivative is 0.
@inlinable public func floor(_ x: Node) -> Node { x.applying(.floor) }
/// The smallest whole number that is not below x; its derivative is 0.
@inlinable public func ceil(_ x: Node) -> Node { x.applying(.ceil) }
/// The nearest whole number, of two equally near ones the even; its derivative is 0.
@inlinable public func round(_ x: Node) -> Node { x.applying(.round) }
/// The same value, of which nothing flows back.
public func detach(_ x: Node) -> Node { x.applying(Operation(.detach)) }

/// x·Φ(x), exactly; or its tanh form.
public func gelu(_ x: Node, approximateByTanh: Bool = false) -> Node {
  x.applying(approximateByTanh ? .geluTanh : .gelu)
}
/// x above 0, else slope·x.
public func leakyRelu(_ x: Node, slope: Double = 0.01) -> Node {
  x.applying(Operation(.parametric(.leakyRelu), .number(slope)))
}
/// x above 0, else alpha·(eˣ − 1).
public func elu(_ x: Node, alpha: Double = 1) -> Node {
  x.applying(Operation(.parametric(.elu), .number(alpha)))
}

// Made of others.
/// 2ˣ.
public func exp2(_ x: Node) -> Node { pow(x.literal(2), x) }
/// 1/√x.
public func rsqrt(_ x: Node) -> Node { x ** -0.5 }
/// 1/x.
public func reciprocal(_ x: Node) -> Node { 1 / x }
/// log σ(x).
public func logSigmoid(_ x: Node) -> Node { -softplus(-x) }
/// x between 0 and 6; its derivative at either is 0.
public func relu6(_ x: Node) -> Node { x.bounded(below: 0, above: 6) }
/// x between −1 and 1; its derivative at either is 0.
public func hardTanh(_ x: Node) -> Node { x.bounded(below: -1, above: 1) }
/// x between two bounds; its derivative at either is 0.
public func clip(_ x: Node, low: Double = -.infinity, high: Double = .infinity) -> Node {
  x.bounded(below: low, above: high)
}
/// 1.0507 times elu with alpha 1.6733.
public func selu(_ x: Node) -> Node { 1.050_700_987_355_480_5 * elu(x, alpha: 1.673_263_242_354_377_2) }
/// x·tanh(softplus(x)).
public func mish(_ x: Node) -> Node { x * tanh(softplus(x)) }

extension Node {
  fileprivate func bounded(below low: Double, above high: Double) -> Node {
    var result = self
    if low > -.infinity {
      let bound = literal(low)
      result = select(compared(.lessOrEqual, bound), bound, result)
    }
    if high < .infinity {
      let bound = literal(high)
      result = select(compared(.greaterOrEqual, bound), bound, result)
    }
    return result
  }

  fileprivate func compared(_ comparison: Primitive.Comparison, _ other: Node) -> Node {
    applying(Operation(.compare(comparison)), other)
  }
}

// Of two, entry by entry.
/// The smaller, entry by entry; equal ones share the gradient.
@inlinable public func min(_ a: Node, _ b: Node) -> Node { a.applying(.minimum, b) }
/// The larger, entry by entry; equal ones share the gradient.
@inlinable public func max(_ a: Node, _ b: Node) -> Node { a.applying(.maximum, b) }
/// The smaller of an entry and a number.
@inlinable public func min(_ a: Node, _ b: Double) -> Node { a.applying(.minimum, a.literal(b)) }
/// The larger of an entry and a number.
@inlinable public func max(_ a: Node, _ b: Double) -> Node { a.applying(.maximum, a.literal(b)) }
/// aᵇ, entry by entry.
@inlinable public func pow(_ a: Node, _ b: Node) -> Node { a.applying(.pow, b) }
/// The angle of the point (b, a), from −π to π.
@inlinable public func atan2(_ a: Node, _ b: Node) -> Node { a.applying(.atan2, b) }
/// A power with a fixed exponent, which is no node.
public func pow(_ a: Node, _ exponent: Double) -> Node { a ** exponent }

/// `a` where the condition is not 0, else `b`; the condition gets no gradient.
public func select(_ condition: Node, _ a: Node, _ b: Node) -> Node {
  condition.applying(Operation(.choose), a, b)
}
