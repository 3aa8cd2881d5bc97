import Layout
import Pictures

extension SVGLayout {
  /// Between two rows, in points.
  private static let rowGap = 34.0

  /// The flow in rows, as a text is in lines: what a row uses of those before it stands at its beginning by name.
  init(
    inRows count: Int, _ layering: Layering, _ links: [LayoutLink], set: SVGTypesetting, engine: LayoutEngine
  ) throws(SVGPictureError) {
    let flowsDown = set.direction == .topToBottom
    let rows = layering.rows(
      count, sizes: set.boxes.map(Self.units), lengths: links.map { $0.label.along(flowsDown) + 60 * Self.scale },
      links: links, flowsDown: flowsDown)
    let boxCount = set.boxes.count
    self.init(
      direction: set.direction, size: Size(0, 0),
      boxes: Array(repeating: Frame(x: 0, y: 0, width: 0, height: 0), count: boxCount),
      wires: Array(repeating: Wire(start: Point(0, 0), segments: [], label: nil), count: links.count),
      engine: engine.name)
    var offset = 0.0
    for row in 0..<count {
      let own = (0..<boxCount).filter { rows[$0] == row }
      let inner = links.indices.filter { rows[links[$0].to] == row }
      var place = Array(repeating: -1, count: boxCount)
      var sources: [Int] = []
      for link in inner where rows[links[link].from] < row && place[links[link].from] < 0 {
        place[links[link].from] = sources.count
        sources.append(links[link].from)
      }
      for (index, box) in own.enumerated() { place[box] = sources.count + index }
      let leaving = own.filter { box in
        !layering.isLeaf[box] && links.contains { $0.from == box && rows[$0.to] > row }
      }
      let placed = inner.map { link in
        var moved = links[link]
        (moved.from, moved.to) = (place[moved.from], place[moved.to])
        return moved
      }
      let firstExit = sources.count + own.count
      let exits = leaving.enumerated().map { LayoutLink(from: place[$0.element], to: firstExit + $0.offset) }
      let part = try Part(
        sizes: (sources.map { set.reference(to: $0) } + own.map { set.boxes[$0] }
          + leaving.map { set.reference(to: $0) })
          .map(Self.units), standIns: sources.count,
        groups: set.groups.isEmpty
          ? [] : sources.map { _ in [] } + own.map { set.groups[$0] } + leaving.map { _ in [] },
        placed + exits, set, engine)
      let (dx, dy) = flowsDown ? (offset, 0.0) : (0.0, offset)
      let frames = part.frames.map { $0.moved(dx, dy) }
      let wires = part.wires(inner.map { set.stream.bands[$0]?.distance } + exits.map { _ in nil })
        .map { $0.moved(dx, dy) }
      for (index, box) in own.enumerated() { boxes[box] = frames[sources.count + index] }
      for (index, link) in inner.enumerated() { self.wires[link] = wires[index] }
      references += sources.enumerated().map { Reference(box: $0.element, frame: frames[$0.offset]) }
      references += leaving.enumerated().map {
        Reference(box: $0.element, frame: frames[firstExit + $0.offset], isExit: true)
      }
      self.exits += wires[inner.count...].map { $0.path }
      size.width = max(size.width, part.size.width + dx)
      size.height = max(size.height, part.size.height + dy)
      offset = (flowsDown ? size.width : size.height) + Self.rowGap
    }
  }
}

extension LayoutSize {
  fileprivate func along(_ flowsDown: Bool) -> Int { flowsDown ? height : width }
}

extension SVGLayout.Frame {
  fileprivate func moved(_ dx: Double, _ dy: Double) -> SVGLayout.Frame {
    .init(x: x + dx, y: y + dy, width: width, height: height)
  }
}

extension SVGLayout.Point {
  fileprivate func moved(_ dx: Double, _ dy: Double) -> SVGLayout.Point { .init(x + dx, y + dy) }
}

extension SVGLayout.Path {
  fileprivate func moved(_ dx: Double, _ dy: Double) -> SVGLayout.Path {
    .init(
      start: start.moved(dx, dy),
      segments: segments.map { segment in
        switch segment {
        case .line(let end): .line(end.moved(dx, dy))
        case .curve(let first, let second, let end):
          .curve(first.moved(dx, dy), second.moved(dx, dy), end.moved(dx, dy))
        }
      })
  }
}

extension SVGLayout.Wire {
  fileprivate func moved(_ dx: Double, _ dy: Double) -> SVGLayout.Wire {
    var wire = self
    wire.path = path.moved(dx, dy)
    wire.label = label?.moved(dx, dy)
    wire.band = band?.moved(dx, dy)
    return wire
  }
}
