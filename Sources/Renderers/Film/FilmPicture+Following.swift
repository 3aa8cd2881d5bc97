import Layout
import Pictures
import Terminal

/// Where the graph stands on the screen.
extension FilmPicture {
  /// Of the graph's upper left corner in the area. What fits is centred; of what does not, that part is seen which the viewer
  /// chose or, when the view follows, in which something happens.
  func offset(of graph: FilmLayout, in area: ScreenAreas.Area, _ moment: Moment, _ view: FilmView) -> (x: Int, y: Int)
  {
    let (width, height) = (graph.layout.width, graph.layout.height)
    let isLarge = width > area.width || height > area.height
    let focus = isLarge && view.follows ? focus(of: graph, in: area, moment) : nil
    func place(_ size: Int, _ room: Int, _ focus: Double?, _ pan: Int) -> Int {
      if size <= room { return (room - size) / 2 }
      let wanted = focus.map { Int($0.rounded(.down)) - room / 2 } ?? pan
      return -min(max(wanted, 0), size - room)
    }
    return (place(width, area.width, focus?.x, view.panX), place(height, area.height, focus?.y, view.panY))
  }

  /// The upper left corner, in the graph, of what is seen of it: from where a viewer begins to move it.
  package func corner(at time: Double, view: FilmView) -> (x: Int, y: Int) {
    guard let drawing else { return (0, 0) }
    let offset = offset(of: drawing, in: stage.graph, film.moment(at: time), view)
    return (max(-offset.x, 0), max(-offset.y, 0))
  }

  /// What to look at: it glides from one beat's place to the next one's.
  private func focus(of graph: FilmLayout, in area: ScreenAreas.Area, _ moment: Moment) -> (x: Double, y: Double)? {
    let beats = moment.timeline.beats
    guard beats.indices.contains(moment.beatIndex),
      let here = focus(of: beats[moment.beatIndex], at: moment.progress, graph, area, moment.timeline.diagram)
    else { return nil }
    let glide = 0.3
    guard moment.beatIndex > 0, moment.progress < glide,
      let there = focus(of: beats[moment.beatIndex - 1], at: 1, graph, area, moment.timeline.diagram)
    else { return here }
    let t = moment.progress / glide
    let s = t * t * (3 - 2 * t)
    return (there.x + (here.x - there.x) * s, there.y + (here.y - there.y) * s)
  }

  private func focus(
    of beat: Beat, at progress: Double, _ graph: FilmLayout, _ area: ScreenAreas.Area, _ diagram: Diagram
  ) -> (x: Double, y: Double)? {
    var boxes = Set(beat.boxes)
    for arrow in beat.arrows { boxes.formUnion([diagram.arrows[arrow].from, diagram.arrows[arrow].to]) }
    if boxes.isEmpty, let output = diagram.boxes.lastIndex(where: { $0.role == .output }) { boxes = [output] }
    guard !boxes.isEmpty else { return nil }
    let places = boxes.map { graph.layout.boxes[$0] }
    let (left, right) = (places.map { $0.x }.min() ?? 0, places.map { $0.x + $0.width }.max() ?? 0)
    let (top, bottom) = (places.map { $0.y }.min() ?? 0, places.map { $0.y + $0.height }.max() ?? 0)
    if right - left <= area.width, bottom - top <= area.height || beat.arrows.isEmpty {
      return (Double(left + right) / 2, Double(top + bottom) / 2)
    }
    // Too far apart for the screen: along with what travels.
    let position = min(progress / Beat.arrival, 1)
    var (x, y, count) = (0.0, 0.0, 0.0)
    for arrow in beat.arrows where !graph.paths[arrow].isEmpty {
      let path = graph.paths[arrow]
      let passed = Int(Double(path.count - 1) * position)
      let point = path[beat.kind == .forward ? passed : path.count - 1 - passed]
      x += Double(point.x)
      y += Double(point.y)
      count += 1
    }
    return count > 0 ? (x / count, y / count) : (Double(left + right) / 2, Double(top + bottom) / 2)
  }
}
