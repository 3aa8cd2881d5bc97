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
    /// Entry by entry, or broadcast.
    func entries(_ partials: [Double], _ operands: UnsafeMutablePointer<Int32>) -> LinearMap {
      if source.isScalar, target.isScalar { return LinearMap(scale: partials[slots.lowerBound]) }
      let columns = source == target ? nil : slots.map { operands[$0] - begin }
      return map(.sparse(LinearMap.Sparse(rows: nil, columns: columns, weights: Array(partials[slots]))))
    }
    switch storage.primitives[node].family {
    case .leaf: preconditionFailure("a leaf has no operands")
    case .unary, .parametrized: return entries(da, plan.a)
    case .binary: return slot == 0 ? entries(da, plan.a) : entries(db, plan.b)
    case .select:
      if slot == 0 { return map(.sparse(.none)) }
      return slot == 1 ? entries(da, plan.a) : entries(db, plan.b)
    case .arrangement: return map(.sparse(arrangement(of: node, slot: slot)))
    case .reduction:
      guard let block = plan.block(of: node) else { preconditionFailure("a reduction is a block") }
      return map(.sparse(reduction(block, source)))
    case .running:
      guard let block = plan.block(of: node) else { preconditionFailure("a running sum is a block") }
      return map(.runningSum(stride: Int(block.inner), length: Int(block.length)))
    case .product:
      guard let block = plan.block(of: node) else { preconditionFailure("a product is a block") }
      let other = storage.operand(of: node, slot: 1 - slot)
      return map(
        .product(
          LinearMap.Product(
            plan: plan, block: block, isLeft: slot == 0, other: Array(trace.values[plan.slots(of: other)]))))
    case .lines:
      guard let block = plan.block(of: node) else { preconditionFailure("lines are a block") }
      let scales = block.primitive.hasLineScales ? block.lineCount : 0
      return map(
        .lines(
          LinearMap.Lines(
            block: block, results: Array(trace.values[slots]),
            scales: Array(weights[Int(block.weights)..<Int(block.weights) + scales]))))
    case .crossEntropy:
      guard let block = plan.block(of: node) else { preconditionFailure("a cross entropy is a block") }
      let begin = Int(block.weights) + slot * source.count
      return map(
        .sparse(
          LinearMap.Sparse(
            rows: Array(repeating: 0, count: source.count), columns: nil,
            weights: Array(weights[begin..<begin + source.count]))))
    case .lookup:
      guard slot == 0, let block = plan.block(of: node) else { return map(.sparse(.none)) }
      return map(.sparse(lookup(block)))
    case .oneHot: return map(.sparse(.none))
    }
  }

  /// The number on an edge between nodes of shape `[]`. Faster than `localDerivative(of:slot:)`.
  package func scalarDerivative(of node: Int, slot: Int) -> Double {
    graph.check(node)
    let storage = graph.storage
    switch storage.primitives[node].family {
    case .unary, .parametrized: return da[Int(trace.plan.start[node])]
    case .binary where storage.isAllScalar:
      return slot == 0 ? da[Int(trace.plan.start[node])] : db[Int(trace.plan.start[node])]
    case .leaf, .binary, .select, .arrangement, .reduction, .running, .product, .lines, .crossEntropy, .lookup,
      .oneHot:
      guard let number = localDerivative(of: node, slot: slot).scalar else {
        preconditionFailure("the edge is not between numbers")
      }
      return number
    }
  }

  private func arrangement(of node: Int, slot: Int) -> LinearMap.Sparse {
    let plan = trace.plan
    let storage = graph.storage
    let operation = graph.operation(of: node)
    let begin = plan.start[storage.operand(of: node, slot: slot)]
    if operation.primitive == .concat || operation.primitive == .stack {
      var rows: [Int32] = []
      operation.partOfResult(
        slot, graph.operands(of: node).map { storage.shape(of: $0) }, storage.shape(of: node)
      ).forEach { rows.append(Int32($0)) }
      return LinearMap.Sparse(rows: rows, columns: nil, weights: Array(repeating: 1, count: rows.count))
    }
    // Where nothing is copied, the slot of zero stands.
    let slots = plan.slots(of: node)
    let kept = slots.filter { plan.a[$0] != 0 }
    return LinearMap.Sparse(
      rows: kept.count == slots.count ? nil : kept.map { Int32($0 - slots.lowerBound) },
      columns: kept.map { plan.a[$0] - begin }, weights: Array(repeating: 1, count: kept.count))
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

  private func reduction(_ block: Block, _ source: Shape) -> LinearMap.Sparse {
    let count = source.count
    let plan = trace.plan
    let begin = Int(block.weights)
    return LinearMap.Sparse(
      rows: (0..<Int32(count)).map { $0 / block.length },
      columns: block.places < 0 ? nil : Array(plan.places[Int(block.places)..<Int(block.places) + count]),
      weights: Array(weights[begin..<begin + count]))
  }
}
