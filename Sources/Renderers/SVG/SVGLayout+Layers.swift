import Layout
import Pictures

extension SVGLayout {
  /// Units of the layout in a point: places are multiples of a tenth.
  private static let scale = 10
  /// Boxes and wires, beyond which no picture is made.
  static let mostItems = 40_000
  /// Beyond this many lanes, leaves that are used far away are drawn once for each use.
  private static let mostLanes = 150

  package init(
    of diagram: Diagram, set: SVGTypesetting, engine: LayoutEngine = .edgewise
  ) throws(SVGPictureError) {
    let metrics = LayoutMetrics.points(flowsDown: set.direction == .topToBottom, scale: Self.scale)
    var links: [LayoutLink] = []
    for (arrow, label) in zip(diagram.arrows, set.labels) {
      links.append(
        LayoutLink(
          from: arrow.from, to: arrow.to, term: arrow.term,
          label: label.map(Self.units) ?? LayoutSize(width: 0, height: 0)))
    }
    var sizes = set.boxes.map(Self.units)
    var layering = try Self.layering(sizes.count, links)
    var references: [Int] = []
    if layering.laneCount > Self.mostLanes {
      let far = links.indices.filter { layering.isLeaf[links[$0].from] && layering.laneCount(of: $0) > 1 }
      references = far.map { links[$0].from }
      sizes = far.map { Self.units(set.reference(to: links[$0].from)) } + sizes
      for index in links.indices {
        links[index].from += far.count
        links[index].to += far.count
      }
      for (reference, link) in far.enumerated() { links[link].from = reference }
      layering = try Self.layering(sizes.count, links)
    }
    let layout = LayeredLayout(layering: layering, sizes: sizes, links: links, metrics: metrics, engine: engine)
    guard layout.engine == engine.name else { throw .notPlaced(by: engine.name) }
    let frames = layout.boxes.map {
      Frame(
        x: Self.points($0.x), y: Self.points($0.y), width: Self.points($0.width), height: Self.points($0.height))
    }
    self.init(
      direction: set.direction, size: Size(Self.points(layout.width), Self.points(layout.height)),
      boxes: Array(frames[references.count...]),
      wires: zip(links, layout.wires).map { link, wire in
        Self.wire(wire, label: link.label, flowsDown: metrics.flowsDown)
      },
      references: references.indices.map { Reference(box: references[$0], frame: frames[$0]) }, engine: layout.engine)
  }

  private static func layering(_ boxCount: Int, _ links: [LayoutLink]) throws(SVGPictureError) -> Layering {
    for link in links where !(0 <= link.from && link.from < link.to && link.to < boxCount) { throw .disordered }
    guard let layering = Layering(boxCount: boxCount, links: links, laneLimit: mostItems) else {
      throw .tooLarge(boxes: boxCount, wires: links.count)
    }
    return layering
  }

  private static func units(_ size: Size) -> LayoutSize {
    LayoutSize(
      width: Int((size.width * Double(scale)).rounded(.up)), height: Int((size.height * Double(scale)).rounded(.up)))
  }

  private static func points(_ units: Int) -> Double { Double(units) / Double(scale) }

  private static func wire(_ wire: LayeredLayout.Wire, label: LayoutSize, flowsDown: Bool) -> Wire {
    func point(_ along: Int, _ across: Int) -> Point {
      flowsDown ? Point(points(across), points(along)) : Point(points(along), points(across))
    }
    guard let first = wire.points.first, let last = wire.points.last else {
      return Wire(start: Point(0, 0), segments: [], label: nil)
    }
    var (at, row) = flowsDown ? (first.y, first.x) : (first.x, first.y)
    let start = point(at, row)
    var segments: [Segment] = []
    for turn in wire.turns {
      let (along, ease) = (turn.along, turn.ease)
      if along - ease > at { segments.append(.line(point(along - ease, row))) }
      at = along + ease
      if turn.isCrossed {
        // Two quarters, and straight across between them, so that wires which must cross do so at wide angles.
        let rise = min(abs(turn.row - row) / 2, ease * 5 / 4) * (turn.row > row ? 1 : -1)
        let (first, last) = (row + rise, turn.row - rise)
        segments.append(
          .curve(point(along - ease * 2 / 5, row), point(along, row + rise * 2 / 5), point(along, first)))
        if last != first { segments.append(.line(point(along, last))) }
        segments.append(
          .curve(point(along, turn.row - rise * 2 / 5), point(along + ease * 2 / 5, turn.row), point(at, turn.row)))
      } else {
        segments.append(.curve(point(along, row), point(along, turn.row), point(at, turn.row)))
      }
      row = turn.row
    }
    let end = flowsDown ? last.y : last.x
    if end > at { segments.append(.line(point(end, row))) }
    let frame = wire.label.map {
      Frame(x: points($0.x), y: points($0.y), width: points(label.width), height: points(label.height))
    }
    return Wire(start: start, segments: segments, label: frame)
  }
}
