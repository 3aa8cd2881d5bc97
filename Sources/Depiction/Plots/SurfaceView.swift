import Pictures
import Training

/// Which part of a surface a picture shows: all of the paths that stay, of those that fly off as much as can be seen beside them, and the bottom
/// of the valley.
struct SurfaceView {
  private(set) var xs = 0.0...1.0
  private(set) var ys = 0.0...1.0
  /// Whether a unit is as long on both axes.
  private(set) var isSquare = true

  private struct Box {
    var low: Plot.Point
    var high: Plot.Point

    init(_ point: Plot.Point) { (low, high) = (point, point) }

    mutating func include(_ point: Plot.Point) {
      low = Plot.Point(min(low.x, point.x), min(low.y, point.y))
      high = Plot.Point(max(high.x, point.x), max(high.y, point.y))
    }

    var width: Double { high.x - low.x }
    var height: Double { high.y - low.y }

    /// How far a point is from the box, in the box's own size (of its longer side).
    func distance(to point: Plot.Point) -> Double {
      let dx = max(low.x - point.x, point.x - high.x, 0)
      let dy = max(low.y - point.y, point.y - high.y, 0)
      let size = max(width, height)
      return size > 0 ? max(dx, dy) / size : max(dx, dy) > 0 ? .infinity : 0
    }
  }

  init(paths: [[Plot.Point]], outcomes: [TrainingRun.Outcome], surface: LossSurface) {
    func isNumber(_ point: Plot.Point) -> Bool { point.x.magnitude < 1e150 && point.y.magnitude < 1e150 }
    let starts = paths.compactMap { $0.first }.filter(isNumber)
    guard let start = starts.first else { return }
    var box = Box(start)
    for point in starts { box.include(point) }
    for (path, outcome) in zip(paths, outcomes) where outcome != .diverged {
      for point in path where isNumber(point) { box.include(point) }
    }
    let calm = zip(paths, outcomes).first { $0.1 != .diverged }?.0.last ?? start
    var bottoms: [Plot.Point] = []
    for from in [calm, start] {
      guard let bottom = surface.minimum(from: from), isNumber(bottom) else { continue }
      bottoms.append(bottom)
      // A valley's end far away would make the paths a speck.
      if box.distance(to: bottom) <= 4 || (box.width == 0 && box.height == 0) { box.include(bottom) }
    }
    let calmBox = box
    // A run that flies off shows its first leaps: as many as leave the rest its size.
    for (path, outcome) in zip(paths, outcomes) where outcome == .diverged {
      for (place, point) in path.enumerated().dropFirst() {
        // Three points at least, unless the rest would be a speck.
        guard isNumber(point), calmBox.distance(to: point) <= (place < 3 ? 1.5 : 0.6) else { break }
        box.include(point)
      }
    }
    frame(box)
  }

  private mutating func frame(_ box: Box) {
    var box = box
    if box.width == 0, box.height == 0 {
      let reach = max(1, box.low.x.magnitude, box.low.y.magnitude) / 2
      box.include(Plot.Point(box.low.x - reach, box.low.y - reach))
      box.include(Plot.Point(box.high.x + reach, box.high.y + reach))
    }
    let longer = max(box.width, box.height)
    let shorter = min(box.width, box.height)
    // Squares show angles as they are; where a side would be a sliver, each axis takes its own scale.
    isSquare = shorter == 0 || longer / shorter <= 8
    let (width, height) = isSquare ? (longer, longer) : (box.width, box.height)
    func range(_ low: Double, _ high: Double, _ length: Double) -> ClosedRange<Double> {
      let middle = low / 2 + high / 2
      let half = length * 0.64
      return middle - half...middle + half
    }
    xs = range(box.low.x, box.high.x, width)
    ys = range(box.low.y, box.high.y, height)
  }
}
