import Layout
import Pictures
import Platform
import Terminal

/// Where the graph stands on the screen.
extension FilmPicture {
  typealias Offset = (x: Int, y: Int)

  /// Of the graph's upper left corner in the area. What fits is centred; of what does not, that part is seen which the viewer
  /// chose or, when the view follows, in which something happens.
  func offset(of graph: FilmLayout, in area: ScreenAreas.Area, _ moment: Moment, _ view: FilmView) -> Offset {
    let (width, height) = (graph.layout.width, graph.layout.height)
    let isLarge = width > area.width || height > area.height
    let focus = isLarge && view.follows ? camera(moment, view, graph, area) : nil
    func place(_ size: Int, _ room: Int, _ focus: Int?, _ pan: Int) -> Int {
      size <= room ? (room - size) / 2 : -min(max(focus ?? pan, 0), size - room)
    }
    return (place(width, area.width, focus?.x, view.panX), place(height, area.height, focus?.y, view.panY))
  }

  /// The upper left corner, in the graph, of what is seen of it: from where a viewer begins to move it.
  package func corner(at time: Double, view: FilmView) -> (x: Int, y: Int) {
    guard let drawing else { return (0, 0) }
    let offset = offset(of: drawing, in: stage.graph, film.moment(at: time), view)
    return (max(-offset.x, 0), max(-offset.y, 0))
  }

  /// The box that is seen at a place of the screen.
  package func box(atColumn x: Int, row y: Int, time: Double, view: FilmView) -> Int? {
    guard let drawing, !isTooSmall else { return nil }
    let area = stage.graph
    guard x >= area.x, y >= area.y, x < area.x + area.width, y < area.y + area.height else { return nil }
    let offset = offset(of: drawing, in: area, film.moment(at: time), view)
    let (column, row) = (x - area.x - offset.x, y - area.y - offset.y)
    return drawing.layout.boxes.firstIndex {
      column >= $0.x && row >= $0.y && column < $0.x + $0.width && row < $0.y + $0.height
    }
  }

  /// The corner at a moment: at the beginning of a beat it glides to where the beat can be seen, unless it is seen already. Who stops at
  /// every moment sees each wire of which the local derivative is told.
  private func camera(
    _ moment: Moment, _ view: FilmView, _ graph: FilmLayout, _ area: ScreenAreas.Area
  ) -> (x: Int, y: Int)? {
    let corners = cameras.value(moment.timelineIndex) {
      var corners: [[LayoutPoint]] = []
      for beat in moment.timeline.beats {
        let first = corner(for: beat, from: corners.last?.first, graph, area, moment.timeline.diagram)
        var portions = [first]
        for portion in beat.portions {
          // The derivatives stand where the wires begin.
          let boxes = portion.arrows.map { moment.timeline.diagram.arrows[$0].from }
          let part = Beat(.backward, boxes: boxes, arrows: portion.arrows)
          portions.append(corner(for: part, from: portions.last, graph, area, moment.timeline.diagram))
        }
        corners.append(portions)
      }
      return corners
    }
    guard corners.indices.contains(moment.beatIndex), let beat = moment.beat else { return nil }
    let stops = view.steps || view.isPaused
    let portion = stops && !beat.portions.isEmpty ? beat.portionCount(at: moment.progress) : 0
    let here = corners[moment.beatIndex][portion]
    let glide = 0.25
    guard moment.beatIndex > 0, portion == 0, moment.progress < glide else { return (here.x, here.y) }
    let before = corners[moment.beatIndex - 1]
    guard let there = stops ? before.last : before.first else { return nil }
    let t = moment.progress / glide
    let s = t * t * (3 - 2 * t)
    func between(_ a: Int, _ b: Int) -> Int { a + Int((Double(b - a) * s).rounded()) }
    return (between(there.x, here.x), between(there.y, here.y))
  }

  /// The corner from which a beat is seen: the same as before where that is possible, and else one that leaves some room around it.
  private func corner(
    for beat: Beat, from before: LayoutPoint?, _ graph: FilmLayout, _ area: ScreenAreas.Area, _ diagram: Diagram
  ) -> LayoutPoint {
    var acting = Set(beat.boxes.isEmpty ? beat.marked : beat.boxes)
    if beat.kind == .given, let first = acting.min(by: { reading(graph, $0) < reading(graph, $1) }) {
      acting = [first]
    }
    if beat.kind == .outcome || beat.kind == .helped {
      acting = Set(diagram.boxes.indices.filter { diagram.boxes[$0].role == .parameter })
    }
    if beat.kind == .local { acting = [] }
    guard !acting.isEmpty else { return before ?? LayoutPoint(x: 0, y: 0) }
    var all = acting
    for arrow in beat.arrows { all.formUnion([diagram.arrows[arrow].from, diagram.arrows[arrow].to]) }
    func span(_ boxes: Set<Int>, _ side: (LayeredLayout.Place) -> (Int, Int)) -> (low: Int, high: Int) {
      let sides = boxes.map { side(graph.layout.boxes[$0]) }
      return (sides.map { $0.0 }.min() ?? 0, sides.map { $0.1 }.max() ?? 0)
    }
    func place(_ before: Int?, _ room: Int, _ size: Int, _ side: (LayeredLayout.Place) -> (Int, Int)) -> Int {
      var (low, high) = span(all, side)
      if high - low > room { (low, high) = span(acting, side) }
      if high - low > room { high = low + room }
      if let before, low >= before, high <= before + room { return before }
      let wanted = before == nil ? low - 1 : (low + high - room) / 2
      return min(max(wanted, 0), max(size - room, 0))
    }
    return LayoutPoint(
      x: place(before?.x, area.width, graph.layout.width) { ($0.x, $0.x + $0.width) },
      y: place(before?.y, area.height, graph.layout.height) { ($0.y, $0.y + $0.height) })
  }

  /// Where one begins to read: in the first layer, and there at its beginning.
  private func reading(_ graph: FilmLayout, _ box: Int) -> (along: Int, across: Int) {
    let place = graph.layout.boxes[box]
    return graph.layout.flowsDown ? (place.y, place.x) : (place.x, place.y)
  }
}
