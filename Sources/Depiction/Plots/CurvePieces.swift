import Pictures

/// A curve in pieces: it ends where it jumps, where it has a pole, and where there is no number.
struct CurvePieces {
  private(set) var pieces: [[Plot.Point]] = []
  /// The ends at jumps that belong to the curve, and those that do not.
  private(set) var closed: [Plot.Point] = []
  private(set) var open: [Plot.Point] = []

  /// Halvings until two places are one.
  private static let halvings = 44

  /// - Parameters:
  ///   - points: from left to right.
  ///   - height: the curve itself, to look between them.
  init(_ points: [Plot.Point], height: (Double) -> Double) {
    let steps = zip(points, points.dropFirst()).map { ($1.y - $0.y).magnitude }
    var piece: [Plot.Point] = []
    for (index, point) in points.enumerated() {
      guard point.y.isFinite else {
        finish(&piece)
        continue
      }
      piece.append(point)
      guard index + 1 < points.count, points[index + 1].y.isFinite else { continue }
      // Much steeper than on both sides: it may be torn there.
      let step = steps[index]
      let around = max(index > 0 ? steps[index - 1] : 0, index + 1 < steps.count ? steps[index + 1] : 0)
      guard step > 0, !(around * 4 > step) else { continue }
      cut(between: point, points[index + 1], step, &piece, height)
    }
    finish(&piece)
  }

  private mutating func finish(_ piece: inout [Plot.Point]) {
    if !piece.isEmpty { pieces.append(piece) }
    piece = []
  }

  private mutating func cut(
    between left: Plot.Point, _ right: Plot.Point, _ step: Double, _ piece: inout [Plot.Point],
    _ height: (Double) -> Double
  ) {
    var (a, b) = (left, right)
    for _ in 0..<Self.halvings {
      let x = a.x / 2 + b.x / 2
      guard a.x < x, x < b.x else { break }
      let middle = Plot.Point(x, height(x))
      guard middle.y.isFinite else { return finish(&piece) }
      if (middle.y - a.y).magnitude > (b.y - middle.y).magnitude { b = middle } else { a = middle }
    }
    let jump = (b.y - a.y).magnitude
    // A steep place is not torn: seen from near it is no longer steep.
    guard jump > step / 2 else { return }
    guard jump < 1_000 * step else { return finish(&piece) }
    // A round number nearby is where the author meant it to be.
    let unit = (right.x - left.x) * 1e-6
    let place = ((a.x / 2 + b.x / 2) / unit).rounded() * unit
    let round = place.magnitude < unit ? 0 : place
    let (end, start) = (Plot.Point(round, a.y), Plot.Point(round, b.y))
    let here = height(round)
    let tolerance = jump * 1e-6
    piece.append(end)
    finish(&piece)
    piece.append(start)
    for point in [end, start] {
      if (point.y - here).magnitude <= tolerance { closed.append(point) } else { open.append(point) }
    }
    if here.isFinite, (here - a.y).magnitude > tolerance, (here - b.y).magnitude > tolerance {
      closed.append(Plot.Point(round, here))
    }
  }
}
