import Layout
import Pictures
import Platform
import Terminal

/// The graph at one moment.
extension FilmPicture {
  func drawGraph(
    _ moment: Moment, _ view: FilmView, _ stage: ScreenAreas, _ graph: FilmLayout, into frame: inout Frame
  ) {
    let area = stage.graph
    var canvas = Frame(width: area.width, height: area.height)
    let (dx, dy) = offset(of: graph, in: area, moment, view)
    canvas.place(graph.wires, x: dx, y: dy)
    let glyphs = self.glyphs.value(moment.timelineIndex) {
      TimelineGlyphs(moment.timeline, for: graph, spelling: spelling)
    }
    drawPulses(moment, graph, dx, dy, into: &canvas)
    drawBoxes(moment, view, glyphs, graph, dx, dy, into: &canvas)
    drawLabels(moment, glyphs, graph, dx, dy, into: &canvas)
    drawWireEnds(moment, view, graph, dx, dy, into: &canvas)
    drawEdges(graph, dx, dy, into: &canvas)
    frame.place(canvas, x: area.x, y: area.y)
  }

  private func style(of kind: Beat.Kind?) -> Style {
    kind?.isBackward ?? false ? accents.backward : accents.forward
  }

  private func drawPulses(_ moment: Moment, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame) {
    for arrow in moment.emphasis.delivered {
      for point in graph.paths[arrow] { canvas[point.x + dx, point.y + dy].style = accents.delivered }
    }
    let style = style(of: moment.emphasis.kind)
    for arrow in moment.emphasis.path {
      for (place, point) in graph.paths[arrow].enumerated() {
        canvas[point.x + dx, point.y + dy] = Cell(
          glyph: borders.heavyWires[graph.sides[arrow][place]], style: accents.backward)
      }
    }
    for pulse in moment.emphasis.pulses {
      let path = graph.paths[pulse.arrow]
      guard !path.isEmpty else { continue }
      let steps = Int((Double(path.count - 1) * pulse.position).rounded(.down))
      for passed in 0...steps {
        let place = pulse.isForward ? passed : path.count - 1 - passed
        let point = path[place]
        let isHead = passed == steps && pulse.position < 1
        let glyph =
          isHead
          ? pulse.isForward ? borders.forwardPulse : borders.backwardPulse
          : borders.heavyWires[graph.sides[pulse.arrow][place]]
        canvas[point.x + dx, point.y + dy] = Cell(glyph: glyph, style: style)
      }
    }
  }

  private func drawBoxes(
    _ moment: Moment, _ view: FilmView, _ glyphs: TimelineGlyphs, _ graph: FilmLayout, _ dx: Int, _ dy: Int,
    into canvas: inout Frame
  ) {
    let emphasis = moment.emphasis
    for (index, whole) in glyphs.cards.enumerated() {
      var place = graph.layout.boxes[index]
      place.x += dx
      place.y += dy
      guard place.x < canvas.width, place.y < canvas.height, place.x + place.width > 0, place.y + place.height > 0
      else { continue }
      let (value, gradient) = (emphasis.values[index], emphasis.gradients[index])
      var card = whole
      if value.isText || gradient.isText {
        var box = moment.timeline.diagram.boxes[index]
        if case .text(let lines) = value { box.text.value = lines }
        if case .text(let lines) = gradient {
          box.text.gradient = lines
          // Of a norm there are no parts.
          box.text.brief?.gradient = "+"
        }
        card = graph.card(box, at: index, spelling: spelling)
      }
      card = card.hiding(
        values: value == .hidden, gradients: gradient == .hidden, mark: !emphasis.markedWrong.contains(index))
      if emphasis.activeBoxes.contains(index) {
        card.draw(into: &canvas, at: place, border: borders.heavy, style: style(of: emphasis.kind), palette: palette)
      } else if view.selectedBox == index {
        card.draw(into: &canvas, at: place, border: borders.selected, style: Style(isBold: true), palette: palette)
      } else {
        // Who it is says the shape alone: colour is for what comes and goes.
        card.draw(
          into: &canvas, at: place, border: borders.of(card.role), style: palette.style(of: .border(.operation)),
          palette: palette)
      }
    }
  }

