import Layout
import Terminal

/// Where on or beside each wire stands what flows back: in cells that nothing else takes, at any moment.
struct ProductPlaces {
  struct Place: Sendable {
    let point: LayoutPoint
    let width: Int
  }

  /// Nil where there is no room.
  private(set) var places: [Place?] = []
  private var taken: [UInt8]
  private let layout: LayeredLayout

  // Boxes and texts; wires.
  private static let solid: UInt8 = 2
  private static let wire: UInt8 = 1

  /// - Parameters:
  ///   - labels: how many columns of each wire a label takes.
  ///   - streams: the places of streams, two rows each.
  ///   - wanted: for each wire the widths to try, the best first.
  init(
    _ layout: LayeredLayout, paths: [[LayoutPoint]], labels: [Int], streams: [Place?] = [], wanted: [[Int]]
  ) {
    self.layout = layout
    taken = Array(repeating: 0, count: max(layout.width * layout.height, 0))
    for box in layout.boxes { fill(x: box.x, y: box.y, box.width, box.height, Self.solid) }
    for path in paths { for point in path { fill(x: point.x, y: point.y, 1, 1, Self.wire) } }
    for (index, wire) in layout.wires.enumerated() {
      if let label = wire.label { fill(x: label.x, y: label.y, labels[index], 1, Self.solid) }
    }
    for case let stream? in streams { fill(x: stream.point.x, y: stream.point.y, stream.width, 2, Self.solid) }
    for index in layout.wires.indices {
      let place = place(of: index, path: paths[index], wanted: wanted[index])
      if let place { fill(x: place.point.x, y: place.point.y, place.width, 1, Self.solid) }
      places.append(place)
    }
  }

  private mutating func fill(x: Int, y: Int, _ width: Int, _ height: Int, _ kind: UInt8) {
    for row in max(y, 0)..<max(min(y + height, layout.height), max(y, 0)) {
      for column in max(x, 0)..<max(min(x + width, layout.width), max(x, 0)) {
        taken[row * layout.width + column] = max(taken[row * layout.width + column], kind)
      }
    }
  }

  private func kind(_ x: Int, _ y: Int) -> UInt8? {
    x >= 0 && y >= 0 && x < layout.width && y < layout.height ? taken[y * layout.width + x] : nil
  }

  /// Whether a text may stand there: nothing under it, and no other text beside it.
  private func isFree(_ x: Int, _ y: Int, _ width: Int, isOnWire: Bool = false) -> Bool {
    let most = isOnWire ? Self.wire : 0
    for column in x..<x + width { if kind(column, y).map({ $0 > most }) ?? true { return false } }
    return kind(x - 1, y) != Self.solid && kind(x + width, y) != Self.solid
  }

  private func place(of index: Int, path: [LayoutPoint], wanted: [Int]) -> Place? {
    for width in wanted where width > 0 {
      if let at = layout.wires[index].label {
        for y in [at.y + 1, at.y - 1] where isFree(at.x, y, width) {
          return Place(point: LayoutPoint(x: at.x, y: y), width: width)
        }
      }
      // Over a straight piece of the wire, or along it.
      var start = 0
      while start < path.count {
        var end = start
        while end + 1 < path.count, path[end + 1].y == path[start].y { end += 1 }
        let left = min(path[start].x, path[end].x)
        let length = abs(path[end].x - path[start].x) + 1
        if length >= width + 2 {
          for x in stride(from: left + 1, through: left + length - 1 - width, by: 1) {
            if isFree(x, path[start].y, width, isOnWire: true), !crosses(x, path[start].y, width, path) {
              return Place(point: LayoutPoint(x: x, y: path[start].y), width: width)
            }
          }
        }
        if length > 1 {
          for y in [path[start].y + 1, path[start].y - 1] {
            for x in stride(from: left, through: max(left + length - width, left), by: 1) where isFree(x, y, width) {
              return Place(point: LayoutPoint(x: x, y: y), width: width)
            }
          }
        }
        start = end + 1
      }
      for point in path {
        if isFree(point.x + 2, point.y, width) {
          return Place(point: LayoutPoint(x: point.x + 2, y: point.y), width: width)
        }
        // At the left it must not stand beside another wire, as that one's.
        let x = point.x - 1 - width
        if isFree(x, point.y, width), !(1...3).contains(where: { kind(x - $0, point.y) == Self.wire }) {
          return Place(point: LayoutPoint(x: x, y: point.y), width: width)
        }
      }
    }
    return nil
  }

  /// Whether another wire goes up or down through those cells.
  private func crosses(_ x: Int, _ y: Int, _ width: Int, _ path: [LayoutPoint]) -> Bool {
    for column in x..<x + width {
      for row in [y - 1, y + 1] where kind(column, row) == Self.wire && !path.contains(LayoutPoint(x: column, y: row))
      {
        return true
      }
    }
    return false
  }
}
