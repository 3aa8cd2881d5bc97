extension Plot {
  /// The visible part of a step from one point to the next, in positions (see `position(of:)`).
  package struct Segment: Sendable, Equatable {
    package let from: Point
    package let to: Point
    /// The index of the point where the step begins.
    package let index: Int
    /// Whether the step begins outside of the picture.
    package let enters: Bool
    /// Whether the step ends outside of the picture: `to` is where it leaves.
    package let leaves: Bool
  }

  /// The steps of a path, as far as they can be seen. A path ends where a number is no number.
  package func segments(of points: [Point]) -> [Segment] {
    var segments: [Segment] = []
    for index in points.indices.dropLast() {
      let from = position(of: points[index])
      let to = position(of: points[index + 1])
      guard !from.x.isNaN, !from.y.isNaN, !to.x.isNaN, !to.y.isNaN else { break }
      guard from.x.isFinite, from.y.isFinite else { continue }
      if let segment = Self.clipped(from, to, index: index) { segments.append(segment) }
    }
    return segments
  }

  /// Whether a point lies between the axes' ends.
  package func shows(_ point: Point) -> Bool {
    let place = position(of: point)
    return place.x >= 0 && place.x <= 1 && place.y >= 0 && place.y <= 1
  }

  /// The part of a straight line inside the unit square (Liang and Barsky 1984), or nil.
  static func clipped(_ from: Point, _ to: Point, index: Int) -> Segment? {
    let step = direction(from, to)
    var first = 0.0
    var last = 1.0
    for (distance, start) in [(step.x, from.x), (step.y, from.y)] {
      // Half an ulp outside is on the border.
      let (below, above) = (-1e-9 - start, 1 + 1e-9 - start)
      if distance == 0 {
        if below > 0 || above < 0 { return nil }
        continue
      }
      let (a, b) = (below / distance, above / distance)
      first = max(first, min(a, b))
      last = min(last, max(a, b))
    }
    guard first <= last, last > 0 || first == 0 else { return nil }
    func point(_ t: Double) -> Point {
      Point(min(max(from.x + t * step.x, 0), 1), min(max(from.y + t * step.y, 0), 1))
    }
    return Segment(from: point(first), to: point(last), index: index, enters: first > 0, leaves: last < 1)
  }

  /// From one point to the other; a step beyond all measure is only as long as it must be, in the same direction.
  private static func direction(_ from: Point, _ to: Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y)
    if x.isInfinite || y.isInfinite {
      func sign(_ d: Double) -> Double { d.isInfinite ? (d < 0 ? -1e6 : 1e6) : 0 }
      return Point(sign(x), sign(y))
    }
    let longest = max(x.magnitude, y.magnitude)
    return longest > 1e6 ? Point(x / longest * 1e6, y / longest * 1e6) : Point(x, y)
  }
}