  /// Tees and heads. A wire along which something comes back has turned round: its head is at the source.
  private func drawWireEnds(
    _ moment: Moment, _ view: FilmView, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame
  ) {
    let isAcross = !graph.layout.flowsDown
    let emphasis = moment.emphasis
    var travelled: [Int: Emphasis.Pulse] = [:]
    for pulse in emphasis.pulses { travelled[pulse.arrow] = pulse }
    for (index, arrow) in moment.timeline.diagram.arrows.enumerated() {
      let points = graph.layout.wires[index].points
      guard let first = points.first, let last = points.last, let start = graph.paths[index].first else { continue }
      let role = moment.timeline.diagram.boxes[arrow.from].role
      let border =
        emphasis.activeBoxes.contains(arrow.from)
        ? borders.heavy : view.selectedBox == arrow.from ? borders.selected : borders.of(role)
      if isAcross || !graph.drawing.cards[arrow.from].isBare {
        canvas[first.x + dx, first.y + dy].glyph = isAcross ? border.rightTee : border.lowerTee
      }
      var style = palette.style(of: arrow.isActive ? .wire : .quietWire)
      let pulse = travelled[index]
      if pulse.map({ !$0.isForward }) ?? false || emphasis.path.contains(index) {
        // The cell behind the head is a wire's, drawn with it.
        let end = isAcross ? borders.heavyWires[10] : borders.heavyWires[5]
        let isThere = pulse.map { $0.position > 0 } ?? true
        canvas[last.x + dx, last.y + dy] = Cell(glyph: end, style: accents.backward)
        canvas[start.x + dx, start.y + dy] = Cell(
          glyph: isAcross ? borders.backArrow : borders.upArrow, style: isThere ? accents.backward : accents.delivered
        )
        continue
      }
      if emphasis.delivered.contains(index) {
        style = accents.delivered
        if graph.paths[index].count > 1 {
          canvas[start.x + dx, start.y + dy] = Cell(glyph: isAcross ? borders.backTick : borders.upTick, style: style)
        }
      }
      if let pulse, pulse.position >= 1 { style = self.style(of: emphasis.kind) }
      canvas[last.x + dx, last.y + dy] = Cell(glyph: isAcross ? borders.rightArrow : borders.downArrow, style: style)
    }
  }

  /// The local derivative, as far as it is known, and what flows back, beside it.
  private func drawLabels(
    _ moment: Moment, _ glyphs: TimelineGlyphs, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame
  ) {
    let emphasis = moment.emphasis
    var flowing: [Int: Double] = [:]
    for pulse in emphasis.pulses where !pulse.isForward { flowing[pulse.arrow] = pulse.position }
    for (index, label) in glyphs.labels.enumerated() {
      let isKnown = emphasis.derived.contains(index)
      if let place = graph.layout.wires[index].label, let line = isKnown ? label.derivative : label.formula {
        let (x, y) = (place.x + dx, place.y + dy)
        if !graph.layout.flowsDown {
          canvas[x - 1, y] = .blank
          canvas[x + line.width, y] = .blank
        }
        line.draw(into: &canvas, x: x, y: y, palette: palette)
      }
      guard let place = graph.products[index] else { continue }
      let position = flowing[index] ?? (emphasis.delivered.contains(index) ? 1 : 0)
      let line = position >= 1 ? label.product : position > 0.5 ? label.factors : nil
      line?.draw(into: &canvas, x: place.point.x + dx, y: place.point.y + dy, palette: palette)
    }
  }

  /// Where the picture is cut, how many boxes are beyond.
  private func drawEdges(_ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame) {
    let boxes = graph.layout.boxes
    let left = boxes.count { $0.x + dx < 0 }
    let right = boxes.count { $0.x + $0.width + dx > canvas.width }
    let above = boxes.count { $0.y + dy < 0 && $0.x + dx >= 0 && $0.x + $0.width + dx <= canvas.width }
    let below = boxes.count {
      $0.y + $0.height + dy > canvas.height && $0.x + dx >= 0 && $0.x + $0.width + dx <= canvas.width
    }
    func mark(_ count: Int, _ sign: String, isBefore: Bool) -> [Glyph] {
      let words = "\(count) \(count == 1 ? "box" : "boxes")"
      return spelling.glyphs(isBefore ? " \(sign) \(words) " : " \(words) \(sign) ")
    }
    /// At the first of some places where it covers nothing, or at least no text.
    func write(_ row: [Glyph], at places: [(x: Int, y: Int)]) {
      func first(_ isFree: (Glyph) -> Bool) -> (x: Int, y: Int)? {
        places.first { place in row.indices.allSatisfy { isFree(canvas[place.x + $0, place.y].glyph) } }
      }
      guard let place = first({ $0.isBlankOrRow }) ?? first({ $0.isBlankOrLine }) ?? places.first else { return }
      canvas.write(row, x: place.x, y: place.y, style: palette.style(of: .muted))
    }
    let last = canvas.height - 1
    let rows = Array((0...last).reversed())
    if left > 0 { write(mark(left, isASCII ? "<" : "‹", isBefore: true), at: rows.map { (0, $0) }) }
    if right > 0 {
      let row = mark(right, isASCII ? ">" : "›", isBefore: false)
      write(row, at: rows.map { (canvas.width - row.count, $0) })
    }
    for (count, sign, y) in [(above, isASCII ? "^" : "▴", 0), (below, isASCII ? "v" : "▾", last)] where count > 0 {
      let row = mark(count, sign, isBefore: true)
      let room = max(canvas.width - row.count, 0)
      // From the middle outwards.
      let columns = (0...room).sorted { (abs(2 * $0 - room), $0) < (abs(2 * $1 - room), $1) }
      write(row, at: columns.map { ($0, y) })
    }
  }
}

extension Glyph {
  /// Whether nothing is lost where something else is written, or little.
  fileprivate var isBlankOrRow: Bool { self == .blank || Self.rows.contains(self) }
  fileprivate var isBlankOrLine: Bool { isBlankOrRow || Self.lines.contains(self) }
  private static let rows = Set("─━═-=".unicodeScalars.map { Glyph($0) })
  private static let lines = Set("│┃║╭╮╯╰┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼┣┫┳┻╋|+".unicodeScalars.map { Glyph($0) })
}

extension Emphasis.Shown {
  fileprivate var isText: Bool {
    if case .text = self { return true }
    return false
  }
}
