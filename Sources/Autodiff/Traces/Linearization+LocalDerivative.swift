extension Linearization {
  /// ∂node/∂operand for one slot, all other operands held.
  /// Complexity: O(entries of the node and the operand).
  package func localDerivative(of node: Int, slot: Int) -> LinearMap {
    let operand = graph.operand(of: node, slot: slot)
    let storage = graph.storage
    let plan = trace.plan
    let source = storage.shape(of: operand)
    let target = storage.shape(of: node)
    let slots = plan.slots(of: node)
    let begin = plan.start[operand]
    func map(_ form: LinearMap.Form) -> LinearMap { LinearMap(source: source, target: target, form: form) }
    /// Entry by entry, or broadcast, by the plan's first or second operand.
    func entries(_ operand: Int) -> LinearMap {
      if source.isScalar, target.isScalar { return LinearMap(scale: partial(by: operand, slots.lowerBound)) }
      let operands = operand == 0 ? plan.a : plan.b
      let columns = source == target ? nil : slots.map { operands[$0] - begin }
      let weights = slots.map { partial(by: operand, $0) }
      return map(.sparse(LinearMap.Sparse(rows: nil, columns: columns, weights: weights)))
    }
    // Nothing gets through, not even where the upstream gradient is infinite.
    guard storage.primitives[node].hasEdge(slot), !isLevel(node) else { return map(.sparse(.none)) }
    switch storage.primitives[node].form {
    case .leaf: preconditionFailure("a leaf has no operands")
    case .entries: return entries(slot)
    case .move: return map(.sparse(moved(node)))
    case .join(let join):
      let shapes = graph.operands(of: node).map { storage.shape(of: $0) }
      var rows: [Int32] = []
      graph.operation(of: node).part(of: join, slot, shapes, target).forEach { rows.append(Int32($0)) }
      return map(
        .sparse(LinearMap.Sparse(rows: rows, columns: nil, weights: Array(repeating: 1, count: rows.count))))
    case .block(.choose): return entries(slot - 1)
    case .block: return map(form(of: node, slot, source))
    }
  }

  private func form(of node: Int, _ slot: Int, _ source: Shape) -> LinearMap.Form {
    let plan = trace.plan
    let block = plan.block(of: node)
    let first = Int(block.weights)
    switch block.kind {
    case .choose, .oneHot, .find: return .sparse(.none)
    case .reduce(let reduction):
      let places = Int(block.places)
      let count = Int(block.count * block.length)
      let even = reduction.evenPartial(of: Int(block.length))
      if let even, places < 0 { return .even(length: Int(block.length), weight: even) }
      return .sparse(
        LinearMap.Sparse(
          rows: (0..<Int32(count)).map { $0 / block.length },
          columns: places < 0 ? nil : Array(plan.places[places..<places + count]),
          weights: even.map { Array(repeating: $0, count: count) } ?? weights(first, count)))
    case .scan(.sum): return .runningSum(stride: Int(block.inner), length: Int(block.length))
    case .scan(.product): return .sparse(factors(block))
    case .matrix(.inverse):
      return .inverse(side: Int(block.length), Array(trace.values[plan.slots(of: node)]))
    case .product, .convolution:
      let other = graph.operand(of: node, slot: 1 - slot)
      return .product(
        LinearMap.Product(
          plan: plan, block: block, isLeft: slot == 0, other: Array(trace.values[plan.slots(of: other)])))
    case .lines(let lines):
      let out = Int(block.out)
      return .lines(
        LinearMap.Lines(
          kind: lines, block: block, results: Array(trace.values[out..<out + Int(block.count)]),
          scales: weights(first, lines.hasScales ? block.lineCount : 0)))
    case .matrix(.determinant), .crossEntropy:
      return .sparse(
        LinearMap.Sparse(
          rows: Array(repeating: 0, count: source.count), columns: nil,
          weights: weights(first + slot * source.count, source.count)))
    case .lookup: return .sparse(lookup(block))
    }
  }

  /// The number on an edge between nodes of shape `[]`. Faster than `localDerivative(of:slot:)`.
  package func scalarDerivative(of node: Int, slot: Int) -> Double {
    graph.check(node)
    let storage = graph.storage
    if case .entries = storage.primitives[node].form, storage.isAllScalar {
      guard storage.primitives[node].hasEdge(slot) else { return 0 }
      return partial(by: slot, Int(trace.plan.start[node]))
    }
    guard let number = localDerivative(of: node, slot: slot).scalar else {
      preconditionFailure("the edge is not between numbers")
    }
    return number
  }

  /// Whether the node is flat whatever its operands are, as floor is.
  func isLevel(_ node: Int) -> Bool {
    if case .entries(let kernel, _) = graph.storage.primitives[node].form { kernel.sweep == .nothing } else { false }
  }

  /// Where nothing is copied, the slot of zero stands.
  private func moved(_ node: Int) -> LinearMap.Sparse {
    let plan = trace.plan
    let begin = plan.start[graph.operand(of: node, slot: 0)]
    let slots = plan.slots(of: node)
    let kept = slots.filter { plan.a[$0] != 0 }
    return LinearMap.Sparse(
      rows: kept.count == slots.count ? nil : kept.map { Int32($0 - slots.lowerBound) },
      columns: kept.map { plan.a[$0] - begin }, weights: Array(repeating: 1, count: kept.count))
  }

  private func factors(_ block: Block) -> LinearMap.Sparse {
    var entries = LinearMap.Sparse(rows: [], columns: [], weights: [])
    withBuffers { buffers in
      trace.plan.forEachFactor(block, buffers.values + Int(block.a)) { entry, factor, weight in
        entries.rows?.append(Int32(entry))
        entries.columns?.append(Int32(factor))
        entries.weights.append(weight)
      }
    }
    return entries
  }

  private func lookup(_ block: Block) -> LinearMap.Sparse {
    var entries = LinearMap.Sparse(rows: [], columns: [], weights: [])
    withBuffers { buffers in
      trace.plan.forEachRow(block, buffers.values) { place, entry in
        entries.rows?.append(contentsOf: Int32(entry)..<Int32(entry) + block.length)
        entries.columns?.append(contentsOf: Int32(place)..<Int32(place) + block.length)
      }
    }
    entries.weights = Array(repeating: 1, count: entries.rows?.count ?? 0)
    return entries
  }
}
