import Autodiff

// The functions of the flow language under the same names: of one variable, entry by entry.
public func exp(_ x: Node) -> Node { x.applying(.exp) }
public func log(_ x: Node) -> Node { x.applying(.log) }
public func sqrt(_ x: Node) -> Node { x.applying(.sqrt) }
public func square(_ x: Node) -> Node { x.applying(.square) }
public func abs(_ x: Node) -> Node { x.applying(.abs) }
public func sin(_ x: Node) -> Node { x.applying(.sin) }
public func cos(_ x: Node) -> Node { x.applying(.cos) }
public func tan(_ x: Node) -> Node { x.applying(.tan) }
public func tanh(_ x: Node) -> Node { x.applying(.tanh) }
public func sigmoid(_ x: Node) -> Node { x.applying(.sigmoid) }
/// The logistic function, 1/(1 + e^−x).
public func σ(_ x: Node) -> Node { x.applying(.sigmoid) }
public func relu(_ x: Node) -> Node { x.applying(.relu) }
public func softplus(_ x: Node) -> Node { x.applying(.softplus) }
/// x·σ(x), also known as swish.
public func silu(_ x: Node) -> Node { x.applying(.silu) }
public func erf(_ x: Node) -> Node { x.applying(.erf) }
public func sign(_ x: Node) -> Node { x.applying(.sign) }
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
public func min(_ a: Node, _ b: Node) -> Node { a.applying(.minimum, b) }
public func max(_ a: Node, _ b: Node) -> Node { a.applying(.maximum, b) }
public func min(_ a: Node, _ b: Double) -> Node { a.applying(.minimum, a.literal(b)) }
public func max(_ a: Node, _ b: Double) -> Node { a.applying(.maximum, a.literal(b)) }
public func pow(_ a: Node, _ b: Node) -> Node { a.applying(.pow, b) }
/// A power with a fixed exponent, which is no node.
public func pow(_ a: Node, _ exponent: Double) -> Node { a ** exponent }

/// `a` where the condition is not 0, else `b`; the condition gets no gradient.
public func select(_ condition: Node, _ a: Node, _ b: Node) -> Node {
  condition.applying(Operation(.choose), a, b)
}
