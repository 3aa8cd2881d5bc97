/// A surface, known at the crossings of a grid.
package struct ScalarGrid: Sendable, Equatable {
  /// Ascending.
  package let xs: [Double]
  package let ys: [Double]
  /// Row by row, `xs.count * ys.count` of them; row 0 is at `ys[0]`.
  package let values: [Double]

  /// - Precondition: as many values as crossings.
  package init(xs: [Double], ys: [Double], values: [Double]) {
    precondition(values.count == xs.count * ys.count, "a value for each crossing")
    self.xs = xs
    self.ys = ys
    self.values = values
  }

  /// Evaluates a function at `columns` × `rows` crossings, spread evenly along both axes.
  package init(x: Axis, y: Axis, columns: Int, rows: Int, value: (_ x: Double, _ y: Double) -> Double) {
    func places(_ axis: Axis, _ count: Int) -> [Double] {
      let count = max(count, 2)
      return (0..<count).map { axis.number(at: Double($0) / Double(count - 1)) }
    }
    let (xs, ys) = (places(x, columns), places(y, rows))
    self.xs = xs
    self.ys = ys
    values = ys.flatMap { y in xs.map { x in value(x, y) } }
  }
}
