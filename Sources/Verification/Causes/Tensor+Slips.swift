import Autodiff

extension Tensor {
  func mapped(_ change: (Double) -> Double) -> Tensor { Tensor(shape: shape, scalars: scalars.map(change)) }

  /// Of a matrix; nil of anything else.
  var transposed: Tensor? {
    guard shape.rank == 2 else { return nil }
    let (rows, columns) = (shape.dimensions[0], shape.dimensions[1])
    let scalars = (0..<columns).flatMap { column in (0..<rows).map { self.scalars[$0 * columns + column] } }
    return Tensor(shape: [columns, rows], scalars: scalars)
  }
}
