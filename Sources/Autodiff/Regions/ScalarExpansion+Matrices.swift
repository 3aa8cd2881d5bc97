/// The inverse and determinant of a matrix in single numbers. What all entries need is built once.
extension ScalarExpansion {
  /// One entry of the result.
  mutating func matrix(_ matrix: Primitive.Matrix, _ block: Block, at entry: Int, _ operands: [Int]) -> Int {
    let side = Int(block.length)
    switch matrix {
    case .determinant where side <= 4: return minors(operands, rows: 0..<side, columns: Array(0..<side), side)
    case .determinant: return eliminated(block, operands).determinant
    case .inverse:
      let inverse = shared[Int(block.out)] ?? eliminated(block, operands).inverse
      shared[Int(block.out)] = inverse
      return inverse[entry]
    }
  }

  /// By the first row, a(ei − fh) − b(di − fg) + c(dh − eg): defined whatever the entries are.
  private mutating func minors(_ entries: [Int], rows: Range<Int>, columns: [Int], _ side: Int) -> Int {
    func entry(_ place: Int) -> Int { entries[rows.lowerBound * side + columns[place]] }
    if columns.count == 1 { return entry(0) }
    var result = 0
    for place in columns.indices {
      var others = columns
      others.remove(at: place)
      let rest = minors(entries, rows: rows.lowerBound + 1..<rows.upperBound, columns: others, side)
      let term = record(.multiply, entry(place), rest)
      result = place == 0 ? term : record(place % 2 == 0 ? .add : .subtract, result, term)
    }
    return result
  }

  /// The same steps that the engine takes, with the pivots that it takes at the present values.
  private mutating func eliminated(_ block: Block, _ operands: [Int]) -> (determinant: Int, inverse: [Int]) {
    let side = Int(block.length)
    var numbers = Array(values[Int(block.a)..<Int(block.a) + side * side])
    var entries = operands
    let (zero, one) = (recorder.leaf(0.0), recorder.leaf(1.0))
    var inverse = (0..<side * side).map { $0 % (side + 1) == 0 ? one : zero }
    var determinant: Int?
    for step in 0..<side {
      let row = SquareMatrix.pivot(below: step, side: side) { numbers[$0 * side + step] }
      for column in 0..<side where row != step {
        numbers.swapAt(row * side + column, step * side + column)
        entries.swapAt(row * side + column, step * side + column)
        inverse.swapAt(row * side + column, step * side + column)
      }
      let pivot = entries[step * side + step]
      let signed = row == step ? pivot : record(.negate, pivot)
      determinant = determinant.map { record(.multiply, $0, signed) } ?? signed
      let number = numbers[step * side + step]
      for column in 0..<side {
        let place = step * side + column
        numbers[place] /= number
        entries[place] = record(.divide, entries[place], pivot)
        inverse[place] = record(.divide, inverse[place], pivot)
      }
      for row in 0..<side where row != step {
        let (factor, number) = (entries[row * side + step], numbers[row * side + step])
        for column in 0..<side {
          let (place, above) = (row * side + column, step * side + column)
          numbers[place] -= number * numbers[above]
          entries[place] = record(.subtract, entries[place], record(.multiply, factor, entries[above]))
          inverse[place] = record(.subtract, inverse[place], record(.multiply, factor, inverse[above]))
        }
      }
    }
    return (determinant ?? one, inverse)
  }
}
