/// Forward mode: how every node moves as some nodes move.
package struct Tangents: Sendable {
  private let trace: ForwardTrace
  /// By slot.
  let slots: [Double]

  /// Zeros where nothing that moves is used.
  package subscript(_ node: Int) -> Tensor { trace.tensor(of: node, in: slots) }

  fileprivate init(_ linearization: Linearization, along directions: [Int: Tensor]) {
    trace = linearization.trace
    let (plan, storage) = (trace.plan, trace.graph.storage)
    var slots = [Double](repeating: 0, count: plan.slotCount)
    var moves = [Bool](repeating: false, count: storage.count)
    for (node, tangent) in directions {
      trace.graph.check(node)
      precondition(storage.shape(of: node) == tangent.shape, "a tangent has its node's shape")
      moves[node] = true
      slots.replaceSubrange(plan.slots(of: node), with: tangent.scalars)
    }
    for node in (directions.keys.min() ?? storage.count)..<storage.count where !moves[node] {
      // Only what moves takes part, since 0 times an infinite partial is not 0.
      func isMoving(_ slot: Int) -> Bool {
        moves[storage.operand(of: node, slot: slot)] && storage.primitives[node].hasEdge(slot)
      }
      guard (0..<storage.operandCount(of: node)).contains(where: isMoving) else { continue }
      moves[node] = true
      func writeEntries(_ first: Bool, _ second: Bool) {
        for slot in plan.slots(of: node) {
          if first { slots[slot] += linearization.partial(by: 0, slot) * slots[Int(plan.a[slot])] }
          if second { slots[slot] += linearization.partial(by: 1, slot) * slots[Int(plan.b[slot])] }
        }
      }
      switch storage.primitives[node].form {
      case .leaf: continue
      case .entries(_, let operands): writeEntries(isMoving(0), operands == .two && isMoving(1))
      case .move, .join: writeEntries(true, false)
      case .block(.choose): writeEntries(isMoving(1), isMoving(2))
      case .block:
        for slot in 0..<storage.operandCount(of: node) where isMoving(slot) {
          let tangent = trace.tensor(of: storage.operand(of: node, slot: slot), in: slots)
          let part = linearization.localDerivative(of: node, slot: slot).applied(to: tangent)
          for (place, number) in zip(plan.slots(of: node), part.scalars) { slots[place] += number }
        }
      }
    }
    self.slots = slots
  }
}

extension Linearization {
  /// - Parameter directions: for each node that moves by itself, how it moves, in its shape; what it is computed from
  ///   does not matter then.
  package func tangents(along directions: [Int: Tensor]) -> Tangents { Tangents(self, along: directions) }
}
