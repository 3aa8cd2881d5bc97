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
    linearization.withBuffers { buffers in
      slots.withUnsafeMutableBufferPointer {
        guard let base = $0.baseAddress, let first = directions.keys.min() else { return }
        for node in first + 1..<max(storage.count, first + 1) where !moves[node] {
          // Only what moves takes part, since 0 times an infinite partial is not 0.
          func isMoving(_ slot: Int) -> Bool {
            moves[storage.operand(of: node, slot: slot)] && storage.primitives[node].hasEdge(slot)
          }
          guard (0..<storage.operandCount(of: node)).contains(where: isMoving) else { continue }
          moves[node] = true
          plan.writeTangent(of: node, isMoving, buffers, base)
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

extension Plan {
  fileprivate func writeTangent(
    of node: Int, _ isMoving: (Int) -> Bool, _ buffers: Buffers, _ tangents: UnsafeMutablePointer<Double>
  ) {
    func writeEntries(_ first: Bool, _ second: Bool) {
      for slot in slots(of: node) {
        var sum = 0.0
        if first { sum += buffers.da[slot] * tangents[Int(a[slot])] }
        if second { sum += buffers.db[slot] * tangents[Int(b[slot])] }
        tangents[slot] = sum
      }
    }
    switch graph.storage.primitives[node].form {
    case .leaf: return
    case .entries(let kernel): writeEntries(isMoving(0), kernel.hasTwoOperands && isMoving(1))
    case .move, .join: for slot in slots(of: node) { tangents[slot] = tangents[Int(a[slot])] }
    case .block(.choose): writeEntries(isMoving(1), isMoving(2))
    case .block: writeTangent(of: block(of: node), isMoving, buffers, tangents)
    }
  }

  private func writeTangent(
    of block: Block, _ isMoving: (Int) -> Bool, _ buffers: Buffers, _ tangents: UnsafeMutablePointer<Double>
  ) {
    let out = tangents + Int(block.out)
    switch block.kind {
    case .choose, .oneHot: return
    case .reduce:
      let length = Int(block.length)
      for entry in 0..<Int(block.count) {
        var sum = 0.0
        for member in entry * length..<(entry + 1) * length {
          let place = block.places < 0 ? member : place(block, member)
          sum += buffers.weights[Int(block.weights) + member] * tangents[Int(block.a) + place]
        }
        out[entry] = sum
      }
    case .scan(.sum): runningSum(block, tangents)
    case .product:
      if isMoving(0) { addProduct(block, tangents + Int(block.a), buffers.values + Int(block.b), out) }
      if isMoving(1) { addProduct(block, buffers.values + Int(block.a), tangents + Int(block.b), out) }
    case .lines(let lines):
      lineJacobian(lines, block, buffers).add(tangents + Int(block.a), isTangent: true, to: out)
    case .crossEntropy:
      let count = Int(block.length)
      for (slot, operand) in [block.a, block.b].enumerated() where isMoving(slot) {
        let weights = buffers.weights + Int(block.weights) + slot * count
        for entry in 0..<count { out[0] += weights[entry] * tangents[Int(operand) + entry] }
      }
    case .lookup:
      forEachRow(block, buffers.values) { place, entry in
        (out + entry).update(from: tangents + Int(block.a) + place, count: Int(block.length))
      }
    }
  }
}
