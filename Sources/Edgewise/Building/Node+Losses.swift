import Autodiff

// Losses, each the mean over the entries.
/// The mean of (a − b)².
public func mse(_ a: Node, _ b: Node) -> Node { mean(square(a - b)) }
/// The mean of |a − b|.
public func l1(_ a: Node, _ b: Node) -> Node { mean(abs(a - b)) }
/// The mean of ½e² up to |e| = delta, and of delta·(|e| − ½·delta) from there on, with e = a − b.
/// - Precondition: delta is above 0.
public func huber(_ a: Node, _ b: Node, delta: Double = 1) -> Node {
  precondition(delta > 0 && delta < .infinity, "delta is above 0")
  let error = a - b
  let distance = abs(error)
  let bowl = 0.5 * square(error)
  let rest = distance - delta / 2
  let line = delta == 1 ? rest : delta * rest
  let isNear = distance.applying(Operation(.compare(.lessOrEqual)), distance.literal(delta))
  return mean(select(isNear, bowl, line))
}
/// −mean(t·log(p) + (1 − t)·log(1 − p)).
public func bce(_ p: Node, _ t: Node) -> Node { -mean(t * log(p) + (1 - t) * log(1 - p)) }
/// The same of p = σ(z), exact where that is 0 or 1: mean(softplus(z) − t·z).
public func bceWithLogits(_ z: Node, _ t: Node) -> Node { mean(softplus(z) - t * z) }
/// mean(p·(log(p) − log(q))), to which what has no probability adds nothing.
public func klDiv(_ p: Node, _ q: Node) -> Node {
  let isPositive = p.applying(Operation(.compare(.greater)), p.literal(0))
  return mean(p * (log(select(isPositive, p, p.literal(1))) - log(q)))
}
/// The mean of −logp at each row's class.
public func nll(_ logp: Node, _ classes: Node) -> Node {
  if logp.shape.rank == 1 { return -logp.taking(classes) }
  let rows = logp.shape.dimensions[0]
  let numbers = Tensor(shape: [rows], scalars: (0..<rows).map { Double($0) })
  let places = Node(besides: logp, logp.recording.pushLeaf(tensor: numbers))
  return -mean(logp.taking(places, classes))
}
