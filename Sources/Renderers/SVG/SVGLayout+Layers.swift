import Layout
import Pictures

extension SVGLayout {
  /// Units of the layout in a point: places are multiples of a tenth.
  static let scale = 10
  /// Beyond this many lanes, leaves that are used far away are drawn once for each use.
  private static let mostLanes = 150

  package init(
    of diagram: Diagram, set: SVGTypesetting, engine: LayoutEngine = .edgewise
  ) throws(SVGPictureError) {
    try self.init(Self.links(of: diagram, set), set, engine)
    for (index, arrow) in diagram.arrows.enumerated() {
      // A wire ends at a gate's border, which is round.
      if set.isGate[arrow.to] { wires[index].lengthen(atEnd: true, into: boxes[arrow.to], direction) }
      if set.isGate[arrow.from] { wires[index].lengthen(atEnd: false, into: boxes[arrow.from], direction) }
    }
  }

  private init(
    _ links: [LayoutLink], _ set: SVGTypesetting, _ engine: LayoutEngine
  ) throws(SVGPictureError) {
    let sizes = set.boxes.map(Self.units)
    let layering = try Self.layering(sizes.count, links)
    if set.steps.rows > 1, layering.layerCount > set.steps.rows {
      try self.init(inRows: set.steps.rows, layering, links, set: set, engine: engine)
    } else if layering.laneCount > Self.mostLanes {
      let far = links.indices.filter { layering.isLeaf[links[$0].from] && layering.laneCount(of: $0) > 1 }
      let sources = far.map { links[$0].from }
      var moved = links
      for index in moved.indices {
        moved[index].from += far.count
        moved[index].to += far.count
      }
      for (reference, link) in far.enumerated() { moved[link].from = reference }
      let part = try Part(
        sizes: sources.map { Self.units(set.reference(to: $0)) } + sizes, standIns: far.count,
        groups: set.groups.isEmpty ? [] : sources.map { _ in [] } + set.groups, moved, set, engine)
      self.init(
        direction: set.direction, size: part.size, boxes: Array(part.frames[far.count...]),
        wires: part.wires(set.stream.bands.map { $0?.distance }),
        references: far.indices.map { Reference(box: sources[$0], frame: part.frames[$0]) },
        engine: part.layout.engine)
    } else {
      let part = try Part(layering, sizes: sizes, groups: set.groups, links, set, engine)
      self.init(
        direction: set.direction, size: part.size, boxes: part.frames,
        wires: part.wires(set.stream.bands.map { $0?.distance }), engine: part.layout.engine)
    }
  }

  /// What is laid out together: all of a picture, or a row of it.
  struct Part {
    let layout: LayeredLayout
    let links: [LayoutLink]
    let flowsDown: Bool

    init(
      sizes: [LayoutSize], standIns: Int, groups: [[Int]], _ links: [LayoutLink], _ set: SVGTypesetting,
      _ engine: LayoutEngine
    ) throws(SVGPictureError) {
      try self.init(
        SVGLayout.layering(sizes.count, links), sizes: sizes, standIns: standIns, groups: groups, links, set, engine)
    }

    init(
      _ layering: Layering, sizes: [LayoutSize], standIns: Int = 0, groups: [[Int]], _ links: [LayoutLink],
      _ set: SVGTypesetting, _ engine: LayoutEngine
    ) throws(SVGPictureError) {
      flowsDown = set.direction == .topToBottom
      self.links = links
      layout = LayeredLayout(
        layering: layering, sizes: sizes, links: links, metrics: SVGLayout.metrics(for: set), standIns: standIns,
        groups: groups, engine: engine)
      guard layout.engine == engine.name else { throw .notPlaced(by: engine.name) }
    }

    var size: Size { Size(SVGLayout.points(layout.width), SVGLayout.points(layout.height)) }

    var frames: [Frame] {
      layout.boxes.map {
        Frame(
          x: SVGLayout.points($0.x), y: SVGLayout.points($0.y), width: SVGLayout.points($0.width),
          height: SVGLayout.points($0.height))
      }
    }

    /// - Parameter bands: how far from each wire its band runs.
    func wires(_ bands: [Double?]) -> [Wire] {
      bands.indices.map { index in
        SVGLayout.wire(layout.wires[index], label: links[index].label, flowsDown: flowsDown, bandAt: bands[index])
      }
    }
  }

  private static func links(of diagram: Diagram, _ set: SVGTypesetting) -> [LayoutLink] {
    let flowsDown = set.direction == .topToBottom
    let pitch = metrics(for: set).portPitch
    return diagram.arrows.enumerated().map { index, arrow in
      var link = LayoutLink(
        from: arrow.from, to: arrow.to, term: arrow.term,
        label: set.labels[index].map { Self.units($0) } ?? LayoutSize(width: 0, height: 0))
      if set.labels[index] != nil { link.labelMiddle = Self.units(set.middles[index]) }
      if let band = set.stream.bands[index] {
        // A band runs on the right-hand side of its wire: below it, or to the left of one that runs down.
        let width = Self.units(band.room + 1)
        link.aside = width
        link.leaving =
          flowsDown ? .init(before: width, after: 0) : .init(before: Self.units(4), after: max(0, width - pitch))
        link.entering = link.leaving
      }
      return link
    }
  }

  static func layering(_ boxCount: Int, _ links: [LayoutLink]) throws(SVGPictureError) -> Layering {
    for link in links where !(0 <= link.from && link.from < link.to && link.to < boxCount) { throw .disordered }
    guard let layering = Layering(boxCount: boxCount, links: links, laneLimit: SVGPicture.mostItems) else {
      throw .tooLarge(boxes: boxCount, wires: links.count)
    }
    return layering
  }

  /// Bands need room where their wires leave, turn and arrive.
  private static func metrics(for set: SVGTypesetting) -> LayoutMetrics {
    var metrics = LayoutMetrics.points(
      flowsDown: set.direction == .topToBottom, scale: scale, isNarrow: set.steps.has(.gaps))
    if !set.groups.isEmpty {
      metrics.frameGap = units(SVGGroupFrame.gap)
      metrics.frameHead = metrics.flowsDown ? 0 : units(SVGGroupFrame.lineHeight)
    }
    // A round gate that is made longer is none.
    if set.isGate.contains(true) { metrics.tolerance = 0 }
    let bands = set.stream.bands.compactMap { $0 }
    guard !bands.isEmpty else { return metrics }
    let distance = bands.reduce(0) { max($0, $1.distance) }
    let straight = set.steps.has(.gaps) ? SVGStream.straight / 2 : SVGStream.straight
    metrics.bandLead = units(SVGStream.head + straight) - metrics.leastEase
    metrics.line = units(SVGStream.head + straight)
    metrics.head = max(metrics.head, units(distance + 4))
    return metrics
  }

  private static func units(_ length: Double) -> Int { Int((length * Double(scale)).rounded(.up)) }

  static func units(_ size: Size) -> LayoutSize {
    LayoutSize(width: units(size.width), height: units(size.height))
  }

  static func points(_ units: Int) -> Double { Double(units) / Double(scale) }

  /// - Parameter distance: of its band.
  static func wire(
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
