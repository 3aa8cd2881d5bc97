import ElementaryFunctions

extension ScalarGrid {
  /// Heights at which contours tell the most, at most `count`: round numbers; in steps of a factor where the surface spans more than one
  /// power of ten, in equal steps elsewhere. The lowest hundredth and the highest fiftieth of the surface do not count.
  package func levels(atMost count: Int) -> [Double] {
    let sorted = values.filter { $0.isFinite }.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, highest > lowest else { return [] }
    let low = sorted[sorted.count / 100]
    let high = sorted[sorted.count - 1 - sorted.count / 50]
    guard high > low else { return [] }
    if low > 0 && high / low > 12 || lowest >= 0 && low <= 0 {
      return factors(from: max(low, high * 1e-8), to: high, atMost: count)
    }
    return Axis("", from: low, to: high).ticks(atMost: count).map { $0.number }
  }

  private func factors(from low: Double, to high: Double, atMost count: Int) -> [Double] {
    let powers = Int(Elementary.log10(low).rounded(.down))...Int(Elementary.log10(high).rounded(.down))
    func all(_ mantissas: [Int], every stride: Int = 1) -> [Double] {
      powers.filter { $0 % stride == 0 }.flatMap { power in
        mantissas.map { Axis.Decimal(whole: $0, exponent: power).number }
      }.filter { $0 >= low && $0 <= high }
    }
    for mantissas in [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]] {
      let levels = all(mantissas)
      if levels.count <= count { return levels }
    }
    var stride = 2
    while all([1], every: stride).count > count { stride += 1 }
    return all([1], every: stride)
  }
}
