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
    drawWireEnds(moment, graph, dx, dy, into: &canvas)
    drawLabels(moment, glyphs, graph, dx, dy, into: &canvas)
    frame.place(canvas, x: area.x, y: area.y)
  }

  private func style(of kind: Beat.Kind?) -> Style {
    switch kind {
    case .forward, .update, .outcome, nil: accents.forward
    case .seed, .backward, .accumulate: accents.backward
    }
  }

  private func drawPulses(_ moment: Moment, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame) {
    for arrow in moment.emphasis.delivered {
      for point in graph.paths[arrow] { canvas[point.x + dx, point.y + dy].style = accents.delivered }
    }
    let style = style(of: moment.emphasis.kind)
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
        if case .text(let lines) = gradient { box.text.gradient = lines }
        card = TerminalCard(box, fashion: graph.fashion, spelling: spelling)
          .cut(to: place.width - 4, spelling: spelling)
      }
      card = card.hiding(values: value == .hidden, gradients: gradient == .hidden)
      if emphasis.activeBoxes.contains(index) {
        card.draw(into: &canvas, at: place, border: borders.heavy, style: style(of: emphasis.kind), palette: palette)
      } else if view.selectedBox == index {
        card.draw(into: &canvas, at: place, border: borders.heavy, style: Style(isBold: true), palette: palette)
      } else {
        card.draw(into: &canvas, at: place, borders: borders, palette: palette)
      }
    }
  }

  private func drawWireEnds(
    _ moment: Moment, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame
  ) {
    let isAcross = !graph.layout.flowsDown
    let emphasis = moment.emphasis
    var travelled: [Int: Emphasis.Pulse] = [:]
    for pulse in emphasis.pulses { travelled[pulse.arrow] = pulse }
    for (index, arrow) in moment.timeline.diagram.arrows.enumerated() {
      let points = graph.layout.wires[index].points
      guard let first = points.first, let last = points.last else { continue }
      let isHeavy = emphasis.activeBoxes.contains(arrow.from)
      let border = isHeavy ? borders.heavy : borders.of(moment.timeline.diagram.boxes[arrow.from].role)
      canvas[first.x + dx, first.y + dy].glyph = isAcross ? border.rightTee : border.lowerTee
      let pulse = travelled[index]
      // What sets out from, or arrives at, the arrowhead is seen there.
      if let pulse, pulse.position < 1, pulse.isForward ? pulse.position > 0.99 : pulse.position < 0.01 { continue }
      var style = palette.style(of: arrow.isActive ? .wire : .quietWire)
      if emphasis.delivered.contains(index) { style = accents.delivered }
      if let pulse, !pulse.isForward || pulse.position >= 1 { style = self.style(of: emphasis.kind) }
      canvas[last.x + dx, last.y + dy] = Cell(glyph: isAcross ? borders.rightArrow : borders.downArrow, style: style)
    }
  }

  private func drawLabels(
    _ moment: Moment, _ glyphs: TimelineGlyphs, _ graph: FilmLayout, _ dx: Int, _ dy: Int, into canvas: inout Frame
  ) {
    var flowing: Set<Int> = []
    for pulse in moment.emphasis.pulses where !pulse.isForward { flowing.insert(pulse.arrow) }
    for (index, wire) in graph.layout.wires.enumerated() {
      guard let place = wire.label else { continue }
      let (x, y) = (place.x + dx, place.y + dy)
      guard x < canvas.width, y < canvas.height, x + graph.labelWidths[index] > 0, y >= 0 else { continue }
      var lines = glyphs.labels[index].lines
      if flowing.contains(index), let contribution = glyphs.contributions[index] { lines = [contribution] }
      for (row, line) in lines.enumerated() {
        if !graph.layout.flowsDown {
          canvas[x - 1, y + row] = .blank
          canvas[x + line.width, y + row] = .blank
        }
        line.draw(into: &canvas, x: x, y: y + row, palette: palette)
      }
    }
  }
}

extension Emphasis.Shown {
  fileprivate var isText: Bool {
    if case .text = self { return true }
    return false
  }
}
