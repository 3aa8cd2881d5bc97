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
      let position = flowing[index] ?? (emphasis.delivered.contains(index) ? 1 : 0)
      if position > 0, let place = graph.streams[index], let stream = label.stream {
        // It arrives, is multiplied, and goes on.
        let first = position >= 1 ? 0 : position > 0.5 ? stream.factor : stream.arriving
        for (row, line) in stream.rows.enumerated() {
          canvas.write(
            Array(line.glyphs.dropFirst(first)), x: place.point.x + dx + first, y: place.point.y + row + dy,
            style: accents.delivered)
        }
      }
      guard let place = graph.products[index] else { continue }
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
    let last = canvas.height - 1
    /// At the first of some places where it covers nothing, or at least no text: with its word, or without.
    func mark(_ count: Int, _ sign: String, isBefore: Bool = true, at places: (_ width: Int) -> [(x: Int, y: Int)]) {
      guard count > 0 else { return }
      let numbers = ["\(count) \(count == 1 ? "box" : "boxes")", "\(count)"]
      let rows = numbers.map { spelling.glyphs(isBefore ? " \(sign) \($0) " : " \($0) \(sign) ") }
      func first(_ isFree: (Glyph) -> Bool) -> (row: [Glyph], place: (x: Int, y: Int))? {
        for row in rows {
          let place = places(row.count).first { place in
            row.indices.allSatisfy { isFree(canvas[place.x + $0, place.y].glyph) }
          }
          if let place { return (row, place) }
        }
        return nil
      }
      let found = first { $0.isBlankOrRow } ?? first { $0.isBlankOrLine } ?? first { _ in true }
      guard let (row, place) = found else { return }
      canvas.write(row, x: place.x, y: place.y, style: palette.style(of: .muted))
    }
    /// From the middle of a row outwards.
    func along(_ y: Int, _ width: Int) -> [(x: Int, y: Int)] {
      let room = max(canvas.width - width, 0)
      return (0...room).sorted { (abs(2 * $0 - room), $0) < (abs(2 * $1 - room), $1) }.map { ($0, y) }
    }
    let rows = Array((0...last).reversed())
    mark(left, isASCII ? "<" : "‹") { _ in rows.map { (0, $0) } }
    mark(right, isASCII ? ">" : "›", isBefore: false) { width in rows.map { (canvas.width - width, $0) } }
    mark(above, isASCII ? "^" : "▴") { along(0, $0) }
    mark(below, isASCII ? "v" : "▾") { along(last, $0) }
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
