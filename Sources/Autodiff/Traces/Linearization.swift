/// A local derivative on every edge, one for each operand slot.
package struct Linearization: Sendable {
  package let trace: ForwardTrace
  package var graph: Graph { trace.graph }
  /// The partials by the first and the second operand, by slot.
  let da: [Double]
  let db: [Double]
  /// The partials of reductions, by entry of the operand.
  let weights: [Double]

  init(trace: ForwardTrace) {
    self.trace = trace
    let plan = trace.plan
    var values = trace.values
    var da = [Double](repeating: 0, count: plan.slotCount)
    var db = da
    var weights = [Double](repeating: 0, count: max(plan.weightCount, 1))
    Buffers.with(&values, &da, &db, &weights) { buffers in
      plan.writeConstantPartials(to: buffers)
      plan.forward(.partials, buffers)
    }
    self.da = da
    self.db = db
    self.weights = weights
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
      da.withUnsafeBufferPointer { da in
        db.withUnsafeBufferPointer { db in
          weights.withUnsafeBufferPointer { weights in
            guard let values = values.baseAddress, let da = da.baseAddress, let db = db.baseAddress,
              let weights = weights.baseAddress
            else { preconditionFailure("slot 0 is always there") }
            return body(
              Buffers(
                values: UnsafeMutablePointer(mutating: values), da: UnsafeMutablePointer(mutating: da),
                db: UnsafeMutablePointer(mutating: db), weights: UnsafeMutablePointer(mutating: weights)))
          }
        }
      }
    }
  }
}

extension Buffers {
  static func with<Result>(
    _ values: inout [Double], _ da: inout [Double], _ db: inout [Double], _ weights: inout [Double],
    _ body: (Buffers) -> Result
  ) -> Result {
    values.withUnsafeMutableBufferPointer { values in
      da.withUnsafeMutableBufferPointer { da in
        db.withUnsafeMutableBufferPointer { db in
          weights.withUnsafeMutableBufferPointer { weights in
            guard let values = values.baseAddress, let da = da.baseAddress, let db = db.baseAddress,
              let weights = weights.baseAddress
            else { preconditionFailure("slot 0 is always there") }
            return body(Buffers(values: values, da: da, db: db, weights: weights))
          }
        }
      }
    }
  }
}

extension Plan {
  /// Hands one node's adjoint to its operands.
  fileprivate func reverse(node: Int, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    let primitive = graph.storage.primitives[node]
    switch primitive.form {
    case .leaf: return
    case .entries(let kernel):
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
