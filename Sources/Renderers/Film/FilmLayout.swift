import Layout
import Pictures
import Terminal

/// A film's graph, laid out once for all of its moments: boxes and labels have room for the longest text of any timeline.
struct FilmLayout: Sendable {
  let drawing: TerminalDrawing
  /// Wires without labels.
  let wires: Frame
  /// The cells of every wire, from the one after the source's border to the arrowhead.
  let paths: [[LayoutPoint]]
  /// What a wire looks like in each of those cells, by the sides it goes to.
  let sides: [[Int]]
  /// How much room there is for each label.
  let labelWidths: [Int]
  let fashion: TerminalCard.Fashion
  /// Where it is narrow, wires show `2e` and not `2e=6`: what is left out is in the words below.
  let isTerse: Bool

  var layout: LayeredLayout { drawing.layout }

  /// Nil for a graph that no screen shows.
  /// - Parameter wish: where forward goes; nil: as it fits best.
  init?(
    of film: Film, width: Int, height: Int, isASCII: Bool, palette: TerminalPalette, direction wish: Direction? = nil
  ) {
    let widest = film.widest
    let roomy = Self.withRoomForContributions(widest)
    func draw(_ diagram: Diagram, _ width: Int, _ direction: Direction?) -> TerminalDrawing? {
      TerminalPicture(width: width, ascii: isASCII, direction: direction).drawing(of: diagram)
    }
    var terse = widest
    for index in terse.arrows.indices { terse.arrows[index] = Self.terse(terse.arrows[index]) }
    typealias Choice = (drawing: TerminalDrawing, isTerse: Bool, isLarge: Bool)
    let fitting: [Choice] = [
      (draw(roomy, width, wish), false), (draw(widest, width, wish), false), (draw(terse, width, wish), true),
    ].compactMap { drawing, isTerse in drawing.map { ($0, isTerse, false) } }
    let ample = 20_000
    func large(_ diagram: Diagram, isTerse: Bool) -> Choice? {
      var plain = diagram
      for index in plain.boxes.indices { plain.boxes[index].text.note = nil }
      return draw(plain, ample, wish ?? .leftToRight).map { ($0, isTerse, true) }
    }
    // What is seen whole is best, else that of which most is seen: rather from left to right, as one reads.
    func share(_ choice: Choice) -> Double {
      let layout = choice.drawing.layout
      let seen =
        min(1, Double(width) / Double(max(layout.width, 1))) * min(1, Double(height) / Double(max(layout.height, 1)))
      return !layout.flowsDown ? 1.25 * seen : seen
    }
    func most(_ choices: [Choice]) -> Choice? {
      var best: Choice?
      for choice in choices where best.map({ share($0) < share(choice) }) ?? true { best = choice }
      return best
    }
    guard
      let chosen = fitting.first(where: { $0.drawing.layout.height <= height })
        ?? most(fitting + [large(roomy, isTerse: false), large(terse, isTerse: true)].compactMap { $0 })
    else { return nil }
    self.drawing = chosen.drawing
    isTerse = chosen.isTerse
    var fashion = chosen.drawing.fashion
    if chosen.isLarge { fashion.hasNotes = false }
    self.fashion = fashion
    let layout = chosen.drawing.layout

    let borders = TerminalBorders(isASCII: isASCII)
    var wires = Frame(width: layout.width, height: layout.height)
    chosen.drawing.drawWires(of: widest.arrows, into: &wires, borders: borders, palette: palette)
    self.wires = wires
    let paths = layout.wires.map(Self.cells)
    self.paths = paths
    sides = paths.enumerated().map { index, path in
      Self.sides(of: path, from: layout.wires[index].points.first)
    }
    labelWidths = Self.labelWidths(in: chosen.drawing, paths: paths)
  }

  /// Labels as wide as what flows back will be.
  private static func withRoomForContributions(_ diagram: Diagram) -> Diagram {
    var diagram = diagram
    let spelling = TerminalCharacters(isASCII: false)
    for (index, arrow) in diagram.arrows.enumerated() {
      let label = TerminalLabel(derivativeOnly(arrow), direction: .leftToRight, limit: nil, spelling: spelling)
      let product = arrow.text.contribution.map(TerminalLabel.tight) ?? ""
      diagram.arrows[index].text.contribution = nil
      if Glyph.columns(of: product) > label.size.width { diagram.arrows[index].text = ArrowText(number: product) }
    }
    return diagram
  }

  /// A formula alone where there is one, but the number where the formula is long.
  static func terse(_ arrow: Arrow) -> Arrow {
    var arrow = derivativeOnly(arrow)
    guard let formula = arrow.text.formula else { return arrow }
    if formula.text.count > terseFormula, arrow.text.number != nil {
      arrow.text.formula = nil
    } else {
      arrow.text.number = nil
    }
    return arrow
  }

  private static let terseFormula = 8

  static func derivativeOnly(_ arrow: Arrow) -> Arrow {
    var arrow = arrow
    arrow.text.contribution = nil
    return arrow
  }

  private static func cells(of wire: LayeredLayout.Wire) -> [LayoutPoint] {
    var cells: [LayoutPoint] = []
    for (a, b) in zip(wire.points, wire.points.dropFirst()) {
      let (dx, dy) = ((b.x - a.x).signum(), (b.y - a.y).signum())
      var point = a
      while point != b {
        point.x += dx
        point.y += dy
        cells.append(point)
      }
    }
    return cells
  }

  /// 1 up, 2 right, 4 down, 8 left.
  private static func sides(of path: [LayoutPoint], from start: LayoutPoint?) -> [Int] {
    path.indices.map { place in
      let point = path[place]
      let before = place > 0 ? path[place - 1] : start ?? point
      let after = place + 1 < path.count ? path[place + 1] : nil
      return side(from: point, to: before) | (after.map { side(from: point, to: $0) } ?? 0)
    }
  }

  private static func side(from a: LayoutPoint, to b: LayoutPoint) -> Int {
    if b.y < a.y { return 1 }
    if b.x > a.x { return 2 }
    if b.y > a.y { return 4 }
    return b.x < a.x ? 8 : 0
  }

  /// What was reserved, and then as far as the wire goes straight on and nothing else is in its way.
  private static func labelWidths(in drawing: TerminalDrawing, paths: [[LayoutPoint]]) -> [Int] {
    let layout = drawing.layout
    var owners = [Int32](repeating: -1, count: max(layout.width * layout.height, 0))
    for (index, path) in paths.enumerated() {
      for point in path where point.x >= 0 && point.y >= 0 && point.x < layout.width && point.y < layout.height {
        let cell = point.y * layout.width + point.x
        owners[cell] = owners[cell] == -1 || owners[cell] == Int32(index) ? Int32(index) : -2
      }
    }
    return layout.wires.indices.map { index in
      let reserved = drawing.labels[index].size.width
      guard let place = layout.wires[index].label, !layout.flowsDown, let end = paths[index].last
      else {
        return reserved
      }
      // A cell of the wire stays seen behind the label, and the arrowhead.
      var x = place.x + reserved
      while x + 2 < layout.width, LayoutPoint(x: x + 1, y: place.y) != end, x + 2 <= end.x || end.y != place.y,
        owners[place.y * layout.width + x + 1] == Int32(index)
      {
        x += 1
      }
      return max(reserved, x - place.x - 1)
    }
  }
}
