import Layout
import Pictures
import Terminal

/// Where one is in a graph that is larger than the screen: its boxes in the order of the story, around the one that acts. Those that are
/// out of view are folded to a line each: `out_h1 0.5933 ∂ 0.03635`.
extension FilmPicture {
  func drawStrip(_ moment: Moment, _ view: FilmView, _ area: ScreenAreas.Area, into frame: inout Frame) {
    guard let drawing else { return }
    let (order, centre) = (stripOrder, stripCentre(of: moment))
    guard let middle = order.firstIndex(of: centre) ?? order.indices.first else { return }
    let offset = offset(of: drawing, in: stage.graph, moment, view)
    let entries = order.map { box -> TerminalLine in
      let place = drawing.layout.boxes[box]
      let isInView =
        place.x + offset.x >= 0 && place.y + offset.y >= 0 && place.x + place.width + offset.x <= stage.graph.width
        && place.y + place.height + offset.y <= stage.graph.height
      return stripEntry(box, moment, isInView: isInView)
    }
    let widths = entries.map { $0.width }
    var start = middle
    var rows = Self.rows(from: start, widths, area)
    while start > 0 {
      let earlier = Self.rows(from: start - 1, widths, area)
      let after = (earlier.last?.upperBound ?? middle) - 1 - middle
      guard after >= min(middle - start + 1, order.count - 1 - middle) else { break }
      (start, rows) = (start - 1, earlier)
    }
    for (row, range) in rows.enumerated() {
      var x = area.x + Self.margin
      for entry in entries[range] {
        entry.draw(into: &frame, x: x, y: area.y + row, palette: palette)
        x += entry.width + 2
      }
    }
    guard let end = rows.last?.upperBound else { return }
    if start > 0 { write("\(isASCII ? "<" : "‹") \(start)", .muted, x: area.x, y: area.y, to: 4, into: &frame) }
    if end < order.count {
      let more = "\(order.count - end) \(isASCII ? ">" : "›")"
      let width = Glyph.columns(of: more)
      write(more, .muted, x: area.x + area.width - width, y: area.y + rows.count - 1, to: width, into: &frame)
    }
  }

  /// Columns at each side for how many more there are.
  private static let margin = 5

  /// Which entries stand in each row, from a first one on.
  private static func rows(from start: Int, _ widths: [Int], _ area: ScreenAreas.Area) -> [Range<Int>] {
    let room = area.width - 2 * margin
    var rows: [Range<Int>] = []
    var place = start
    while rows.count < area.height, place < widths.count {
      let first = place
      var used = -2
      while place < widths.count, place == first || used + 2 + widths[place] <= room {
        used += 2 + widths[place]
        place += 1
      }
      rows.append(first..<place)
    }
    return rows
  }

  /// Leaves stand before what uses them first.
  private var stripOrder: [Int] {
    let diagram = film.timeline(0).diagram
    var sources = [[Int]](repeating: [], count: diagram.boxes.count)
    for arrow in diagram.arrows { sources[arrow.to].append(arrow.from) }
    var isPlaced = [Bool](repeating: false, count: diagram.boxes.count)
    var order: [Int] = []
    func place(_ box: Int) {
      if !isPlaced[box] { order.append(box) }
      isPlaced[box] = true
    }
    for box in diagram.boxes.indices where !sources[box].isEmpty {
      for source in sources[box] { place(source) }
      place(box)
    }
    for box in diagram.boxes.indices { place(box) }
    return order
  }

  /// The box that acts, or to which the wire leads of which is told.
  private func stripCentre(of moment: Moment) -> Int {
    let diagram = moment.timeline.diagram
    guard let beat = moment.beat else { return 0 }
    if beat.kind == .local {
      let arrow = beat.portions.prefix(beat.portionCount(at: moment.progress)).last?.arrows.last
      return arrow.map { diagram.arrows[$0].to } ?? 0
    }
    if beat.kind == .given { return stripOrder.first ?? 0 }
    return beat.boxes.first ?? beat.marked.first ?? diagram.boxes.firstIndex { $0.role == .parameter } ?? 0
  }

  private func stripEntry(_ box: Int, _ moment: Moment, isInView: Bool) -> TerminalLine {
    let (text, emphasis) = (moment.timeline.diagram.boxes[box].text, moment.emphasis)
    let name = spelling.cut(spelling.glyphs(text.name.text), to: 12)
    if emphasis.activeBoxes.contains(box) {
      let ink: TerminalInk = emphasis.kind?.isBackward ?? false ? .gradient : .name
      return TerminalLine(spelling.glyphs(isASCII ? "*" : "▸") + name, ink)
    }
    var line = TerminalLine(name, isInView ? .muted : .text)
    if isInView { return line }
    func shown(_ part: Emphasis.Shown, _ whole: [String], _ brief: String?) -> String? {
      switch part {
      case .hidden: nil
      case .whole: whole.count == 1 && brief == nil ? whole[0] : brief
      case .text(let lines): lines.count == 1 && brief == nil ? lines[0] : nil
      }
    }
    if let value = shown(emphasis.values[box], text.value, text.brief?.value) {
      line.append(spelling.glyphs(" " + value), .value)
    }
    if text.gradientName != nil, let gradient = shown(emphasis.gradients[box], text.gradient, text.brief?.gradient) {
      line.append(spelling.glyphs(text.brief == nil ? " ∂ " : " ‖∂‖ "), .gradientName)
      line.append(spelling.glyphs(gradient), .gradient)
    }
    line.cut(to: 32, mark: spelling.ellipsis)
    return line
  }
}
