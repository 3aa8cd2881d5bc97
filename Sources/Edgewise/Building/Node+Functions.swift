import Autodiff

// The functions of the flow language under the same names: of one variable, entry by entry.
/// eˣ.
public func exp(_ x: Node) -> Node { x.applying(.exp) }
/// The natural logarithm.
public func log(_ x: Node) -> Node { x.applying(.log) }
/// The root.
public func sqrt(_ x: Node) -> Node { x.applying(.sqrt) }
/// x².
public func square(_ x: Node) -> Node { x.applying(.square) }
/// |x|; its derivative at 0 is 0.
public func abs(_ x: Node) -> Node { x.applying(.abs) }
/// The sine.
public func sin(_ x: Node) -> Node { x.applying(.sin) }
/// The cosine.
public func cos(_ x: Node) -> Node { x.applying(.cos) }
/// The tangent.
public func tan(_ x: Node) -> Node { x.applying(.tan) }
/// The hyperbolic tangent.
public func tanh(_ x: Node) -> Node { x.applying(.tanh) }
/// The logistic function, 1/(1 + e^−x).
public func sigmoid(_ x: Node) -> Node { x.applying(.sigmoid) }
/// The logistic function, 1/(1 + e^−x).
public func σ(_ x: Node) -> Node { x.applying(.sigmoid) }
/// max(x, 0); its derivative at 0 is 0.
public func relu(_ x: Node) -> Node { x.applying(.relu) }
/// log(1 + eˣ).
public func softplus(_ x: Node) -> Node { x.applying(.softplus) }
/// x·σ(x), also known as swish.
public func silu(_ x: Node) -> Node { x.applying(.silu) }
/// The error function.
public func erf(_ x: Node) -> Node { x.applying(.erf) }
/// −1, 0 or 1; its derivative is 0.
public func sign(_ x: Node) -> Node { x.applying(.sign) }
/// The largest whole number that is not above x; its derivative is 0.
public func floor(_ x: Node) -> Node { x.applying(.floor) }
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

// Of two, entry by entry.
/// The smaller, entry by entry; equal ones share the gradient.
public func min(_ a: Node, _ b: Node) -> Node { a.applying(.minimum, b) }
/// The larger, entry by entry; equal ones share the gradient.
public func max(_ a: Node, _ b: Node) -> Node { a.applying(.maximum, b) }
/// The smaller of an entry and a number.
public func min(_ a: Node, _ b: Double) -> Node { a.applying(.minimum, a.literal(b)) }
/// The larger of an entry and a number.
public func max(_ a: Node, _ b: Double) -> Node { a.applying(.maximum, a.literal(b)) }
/// aᵇ, entry by entry.
public func pow(_ a: Node, _ b: Node) -> Node { a.applying(.pow, b) }
/// A power with a fixed exponent, which is no node.
public func pow(_ a: Node, _ exponent: Double) -> Node { a ** exponent }

/// `a` where the condition is not 0, else `b`; the condition gets no gradient.
public func select(_ condition: Node, _ a: Node, _ b: Node) -> Node {
  condition.applying(Operation(.choose), a, b)
}
