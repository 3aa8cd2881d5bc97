extension Collection<Double> {
  /// The Euclidean norm. NaN if a number is. Complexity: O(count).
  var norm: Double {
    let squares = reduce(0) { $0 + $1 * $1 }
    if squares.isNormal || squares.isNaN { return squares.squareRoot() }
    // The squares left the range of a double, in which the norm itself may lie.
    let largest = reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0, largest < .infinity else { return largest }
    return largest * reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}
