extension LinearMap {
  /// Jacobian · tangent (jvp).
  package func applied(to tangent: Tensor) -> Tensor {
    precondition(tangent.shape == source, "a tangent has the shape of the source")
    if case .composed(let apply, _) = form { return apply(tangent) }
    var result = [Double](repeating: 0, count: target.count)
    switch form {
    case .scale(let number): result[0] = number * tangent.scalars[0]
    case .sparse(let entries):
      for place in entries.weights.indices {
        result[entries.row(place)] += entries.weights[place] * tangent.scalars[entries.column(place)]
      }
    case .even(let length, let weight):
      for (place, number) in tangent.scalars.enumerated() { result[place / length] += weight * number }
    case .lines(let lines): lines.add(tangent.scalars, isTangent: true, to: &result)
    case .inverse(let side, let inverse):
      SquareMatrix.addInverseAdjoint(of: inverse, tangent.scalars, side: side, isTransposed: false, to: &result)
    case .product(let product): product.apply(tangent.scalars, &result)
    case .runningSum(let stride, let length):
      for entry in result.indices {
        let isFirst = entry / stride % length == 0
        result[entry] = (isFirst ? 0 : result[entry - stride]) + tangent.scalars[entry]
      }
    case .composed: break
    }
    return Tensor(shape: target, scalars: result)
  }

  /// cotangent · Jacobian (vjp).
  package func transposeApplied(to cotangent: Tensor) -> Tensor {
    precondition(cotangent.shape == target, "a cotangent has the shape of the target")
    if case .composed(_, let transpose) = form { return transpose(cotangent) }
    var result = [Double](repeating: 0, count: source.count)
    switch form {
    case .scale(let number): result[0] = number * cotangent.scalars[0]
    case .sparse(let entries):
      for place in entries.weights.indices {
        result[entries.column(place)] += entries.weights[place] * cotangent.scalars[entries.row(place)]
      }
    case .even(let length, let weight):
      for (row, number) in cotangent.scalars.enumerated() {
        for place in row * length..<(row + 1) * length { result[place] += weight * number }
      }
    case .lines(let lines): lines.add(cotangent.scalars, isTangent: false, to: &result)
    case .inverse(let side, let inverse):
      SquareMatrix.addInverseAdjoint(of: inverse, cotangent.scalars, side: side, isTransposed: true, to: &result)
    case .product(let product): product.transpose(cotangent.scalars, &result)
    case .runningSum(let stride, let length):
      for entry in result.indices.reversed() {
        let isLast = entry / stride % length == length - 1
        result[entry] = (isLast ? 0 : result[entry + stride]) + cotangent.scalars[entry]
      }
    case .composed: break
    }
    return Tensor(shape: source, scalars: result)
  }

  /// The full Jacobian, with shape `target.dimensions + source.dimensions`.
  /// Complexity: O(min(source.count, target.count)) applications.
  package func jacobian() -> Tensor {
    let rows = target.count
    let columns = source.count
    var result = [Double](repeating: 0, count: rows * columns)
    if case .sparse(let entries) = form {
      for place in entries.weights.indices {
        result[entries.row(place) * columns + entries.column(place)] += entries.weights[place]
      }
    } else if columns <= rows {
      for column in 0..<columns {
        let image = applied(to: .unit(column, of: source)).scalars
        for row in 0..<rows { result[row * columns + column] = image[row] }
      }
    } else {
      for row in 0..<rows {
        let image = transposeApplied(to: .unit(row, of: target)).scalars
        result.replaceSubrange(row * columns..<(row + 1) * columns, with: image)
      }
    }
    return Tensor(shape: Shape(target.dimensions + source.dimensions), scalars: result)
  }
}

extension LinearMap.Product {
  func apply(_ tangent: [Double], _ result: inout [Double]) {
    run(tangent, &result) { tangent, other, result in
      if isLeft {
        plan.addProduct(block, tangent, other, result)
      } else {
        plan.addProduct(block, other, tangent, result)
      }
    }
  }

  func transpose(_ cotangent: [Double], _ result: inout [Double]) {
    run(cotangent, &result) { cotangent, other, result in
      if isLeft {
        plan.addLeftAdjoint(block, cotangent, other, result)
      } else {
        plan.addRightAdjoint(block, cotangent, other, result)
      }
    }
  }

  private func run(
    _ numbers: [Double], _ result: inout [Double],
    _ body: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    numbers.withUnsafeBufferPointer { numbers in
      other.withUnsafeBufferPointer { other in
        result.withUnsafeMutableBufferPointer { result in
          guard let numbers = numbers.baseAddress, let other = other.baseAddress, let result = result.baseAddress
          else { return }
          body(numbers, other, result)
        }
      }
    }
  }
}
