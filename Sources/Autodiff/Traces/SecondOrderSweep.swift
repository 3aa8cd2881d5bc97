/// Forward mode over reverse mode on a graph of numbers: how every adjoint changes as one leaf moves.
struct SecondOrderSweep {
  private let backward: BackwardTrace
  /// The second partials, by slot.
  private var xx: [Double]
  private var xy: [Double]
  private var yy: [Double]

  /// - Precondition: every node is a single number, and no operation but those on numbers.
  init(over backward: BackwardTrace) {
    self.backward = backward
    let plan = backward.trace.plan
    let storage = backward.graph.storage
    xx = Array(repeating: 0, count: plan.slotCount)
    xy = xx
    yy = xx
    let values = backward.trace.values
    for node in 0..<storage.count where storage.primitives[node] != .leaf && backward.reached[node] {
      let slot = Int(plan.start[node])
      let (x, y) = (values[Int(plan.a[slot])], values[Int(plan.b[slot])])
      (xx[slot], xy[slot], yy[slot]) = storage.primitives[node].secondPartials(x, y, values[slot])
    }
  }

  /// How the adjoints of some leaves change with one of them: a row of the Hessian.
  /// Complexity: O(nodes).
  func adjointTangents(along leaf: Int, of leaves: [Int]) -> [Double] {
    let plan = backward.trace.plan
    let (da, db) = (backward.linearization.da, backward.linearization.db)
    var tangents = [Double](repeating: 0, count: plan.slotCount)
    tangents[Int(plan.start[leaf])] = 1
    for slot in plan.firstComputed..<max(plan.slotCount, plan.firstComputed) {
      let (x, y) = (tangents[Int(plan.a[slot])], tangents[Int(plan.b[slot])])
      // What does not move takes no part, since 0 times an infinite partial is not 0.
      tangents[slot] = (x == 0 ? 0 : da[slot] * x) + (y == 0 ? 0 : db[slot] * y)
    }
    var changes = [Double](repeating: 0, count: plan.slotCount)
    for slot in (plan.firstComputed..<max(plan.slotCount, plan.firstComputed)).reversed() {
      let (adjoint, change) = (backward.adjoints[slot], changes[slot])
      let (a, b) = (Int(plan.a[slot]), Int(plan.b[slot]))
      if change != 0 {
        changes[a] += change * da[slot]
        changes[b] += change * db[slot]
      }
      guard adjoint != 0 else { continue }
      if tangents[a] != 0 {
        changes[a] += adjoint * xx[slot] * tangents[a]
        changes[b] += adjoint * xy[slot] * tangents[a]
      }
      if tangents[b] != 0 {
        changes[a] += adjoint * xy[slot] * tangents[b]
        changes[b] += adjoint * yy[slot] * tangents[b]
      }
    }
    return leaves.map { changes[Int(plan.start[$0])] }
  }
}
