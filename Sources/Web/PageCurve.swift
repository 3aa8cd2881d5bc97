import ElementaryFunctions

/// The loss of every training step, as places in a field of 300 by 96 that is read from its top; nil where it is not finite.
struct PageCurve {
  let isLogarithmic: Bool
  let places: [(x: Double, y: Double)?]

  init(_ losses: [Double]) {
    let finite = losses.filter { $0.isFinite }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    let isLogarithmic = low > 0 && high > 30 * low
    let heights = losses.map { isLogarithmic ? Elementary.log($0) : $0 }
    let (floor, ceiling) = isLogarithmic ? (Elementary.log(low), Elementary.log(high)) : (low, high)
    let range = ceiling > floor ? ceiling - floor : 1
    self.isLogarithmic = isLogarithmic
    places = heights.enumerated().map { place, height in
      guard height.isFinite else { return nil }
      return (8 + 284 * Double(place) / Double(max(losses.count - 1, 1)), 82 - 66 * (height - floor) / range)
    }
  }
}
