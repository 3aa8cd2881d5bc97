extension ScalarGrid {
  /// Where the surface has this height, by marching squares; straight between the points where it crosses the grid's lines. Squares with a
  /// corner that is not finite have no line.
  /// O(crossings).
  package func lines(at level: Double) -> [[Plot.Point]] {
    var march = March(xs: xs, ys: ys, values: values, level: level, skipsHoles: true)
    return march.polylines()
  }

  /// What lies below this height: closed outlines, along the grid's border too.
  package func region(below level: Double) -> [[Plot.Point]] {
    // A wall of infinite height around the grid, of no width: every outline closes along it.
    let wide = xs.count + 2
    var padded = [Double](repeating: .infinity, count: wide * (ys.count + 2))
    for row in ys.indices {
      for column in xs.indices {
        let value = values[row * xs.count + column]
        padded[(row + 1) * wide + column + 1] = value.isNaN ? .infinity : value
      }
    }
    func ends(_ places: [Double]) -> [Double] {
      guard let first = places.first, let last = places.last else { return places }
      return [first] + places + [last]
    }
    var march = March(xs: ends(xs), ys: ends(ys), values: padded, level: level, skipsHoles: false)
    return march.polylines()
  }

  /// Contours at these levels, with their texts.
  package func contours(at levels: [Double], text: (Double) -> String) -> [Contour] {
    levels.map { Contour(level: $0, text: text($0), lines: lines(at: $0), region: region(below: $0)) }
  }
}

/// Marching squares (Lorensen and Cline 1987, in the plane): each square has at most two pieces of the line, which begin and end on
/// its sides; pieces that meet on a side are joined.
private struct March {
  let xs: [Double]
  let ys: [Double]
  let values: [Double]
  let level: Double
  /// The sides that are joined with a side: two at most. Sides are numbered: first those along x, then those along y.
  private var joined: [(Int32, Int32)]

  init(xs: [Double], ys: [Double], values: [Double], level: Double, skipsHoles: Bool) {
    self.xs = xs
    self.ys = ys
    self.values = values
    self.level = level
    let (columns, rows) = (xs.count, ys.count)
    joined = Array(repeating: (-1, -1), count: 2 * columns * rows)
    for row in 0..<max(rows - 1, 0) {
      for column in 0..<max(columns - 1, 0) {
        let corner = row * columns + column
        let square = [values[corner], values[corner + 1], values[corner + columns + 1], values[corner + columns]]
        if skipsHoles, !square.allSatisfy({ $0.isFinite }) { continue }
        let (bottom, top) = (corner, corner + columns)
        let left = columns * rows + corner
        let right = left + 1
        var key = 0
        for (bit, value) in square.enumerated() where value < level { key |= 1 << bit }
        switch key {
        case 1, 14: join(left, bottom)
        case 2, 13: join(bottom, right)
        case 3, 12: join(left, right)
        case 4, 11: join(right, top)
        case 6, 9: join(bottom, top)
        case 7, 8: join(left, top)
        case 5, 10:
          // A saddle: the middle says which corners belong together.
          let isLow = (square[0] + square[1] + square[2] + square[3]) / 4 < level
          if isLow == (key == 5) {
            join(bottom, right)
            join(left, top)
          } else {
            join(left, bottom)
            join(right, top)
          }
        default: break
        }
      }
    }
  }

  private mutating func join(_ a: Int, _ b: Int) {
    func add(_ other: Int, to side: Int) {
      if joined[side].0 < 0 { joined[side].0 = Int32(other) } else { joined[side].1 = Int32(other) }
    }
    add(b, to: a)
    add(a, to: b)
  }

  /// The lines that begin at the border first, then the closed ones, each in the order of its first side.
  mutating func polylines() -> [[Plot.Point]] {
    var lines: [[Plot.Point]] = []
    for side in joined.indices where joined[side].0 >= 0 && joined[side].1 < 0 { lines.append(line(from: side)) }
    for side in joined.indices where joined[side].0 >= 0 { lines.append(line(from: side)) }
    return lines
  }

  /// Follows a line to its end, or around, and takes it away.
  private mutating func line(from start: Int) -> [Plot.Point] {
    var points = [point(on: start)]
    var side = start
    while joined[side].0 >= 0 {
      let next = Int(joined[side].0)
      remove(next, from: side)
      remove(side, from: next)
      points.append(point(on: next))
      side = next
    }
    return points
  }

  private mutating func remove(_ other: Int, from side: Int) {
    if joined[side].0 == Int32(other) { joined[side].0 = joined[side].1 }
    joined[side].1 = -1
  }

  /// Where the level is met on a side.
  private func point(on side: Int) -> Plot.Point {
    let columns = xs.count
    let isAlongX = side < columns * ys.count
    let corner = isAlongX ? side : side - columns * ys.count
    let (row, column) = (corner / columns, corner % columns)
    let (a, b) = (values[corner], values[corner + (isAlongX ? 1 : columns)])
    let t = a.isInfinite ? 1 : b.isInfinite ? 0 : min(max((level - a) / (b - a), 0), 1)
    return isAlongX
      ? Plot.Point(xs[column] + t * (xs[column + 1] - xs[column]), ys[row])
      : Plot.Point(xs[column], ys[row] + t * (ys[row + 1] - ys[row]))
  }
}
