/// A square matrix in the making of its inverse or determinant, row-major.
struct SquareMatrix {
  let side: Int
  var entries: [Double]

  init(_ entries: UnsafePointer<Double>, side: Int) {
    self.side = side
    self.entries = Array(UnsafeBufferPointer(start: entries, count: side * side))
  }

  private init(side: Int, entries: [Double]) {
    self.side = side
    self.entries = entries
  }

  subscript(_ row: Int, _ column: Int) -> Double {
    get { entries[row * side + column] }
    set { entries[row * side + column] = newValue }
  }

  /// The row from `first` on whose entry in that column is largest: it is divided by.
  static func pivot(below first: Int, side: Int, _ entry: (Int) -> Double) -> Int {
    var best = first
    for row in first..<side where abs(entry(row)) > abs(entry(best)) { best = row }
    return best
  }

  private mutating func swapRows(_ a: Int, _ b: Int) {
    if a == b { return }
    for column in 0..<side { entries.swapAt(a * side + column, b * side + column) }
  }

  /// The product of the pivots.
  /// Complexity: O(side³).
  var determinant: Double {
    var rest = self
    var result = 1.0
    for step in 0..<side {
      let row = Self.pivot(below: step, side: side) { rest[$0, step] }
      if row != step { result.negate() }
      rest.swapRows(row, step)
      let pivot = rest[step, step]
      result *= pivot
      if pivot == 0 { return 0 }
      for row in (step + 1)..<max(side, step + 1) {
        let factor = rest[row, step] / pivot
        for column in step..<side { rest[row, column] -= factor * rest[step, column] }
      }
    }
    return result
  }

  /// By elimination; infinite or NaN where there is none.
  /// Complexity: O(side³).
  var inverse: SquareMatrix {
    var rest = self
    var result = SquareMatrix(
      side: side, entries: (0..<side * side).map { $0 % (side + 1) == 0 ? 1 : 0 })
    for step in 0..<side {
      let row = Self.pivot(below: step, side: side) { rest[$0, step] }
      rest.swapRows(row, step)
      result.swapRows(row, step)
      let pivot = rest[step, step]
      for column in 0..<side {
        rest[step, column] /= pivot
        result[step, column] /= pivot
      }
      for row in 0..<side where row != step {
        let factor = rest[row, step]
        for column in 0..<side {
          rest[row, column] -= factor * rest[step, column]
          result[row, column] -= factor * result[step, column]
        }
      }
    }
    return result
  }

  /// ∂det/∂entry, exact where the determinant is 0.
  /// Complexity: O(side³), and O(side⁵) of a matrix without an inverse.
  func writeCofactors(_ determinant: Double, to weights: UnsafeMutablePointer<Double>) {
    if determinant != 0, determinant.isFinite {
      let inverse = inverse
      for row in 0..<side {
        for column in 0..<side { weights[row * side + column] = determinant * inverse[column, row] }
      }
      return
    }
    for row in 0..<side {
      for column in 0..<side {
        var minor: [Double] = []
        for other in 0..<side where other != row {
          for entry in 0..<side where entry != column { minor.append(self[other, entry]) }
        }
        let value = SquareMatrix(side: side - 1, entries: minor).determinant
        weights[row * side + column] = (row + column) % 2 == 0 ? value : -value
      }
    }
  }

  /// Adds −Z·T·Z to `out`, what an inverse Z makes of a tangent T; transposed −Zᵀ·T·Zᵀ, of a cotangent.
  static func addInverseAdjoint(
    of inverse: UnsafePointer<Double>, _ numbers: UnsafePointer<Double>, side: Int, isTransposed: Bool,
    to out: UnsafeMutablePointer<Double>
  ) {
    func z(_ row: Int, _ column: Int) -> Double { inverse[isTransposed ? column * side + row : row * side + column] }
    for row in 0..<side {
      // Row of Z·T.
      var product = [Double](repeating: 0, count: side)
      for k in 0..<side {
        for column in 0..<side { product[column] += z(row, k) * numbers[k * side + column] }
      }
      for column in 0..<side {
        var sum = 0.0
        for k in 0..<side { sum += product[k] * z(k, column) }
        out[row * side + column] -= sum
      }
    }
  }
}

extension Plan {
  func writeMatrix(_ matrix: Primitive.Matrix, _ block: Block, _ pass: Pass, _ buffers: Buffers) {
    let side = Int(block.length)
    let operand = SquareMatrix(buffers.values + Int(block.a), side: side)
    switch matrix {
    case .inverse:
      if pass == .partials { return }
      for (place, entry) in operand.inverse.entries.enumerated() { buffers.values[Int(block.out) + place] = entry }
    case .determinant:
      if pass != .partials { buffers.values[Int(block.out)] = operand.determinant }
      if pass != .values {
        operand.writeCofactors(buffers.values[Int(block.out)], to: buffers.weights + Int(block.weights))
      }
    }
  }
}
