/// Where wires run over the bands of other wires.
struct SVGCrossings {
  /// The wires that have bands, and the boxes around the pieces of these.
  private let bands: [(wire: Int, pieces: [SVGLayout.Frame])]

  init(of layout: SVGLayout) {
    bands = layout.wires.indices.compactMap { wire in
      layout.wires[wire].band.map { band in
        (wire, band.pieces.map { $0.inset(by: -SVGStream.widest / 2 - 2) })
      }
    }
  }

  /// Whether the wire at `index` meets another one's band, or nearly so: the boxes around a piece of each meet.
  /// Complexity: O(bands), apart from those that come near.
  func crosses(_ path: SVGLayout.Path, of index: Int) -> Bool {
    guard !bands.isEmpty else { return false }
    let pieces = path.pieces
    guard let whole = pieces.first.map({ pieces.reduce($0) { $0.union($1) } }) else { return false }
    return bands.contains { wire, band in
      wire != index && band.contains { piece in piece.meets(whole) && pieces.contains { $0.meets(piece) } }
    }
  }
}

extension SVGLayout.Path {
  /// The boxes around its segments.
  var pieces: [SVGLayout.Frame] {
    var from = start
    return segments.map { segment in
      defer { from = segment.end }
      // A curve stays between its ends and their neighbours.
      var corners = [from, segment.end]
      if case .curve(let first, let second, _) = segment { corners += [first, second] }
      let (left, top) = (corners.reduce(from.x) { min($0, $1.x) }, corners.reduce(from.y) { min($0, $1.y) })
      let (right, bottom) = (corners.reduce(from.x) { max($0, $1.x) }, corners.reduce(from.y) { max($0, $1.y) })
      return SVGLayout.Frame(x: left, y: top, width: right - left, height: bottom - top)
    }
  }
}

extension SVGLayout.Frame {
  func union(_ other: SVGLayout.Frame) -> SVGLayout.Frame {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return SVGLayout.Frame(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  func inset(by margin: Double) -> SVGLayout.Frame {
    SVGLayout.Frame(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  func meets(_ other: SVGLayout.Frame) -> Bool {
    x <= other.maxX && other.x <= maxX && y <= other.maxY && other.y <= maxY
  }
}
