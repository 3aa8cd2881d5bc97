import Autodiff

/// Entries that were moved go back to where they came from.
extension Differentiation {
  func movePullback(_ move: Primitive.Move, _ node: Int, _ upstream: Expression) -> Expression {
    let operation = graph.operation(of: node)
    let source = graph.shape(of: graph.operand(of: node, slot: 0))
    switch move {
    case .reshape: return upstream.reshaped(to: source)
    case .transpose:
      var inverse = Array(repeating: 0, count: source.rank)
      for (place, axis) in operation.axes(rank: source.rank).enumerated() { inverse[axis] = place }
      return upstream.permuted(inverse)
    case .index: return upstream.scattered(operation.subscripts, to: source)
    case .diag: return upstream.diagonal(to: source)
    case .tril, .triu: return upstream.mapLinearly { .call(.move(move), [$0], shape: $0.shape) }
    }
  }

  func joinPullback(_ join: Primitive.Join, _ node: Int, _ slot: Int, _ upstream: Expression) -> Expression {
    let axis = graph.operation(of: node).axis
    let part: Subscript
    switch join {
    case .concat:
      let lengths = graph.operands(of: node).map { graph.shape(of: $0).dimensions[axis] }
      part = .slice(start: lengths[..<slot].reduce(0, +), count: lengths[slot], step: 1)
    case .stack: part = .entry(slot)
    }
    return upstream.indexed(upstream.whole(upTo: axis) + [part])
  }

  mutating func scanPullback(
    _ scan: Primitive.Scan, _ node: Int, _ upstream: Expression
  ) throws(Unwritable) -> Expression {
    let operation = graph.operation(of: node)
    let source = upstream.shape
    let length = source.dimensions[operation.axis]
    let backwards = upstream.whole(upTo: operation.axis) + [.slice(start: length - 1, count: length, step: -1)]
    switch scan {
    case .sum:
      return upstream.indexed(backwards)
        .mapLinearly { .call(.scan(.sum), [$0], operation.axisOption, shape: source) }
        .indexed(backwards)
    case .product:
      // Row i has a 1 in place of the i-th entry, so that zeros are exact.
      guard source.rank == 1, length <= 1 << 10 else { throw Unwritable() }
      let table = Shape([length, length])
      let others = Expression.call(
        .choose, [Expression(.identityMatrix, shape: table), .number(1), try operand(node, 0)], shape: table)
      let products = Expression.call(
        .scan(.product), [others], [.init(key: "axis", value: .integer(1))], shape: table)
      return Expression.call(.move(.triu), [products], shape: table).matrixProduct(upstream)
    }
  }
}

extension Expression {
  /// Undoes `diag`: of a diagonal the matrix that has it, of a matrix its diagonal.
  fileprivate func diagonal(to target: Shape) -> Expression {
    let side = shape.rank == 1 ? shape.count : min(shape.dimensions[0], shape.dimensions[1])
    let own = Shape(shape.rank == 1 ? [side, side] : [side])
    var result = mapLinearly { .call(.move(.diag), [$0], shape: own) }
    for (axis, length) in target.dimensions.enumerated() { result = result.padded(axis, from: 0, to: length) }
    return result
  }

  /// `[:, :` for the axes before this one.
  fileprivate func whole(upTo axis: Int) -> [Subscript] {
    (0..<axis).map { .slice(start: 0, count: shape.dimensions[$0], step: 1) }
  }

  /// Undoes an index: zeros everywhere else.
  fileprivate func scattered(_ subscripts: [Subscript], to target: Shape) -> Expression {
    if let unit = unitTensor(subscripts, target) { return .times(self, unit) }
    let code = padded(subscripts, to: target)
    let place = Typesetter().indices(subscripts, of: target)
    return Expression(.described(code, [.part(self), .words(" at [\(place)]"), .elsewhere]), shape: target)
  }

  private func padded(_ subscripts: [Subscript], to target: Shape) -> Expression {
    var lengths = target.dimensions
    for (axis, place) in subscripts.enumerated() {
      switch place {
      case .entry: lengths[axis] = 1
      case .slice(_, let count, _): lengths[axis] = count
      }
    }
    return reshaped(to: Shape(lengths)).mapLinearly { tensor in
      var result = tensor
      for (axis, place) in subscripts.enumerated() {
        switch place {
        case .entry(let index): result = result.padded(axis, from: index, to: target.dimensions[axis])
        case .slice(let start, let count, let step):
          var start = start
          if step < 0, count > 1 {
            start += (count - 1) * step
            let turned = Subscript.slice(start: count - 1, count: count, step: -1)
            result = result.indexed(result.whole(upTo: axis) + [turned])
          }
          if step.magnitude > 1, count > 1 {
            result = result.spread(axis, by: Int(step.magnitude), upTo: target.dimensions[axis] - start)
          }
          result = result.padded(axis, from: start, to: target.dimensions[axis])
        }
      }
      return result
    }
  }

  /// For one entry of a small tensor: a 1 in its place.
  private func unitTensor(_ subscripts: [Subscript], _ target: Shape) -> Expression? {
    guard shape.isScalar, subscripts.count == target.rank, target.count <= 16 else { return nil }
    var place = 0
    for (length, index) in zip(target.dimensions, subscripts) {
      guard case .entry(let index) = index else { return nil }
      place = place * length + index
    }
    return .list((0..<target.count).map { .number($0 == place ? 1 : 0) }, shape: target)
  }

  /// Zeros before and after along one axis.
  private func padded(_ axis: Int, from start: Int, to length: Int) -> Expression {
    let count = shape.dimensions[axis]
    if count == length { return self }
    func zeros(_ length: Int) -> [Expression] {
      if length == 0 { return [] }
      var lengths = shape.dimensions
      lengths[axis] = length
      return [Expression(.zeros, shape: Shape(lengths))]
    }
    return concatenated(zeros(start) + [self] + zeros(length - start - count), axis)
  }

  /// step − 1 zeros after each entry along one axis, and what would be too much cut off.
  private func spread(_ axis: Int, by step: Int, upTo length: Int) -> Expression {
    let before = Array(shape.dimensions[..<axis])
    let count = shape.dimensions[axis]
    let after = Array(shape.dimensions[(axis + 1)...])
    let zeros = Expression(.zeros, shape: Shape(before + [count, step - 1] + after))
    let table = concatenated([reshaped(to: Shape(before + [count, 1] + after)), zeros], axis + 1)
    let wide = table.reshaped(to: Shape(before + [count * step] + after))
    return wide.indexed(wide.whole(upTo: axis) + [.slice(start: 0, count: min(length, count * step), step: 1)])
  }

  private func concatenated(_ parts: [Expression], _ axis: Int) -> Expression {
    var lengths = parts[0].shape.dimensions
    lengths[axis] = parts.reduce(0) { $0 + $1.shape.dimensions[axis] }
    return .call(
      .join(.concat), parts, axis == 0 ? [] : [Option(key: "axis", value: .integer(axis))], shape: Shape(lengths))
  }
}

extension Expression.Phrase {
  /// Ends what is put into a larger tensor.
  static let elsewhere = Expression.Phrase.words(", 0 elsewhere")
}
