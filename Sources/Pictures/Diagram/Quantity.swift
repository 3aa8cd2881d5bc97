/// A number or a tensor, as a fact to be written out.
package enum Quantity: Sendable, Equatable {
  case number(Double)
  /// Row-major. A slice, so that what stands in a run's numbers is not copied.
  case tensor(shape: [Int], values: ArraySlice<Double>)

  /// `[]` for a number.
  package var shape: [Int] {
    switch self {
    case .number: []
    case .tensor(let shape, _): shape
    }
  }

  /// How many numbers it holds.
  package var count: Int {
    switch self {
    case .number: 1
    case .tensor(_, let values): values.count
    }
  }
}
