/// A local derivative on every edge, one for each operand slot.
package struct Linearization: Sendable {
  package let trace: ForwardTrace
  package var graph: Graph { trace.graph }
  /// The partials by the first operand, by slot; then those by the second; then those of reductions, by entry of the operand.
  private let partials: [Double]

  init(trace: ForwardTrace) {
    self.trace = trace
    let plan = trace.plan
    let count = 2 * plan.slotCount + plan.weightCount
    partials = [Double](unsafeUninitializedCapacity: count) { partials, initializedCount in
      guard let base = partials.baseAddress else { return }
      // What blocks compute has no partials by slot, but for choices: that room, which may be most of all, is never touched.
      var next = 0
      func clear(to end: Int) {
        for row in 0...1 { (base + row * plan.slotCount + next).initialize(repeating: 0, count: end - next) }
      }
      for block in plan.blocks {
        if case .choose = block.kind { continue }
        clear(to: Int(block.out))
        next = Int(block.out) + Int(block.count)
      }
      clear(to: plan.slotCount)
      (base + 2 * plan.slotCount).initialize(repeating: 0, count: plan.weightCount)
      initializedCount = count
      trace.values.withUnsafeBufferPointer {
        let buffers = Buffers(readingValues: $0, partials: UnsafeBufferPointer(partials), of: plan)
        plan.writeConstantPartials(to: buffers)
        plan.forward(.partials, buffers)
      }
    }
  }

  /// By an operand of what works entry by entry: the first (0) or the second (1).
  func partial(by operand: Int, _ slot: Int) -> Double { partials[operand * trace.plan.slotCount + slot] }

  /// The partials of a reduction, or the factors of a norm's lines.
  func weights(_ first: Int, _ count: Int) -> [Double] {
    let begin = 2 * trace.plan.slotCount + first
    return Array(partials[begin..<begin + count])
  }

  /// Reverse mode: the adjoint of every node that a path of edges leads to from `output`.
  /// - Parameter seed: ∂L/∂output, of the output's shape; ones unless given.
  package func backwardTrace(from output: Int, seed: Tensor? = nil) -> BackwardTrace {
    let shape = graph.shape(of: output)
    precondition(seed.map { $0.shape == shape } ?? true, "a seed has the shape of the output")
    let plan = trace.plan
    let reached = graph.ancestors(of: output, by: .edge)
    var adjoints = [Double](repeating: 0, count: plan.slotCount)
    let slots = plan.slots(of: output)
    for entry in 0..<shape.count { adjoints[slots.lowerBound + entry] = seed?.scalars[entry] ?? 1 }
    withBuffers { buffers in
      adjoints.withUnsafeMutableBufferPointer {
        guard let base = $0.baseAddress else { return }
        for node in (0...output).reversed() where reached[node] { plan.reverse(node: node, buffers, base) }
      }
    }
    return BackwardTrace(linearization: self, output: output, reached: reached, adjoints: adjoints)
  }

  /// The buffers, only for reading.
  func withBuffers<Result>(_ body: (Buffers) -> Result) -> Result {
    trace.values.withUnsafeBufferPointer { values in
      partials.withUnsafeBufferPointer { body(Buffers(readingValues: values, partials: $0, of: trace.plan)) }
    }
  }
}

extension Buffers {
  fileprivate init(
    readingValues values: UnsafeBufferPointer<Double>, partials: UnsafeBufferPointer<Double>, of plan: Plan
  ) {
    guard let values = values.baseAddress, let partials = partials.baseAddress else {
      preconditionFailure("slot 0 is always there")
    }
    self.values = UnsafeMutablePointer(mutating: values)
    da = UnsafeMutablePointer(mutating: partials)
    db = da + plan.slotCount
    weights = db + plan.slotCount
  }
}

extension Plan {
  /// Hands one node's adjoint to its operands.
  fileprivate func reverse(node: Int, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    let primitive = graph.storage.primitives[node]
    switch primitive.form {
    case .leaf: return
    case .entries(let kernel, _):
      guard primitive.hasEdge(0) else { return }
      let slots = slots(of: node)
      reverse(kernel.sweep, slots.lowerBound, slots.upperBound, buffers, adjoints)
    case .move, .join:
      let slots = slots(of: node)
      reverse(.copy, slots.lowerBound, slots.upperBound, buffers, adjoints)
    case .block: reverse(block(of: node), buffers, adjoints)
    }
  }
}
