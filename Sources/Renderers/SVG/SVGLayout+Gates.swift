import Pictures

extension SVGLayout.Frame {
  /// Of the corners of a gate: as round as can be.
  var gateRadius: Double { min(width, height) / 2 }

  /// How far within its side along the flow the border of a gate is, at a place across the flow.
  fileprivate func inset(at place: Double, _ direction: Direction) -> Double {
    let (first, last) = direction == .leftToRight ? (y, maxY) : (x, maxX)
    let depth = gateRadius - min(place - first, last - place)
    return depth > 0 ? gateRadius - (gateRadius * gateRadius - depth * depth).squareRoot() : 0
  }
}

extension SVGLayout.Wire {
  /// Goes on to the border of a round gate, and so does its band.
  mutating func lengthen(atEnd: Bool, into frame: SVGLayout.Frame, _ direction: Direction) {
    path.lengthen(atEnd: atEnd, into: frame, direction)
    band?.lengthen(atEnd: atEnd, into: frame, direction)
  }
}

extension SVGLayout.Path {
  fileprivate mutating func lengthen(atEnd: Bool, into frame: SVGLayout.Frame, _ direction: Direction) {
    var point = atEnd ? segments.last?.end ?? start : start
    let inset = frame.inset(at: direction == .leftToRight ? point.y : point.x, direction)
    guard inset > 0 else { return }
    let step = atEnd ? inset : -inset
    if direction == .leftToRight { point.x += step } else { point.y += step }
    if atEnd {
      // A straight end becomes longer, a curve goes on straight.
      if case .line? = segments.last { segments.removeLast() }
      segments.append(.line(point))
    } else {
      if case .curve? = segments.first { segments.insert(.line(start), at: 0) }
      start = point
    }
  }
}
