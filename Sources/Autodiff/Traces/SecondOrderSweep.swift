/// Forward mode over reverse mode on a graph of numbers: how every adjoint changes as one leaf moves.
struct SecondOrderSweep {
  private let backward: BackwardTrace
  /// What the adjoints are handed down by: the slots of the nodes that have edges and are reached, with the second
  /// partials.
  private var links: [Link] = []

  private struct Link {
    let slot: Int
    let a: Int
    let b: Int
    let second: (xx: Double, xy: Double, yy: Double)
  }

  /// - Precondition: every node is a single number, and no operation but those on numbers.
  init(over backward: BackwardTrace) {
    self.backward = backward
    let (plan, storage, values) = (backward.trace.plan, backward.graph.storage, backward.trace.values)
    for node in 0..<storage.count where backward.reached[node] {
      let slot = Int(plan.start[node])
      let (a, b) = (Int(plan.a[slot]), Int(plan.b[slot]))
      switch storage.primitives[node].form {
      case .entries(let kernel, _) where storage.primitives[node].hasEdge(0):
        links.append(Link(slot: slot, a: a, b: b, second: kernel.secondPartials(values[a], values[b], values[slot])))
      case .block(.choose): links.append(Link(slot: slot, a: a, b: b, second: (0, 0, 0)))
      case .leaf, .entries: continue
      case .move, .join, .block: preconditionFailure("an expanded model works on numbers")
      }
    }
  }

  /// How the adjoints of some leaves change with one of them: a row of the Hessian.
  /// Complexity: O(nodes).
  func adjointTangents(along leaf: Int, of leaves: [Int]) -> [Double] {
    let linearization = backward.linearization
    let tangents = linearization.tangents(along: [leaf: Tensor(1)]).slots
    var changes = [Double](repeating: 0, count: tangents.count)
    for link in links.reversed() {
      let (adjoint, change) = (backward.adjoints[link.slot], changes[link.slot])
      if change != 0 {
        changes[link.a] += change * linearization.partial(by: 0, link.slot)
        changes[link.b] += change * linearization.partial(by: 1, link.slot)
      }
      // What does not move takes no part, since 0 times an infinite partial is not 0.
      guard adjoint != 0 else { continue }
      if tangents[link.a] != 0 {
        changes[link.a] += adjoint * link.second.xx * tangents[link.a]
        changes[link.b] += adjoint * link.second.xy * tangents[link.a]
      }
      if tangents[link.b] != 0 {
        changes[link.a] += adjoint * link.second.xy * tangents[link.b]
        changes[link.b] += adjoint * link.second.yy * tangents[link.b]
      }
    }
    return leaves.map { changes[Int(backward.trace.plan.start[$0])] }
  }
}
