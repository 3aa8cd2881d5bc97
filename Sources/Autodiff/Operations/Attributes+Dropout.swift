extension Attributes {
  /// The number that entries are combined with: exponent, slope, alpha; of dropout 1/(1 − p), for those that are kept.
  var literal: Double? {
    switch self {
    case .number(let number): number
    case .dropout(let probability, _): 1 / (1 - probability)
    case .none, .axis, .axes, .shape, .reduction, .subscripts, .window, .classes: nil
    }
  }

  /// Of dropout: which entries are kept, row-major. Entry k is dropped if the k-th number of SplitMix64 over the seed is below p, so that
  /// the same seed always drops the same entries.
  package func keeps(_ count: Int) -> [Bool] {
    guard case .dropout(let probability, let seed) = self else { return Array(repeating: true, count: count) }
    var numbers = SplitMix64(state: UInt64(bitPattern: Int64(seed)))
    return (0..<count).map { _ in numbers.uniform() >= probability }
  }
}
