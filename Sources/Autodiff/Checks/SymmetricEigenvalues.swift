/// The eigenvalues of a symmetric matrix, ascending, by Jacobi's rotations: each makes one pair of entries beside the diagonal 0, and the sum
/// of their squares falls until nothing is left of it. Nil if it does not.
func symmetricEigenvalues(_ entries: [Double], _ order: Int) -> [Double]? {
  var a = entries
  // So that squares neither overflow nor vanish.
  let scale = a.reduce(0) { max($0, abs($1)) }
  if scale == 0 { return Array(repeating: 0, count: order) }
  guard scale.isFinite else { return nil }
  for place in a.indices { a[place] /= scale }
  for _ in 0..<60 {
    var rest = 0.0
    for row in 0..<order {
      for column in 0..<row { rest += a[row * order + column] * a[row * order + column] }
    }
    if rest <= 1e-34 { return (0..<order).map { a[$0 * order + $0] * scale }.sorted() }
    for row in 0..<order {
      for column in row + 1..<max(order, row + 1) { rotate(&a, order, row, column) }
    }
  }
  return nil
}

/// The rotation in the plane of `p` and `q` that makes their common entry 0.
private func rotate(_ a: inout [Double], _ order: Int, _ p: Int, _ q: Int) {
  let common = a[p * order + q]
  if common == 0 { return }
  // tan of the smaller of the two angles.
  let ratio = (a[q * order + q] - a[p * order + p]) / (2 * common)
  let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
  let cosine = 1 / (1 + tangent * tangent).squareRoot()
  let sine = tangent * cosine
  for k in 0..<order {
    let (left, right) = (a[k * order + p], a[k * order + q])
    a[k * order + p] = cosine * left - sine * right
    a[k * order + q] = sine * left + cosine * right
  }
  for k in 0..<order {
    let (upper, lower) = (a[p * order + k], a[q * order + k])
    a[p * order + k] = cosine * upper - sine * lower
    a[q * order + k] = sine * upper + cosine * lower
  }
  a[p * order + q] = 0
  a[q * order + p] = 0
}
