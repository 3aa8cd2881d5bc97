import Layout
import Pictures

extension SVGLayout {
  /// Units of the layout in a point: places are multiples of a tenth.
  private static let scale = 10
  /// Beyond this many lanes, leaves that are used far away are drawn once for each use.
  private static let mostLanes = 150

  package init(
    of diagram: Diagram, set: SVGTypesetting, engine: LayoutEngine = .edgewise
  ) throws(SVGPictureError) {
    let flowsDown = set.direction == .topToBottom
    let metrics = Self.metrics(for: set.stream, flowsDown: flowsDown)
    var links: [LayoutLink] = []
    for (index, arrow) in diagram.arrows.enumerated() {
      var link = LayoutLink(
        from: arrow.from, to: arrow.to, term: arrow.term,
        label: set.labels[index].map { Self.units($0) } ?? LayoutSize(width: 0, height: 0))
      if set.labels[index] != nil { link.labelMiddle = Self.units(set.middles[index]) }
      if let band = set.stream.bands[index] {
        // A band runs on the right-hand side of its wire: below it, or to the left of one that runs down.
        let width = Self.units(band.distance + band.width / 2 + 1)
        link.leaving =
          flowsDown
          ? .init(before: width, after: 0)
          : .init(before: Self.units(4), after: max(0, width - metrics.portPitch))
        link.entering = link.leaving
      }
      links.append(link)
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
      wires: zip(links, layout.wires).enumerated().map { index, pair in
        let (link, wire) = pair
        let distance = set.stream.bands[index]?.distance
        return Self.wire(wire, label: link.label, flowsDown: flowsDown, bandAt: distance)
      },
      references: references.indices.map { Reference(box: references[$0], frame: frames[$0]) }, engine: layout.engine)
  }

  private static func layering(_ boxCount: Int, _ links: [LayoutLink]) throws(SVGPictureError) -> Layering {
    for link in links where !(0 <= link.from && link.from < link.to && link.to < boxCount) { throw .disordered }
    guard let layering = Layering(boxCount: boxCount, links: links, laneLimit: SVGPicture.mostItems) else {
      throw .tooLarge(boxes: boxCount, wires: links.count)
    }
    return layering
  }

  /// Bands need room where their wires leave, turn and arrive.
  private static func metrics(for stream: SVGStream, flowsDown: Bool) -> LayoutMetrics {
    var metrics = LayoutMetrics.points(flowsDown: flowsDown, scale: scale)
    let bands = stream.bands.compactMap { $0 }
    guard !bands.isEmpty else { return metrics }
    let distance = bands.reduce(0) { max($0, $1.distance) }
    let pitch = units(bands.reduce(0) { max($0, $1.distance + $1.width / 2) } + 4)
    metrics.turnPitch = max(metrics.turnPitch, pitch)
    metrics.turnGap = metrics.turnPitch
    metrics.cornerPitch = metrics.turnPitch
    metrics.lead = units(SVGStream.head + SVGStream.straight + distance) - metrics.leastEase
    metrics.labelLead = units(distance)
    metrics.line = units(SVGStream.head + SVGStream.straight)
    metrics.head = max(metrics.head, units(distance + 4))
    return metrics
  }

  private static func units(_ length: Double) -> Int { Int((length * Double(scale)).rounded(.up)) }

  private static func units(_ size: Size) -> LayoutSize {
    LayoutSize(width: units(size.width), height: units(size.height))
  }

  private static func points(_ units: Int) -> Double { Double(units) / Double(scale) }

  /// - Parameter distance: of its band.
  private static func wire(
    _ wire: LayeredLayout.Wire, label: LayoutSize, flowsDown: Bool, bandAt distance: Double?
  ) -> Wire {
    let path = path(of: wire, flowsDown: flowsDown, aside: 0)
    var drawn = Wire(start: path.start, segments: path.segments, label: nil)
    drawn.label = wire.label.map {
      Frame(x: points($0.x), y: points($0.y), width: points(label.width), height: points(label.height))
    }
    drawn.band = distance.map { self.path(of: wire, flowsDown: flowsDown, aside: units($0)) }
    return drawn
  }

  /// A wire as it runs, or what runs `aside` of it, on the right-hand side as seen forwards. Its turns have the same shape, moved
  /// across the flow as its rows are, and along the flow to the side on which they keep the distance.
  private static func path(of wire: LayeredLayout.Wire, flowsDown: Bool, aside: Int) -> Path {
    func point(_ along: Int, _ across: Int) -> Point {
      flowsDown ? Point(points(across), points(along)) : Point(points(along), points(across))
    }
    guard let first = wire.points.first, let last = wire.points.last else {
      return Path(start: Point(0, 0), segments: [])
    }
    let shift = flowsDown ? -aside : aside
    var (at, row) = flowsDown ? (first.y, first.x) : (first.x, first.y)
    row += shift
    let start = point(at, row)
    var segments: [Segment] = []
    for turn in wire.turns {
      let (goal, ease) = (turn.row + shift, turn.ease)
      let along = turn.along + (goal > row ? -shift : shift)
      if along - ease > at { segments.append(.line(point(along - ease, row))) }
      at = along + ease
      if turn.isCrossed {
        // Two quarters, and straight across between them, so that wires which must cross do so at wide angles.
        let rise = min(abs(goal - row) / 2, ease * 5 / 4) * (goal > row ? 1 : -1)
        let (first, last) = (row + rise, goal - rise)
        segments.append(
          .curve(point(along - ease * 2 / 5, row), point(along, row + rise * 2 / 5), point(along, first)))
        if last != first { segments.append(.line(point(along, last))) }
        segments.append(
          .curve(point(along, goal - rise * 2 / 5), point(along + ease * 2 / 5, goal), point(at, goal)))
      } else {
        segments.append(.curve(point(along, row), point(along, goal), point(at, goal)))
      }
      row = goal
    }
    let end = flowsDown ? last.y : last.x
    if end > at { segments.append(.line(point(end, row))) }
    return Path(start: start, segments: segments)
  }
}
