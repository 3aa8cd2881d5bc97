import Autodiff

extension SymbolicFormula {
  /// What it gives if these numbers are put in for the names; nil where it is not made of single numbers.
  package func value(at number: (_ node: Int) -> Double?) -> Double? { expression.value(at: number) }
}

extension Expression {
  fileprivate func value(at number: (Int) -> Double?) -> Double? {
    guard shape.isScalar else { return nil }
    switch kind {
    case .number(let value): return value
    case .circleNumber: return .pi
    case .name(_, let node): return number(node)
    case .zeros: return 0
    case .ones: return 1
    case .guarded(let inner): return inner.value(at: number)
    case .negative(let inner): return inner.value(at: number).map { -$0 }
    case .sum(let terms):
      var sum = 0.0
      for term in terms {
        guard let value = term.value.value(at: number) else { return nil }
        sum += term.isSubtracted ? -value : value
      }
      return sum
    case .product(let factors):
      var product = 1.0
      for factor in factors {
        guard let value = factor.value(at: number) else { return nil }
        product *= value
      }
      return product
    case .quotient(let a, let b): return applied(.pair(.divide), [a, b], number)
    case .power(let a, let b): return applied(.pair(.pow), [a, b], number)
    case .comparison(let relation, let a, let b): return applied(.compare(relation), [a, b], number)
    case .call(.primitive(.map(let map)), let arguments, _): return applied(.map(map), arguments, number)
    case .call(.primitive(.pair(let pair)), let arguments, _): return applied(.pair(pair), arguments, number)
    case .upstream, .call, .matrixProduct, .outerProduct, .transposed, .indexed, .taken, .list, .identityMatrix,
      .softmaxMatrix, .described:
      return nil
    }
  }

  /// As the engine computes it.
  private func applied(_ primitive: Primitive, _ arguments: [Expression], _ number: (Int) -> Double?) -> Double? {
    var recorder = GraphRecorder()
    var operands: [Int] = []
    for argument in arguments {
      guard let value = argument.value(at: number) else { return nil }
      operands.append(recorder.leaf(value))
    }
    guard let node = try? recorder.record(Operation(primitive), operands), recorder.shape(of: node).isScalar else {
      return nil
    }
    return recorder.finish().forwardTrace().scalar(of: node)
  }
}
