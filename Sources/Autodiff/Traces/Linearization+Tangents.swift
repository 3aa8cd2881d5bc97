extension Linearization {
  /// Forward mode: the tangent of every node for the given tangents of the leaves.
  /// - Parameter directions: for each leaf that moves, how it moves, in the leaf's shape.
  /// - Returns: by node; zeros where nothing that moves is used.
  package func tangents(along directions: [Int: Tensor]) -> [Tensor] {
    let plan = trace.plan
    let storage = graph.storage
    var tangents = [Double](repeating: 0, count: plan.slotCount)
    var moves = [Bool](repeating: false, count: graph.nodeCount)
    withBuffers { buffers in
      tangents.withUnsafeMutableBufferPointer {
        guard let base = $0.baseAddress else { return }
        for (leaf, tangent) in directions {
          plan.write(tangent, to: leaf, base)
          moves[leaf] = true
        }
        for node in 0..<graph.nodeCount where storage.primitives[node] != .leaf {
          let moving = (0..<storage.operandCount(of: node)).map { moves[storage.operand(of: node, slot: $0)] }
          if moving.contains(true) {
            moves[node] = true
            plan.writeTangent(of: node, moving, buffers, base)
          }
        }
      }
    }
    return (0..<graph.nodeCount).map {
      Tensor(shape: storage.shape(of: $0), scalars: Array(tangents[plan.slots(of: $0)]))
    }
  }
}

extension Plan {
  /// Only operands that move take part, since 0 times an infinite partial is not 0.
  fileprivate func writeTangent(
    of node: Int, _ moving: [Bool], _ buffers: Buffers, _ tangents: UnsafeMutablePointer<Double>
  ) {
    switch graph.storage.primitives[node].family {
    case .leaf: return
    case .unary, .parametrized:
      for slot in slots(of: node) { tangents[slot] = buffers.da[slot] * tangents[Int(a[slot])] }
    case .arrangement:
      for slot in slots(of: node) { tangents[slot] = tangents[Int(a[slot])] }
    case .binary: writeTangent(slots(of: node), moving[0], moving[1], buffers, tangents)
    case .select: writeTangent(slots(of: node), moving[1], moving[2], buffers, tangents)
    case .reduction, .running, .product, .lines, .crossEntropy, .lookup, .oneHot:
      if let block = block(of: node) { writeTangent(of: block, moving, buffers, tangents) }
    }
  }

  private func writeTangent(
    _ slots: Range<Int>, _ first: Bool, _ second: Bool, _ buffers: Buffers, _ tangents: UnsafeMutablePointer<Double>
  ) {
    for slot in slots {
      var sum = 0.0
      if first { sum += buffers.da[slot] * tangents[Int(a[slot])] }
      if second { sum += buffers.db[slot] * tangents[Int(b[slot])] }
      tangents[slot] = sum
    }
  }

  private func writeTangent(
    of block: Block, _ moving: [Bool], _ buffers: Buffers, _ tangents: UnsafeMutablePointer<Double>
  ) {
    switch block.primitive {
    case .cumsum: runningSum(block, tangents)
    case .matmul, .dot:
      let out = tangents + Int(block.out)
      if moving[0] { addProduct(block, tangents + Int(block.a), buffers.values + Int(block.b), out) }
      if moving[1] { addProduct(block, buffers.values + Int(block.a), tangents + Int(block.b), out) }
    case .softmax, .logSoftmax, .layerNorm, .rmsNorm:
      lineJacobian(block, buffers).addForward(tangents + Int(block.a), to: tangents + Int(block.out))
    case .crossEntropy:
      let count = Int(block.length)
      var sum = 0.0
      for (slot, operand) in [block.a, block.b].enumerated() where moving[slot] {
        let weights = buffers.weights + Int(block.weights) + slot * count
        for entry in 0..<count { sum += weights[entry] * tangents[Int(operand) + entry] }
      }
      tangents[Int(block.out)] = sum
    case .embedding:
      guard moving[0] else { return }
      forEachRow(block, buffers.values) { place, entry in
        let out = tangents + Int(block.out) + entry
        out.update(from: tangents + Int(block.a) + place, count: Int(block.length))
      }
    case .oneHot: return
    default:
      let length = Int(block.length)
      for entry in 0..<Int(block.count) {
        var sum = 0.0
        for member in entry * length..<(entry + 1) * length {
          let place = block.places < 0 ? member : place(block, member)
          sum += buffers.weights[Int(block.weights) + member] * tangents[Int(block.a) + place]
        }
        tangents[Int(block.out) + entry] = sum
      }
    }
  }
}
