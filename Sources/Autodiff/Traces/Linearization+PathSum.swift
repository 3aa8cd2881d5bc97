extension Linearization {
  /// The sum over all paths of the products along them, by dynamic programming from the source on (not the
  /// reverse sweep, so that the two can be compared).
  /// - Returns: ∂target/∂source, of shape `target.dimensions + source.dimensions`; zeros where no path leads.
  /// Complexity: O(edges between), once for each entry of the source.
  package func pathSum(from source: Int, to target: Int) -> Tensor {
    let from = graph.shape(of: source)
    let to = graph.shape(of: target)
    let shape = Shape(to.dimensions + from.dimensions)
    var sum = [Double](repeating: 0, count: shape.count)
    guard source <= target else { return Tensor(shape: shape, scalars: sum) }
    let depends = graph.dependence(on: source, upTo: target)
    guard depends[target - source] else { return Tensor(shape: shape, scalars: sum) }

    for entry in 0..<from.count {
      var basis = [Double](repeating: 0, count: from.count)
      basis[entry] = 1
      let column = tangent(
        of: target, along: Tensor(shape: from, scalars: basis), of: source, depends: depends)
      for row in 0..<to.count { sum[row * from.count + entry] = column.scalars[row] }
    }
    return Tensor(shape: shape, scalars: sum)
  }

  /// Forward mode from one node to another: the sum over the edges into each node between them.
  private func tangent(of target: Int, along direction: Tensor, of source: Int, depends: [Bool]) -> Tensor {
    var tangents = [Tensor?](repeating: nil, count: target - source + 1)
    tangents[0] = direction
    var node = source + 1
    while node <= target {
      if depends[node - source] {
        var sum: Tensor?
        for slot in 0..<graph.operandCount(of: node) {
          let operand = graph.operand(of: node, slot: slot)
          guard operand >= source, let tangent = tangents[operand - source] else { continue }
          let part = localDerivative(of: node, slot: slot).applied(to: tangent)
          sum = sum?.adding(part) ?? part
        }
        tangents[node - source] = sum
      }
      node += 1
    }
    return tangents[target - source] ?? Tensor.zeros(graph.shape(of: target))
  }
}

extension Tensor {
  /// Entry by entry; the shapes must be equal.
  func adding(_ other: Tensor) -> Tensor {
    precondition(shape == other.shape, "contributions to one node have its shape")
    var sum = scalars
    for entry in sum.indices { sum[entry] += other.scalars[entry] }
    return Tensor(shape: shape, scalars: sum)
  }

  static func zeros(_ shape: Shape) -> Tensor {
    Tensor(shape: shape, scalars: [Double](repeating: 0, count: shape.count))
  }
}
