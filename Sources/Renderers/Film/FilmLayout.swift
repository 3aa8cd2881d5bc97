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
  /// Where what flows back stands, and how wide it may be; nil where there is no room.
  let products: [ProductPlaces.Place?]
  /// Where what flows back is a stream, in two rows below that; nil where there is no room.
  let streams: [ProductPlaces.Place?]
  let fashion: TerminalCard.Fashion

  var layout: LayeredLayout { drawing.layout }

  /// Nil for a graph that no screen shows.
  /// - Parameter wish: where forward goes; nil: as it fits best.
  init?(
    of film: Film, width: Int, height: Int, isASCII: Bool, palette: TerminalPalette, direction wish: Direction? = nil
  ) {
    var widest = film.widest
    // Along what no gradient that is shown flows, the formula says enough.
    for index in widest.arrows.indices where widest.arrows[index].text.contribution == nil {
      if widest.arrows[index].text.formula != nil { widest.arrows[index].text.number = nil }
    }
    var plain = widest
    for index in plain.arrows.indices { plain.arrows[index].text.contribution = nil }
    guard
      let chosen = Self.choice(
        of: widest, plain: plain, width: width, height: height, isASCII: isASCII, direction: wish)
    else { return nil }
    drawing = chosen.drawing
    let fashion = chosen.drawing.fashion
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
    let labelWidths = Self.labelWidths(in: chosen.drawing, paths: paths)
    self.labelWidths = labelWidths
    let spelling = TerminalCharacters(isASCII: isASCII)
    let streams = layout.wires.indices.map { index -> ProductPlaces.Place? in
      guard chosen.hasStreams, !layout.flowsDown, let label = layout.wires[index].label,
        chosen.drawing.labels[index].lines.count == Self.streamRow + 2
      else { return nil }
      return .init(
        point: LayoutPoint(x: label.x, y: label.y + Self.streamRow), width: chosen.drawing.labels[index].size.width)
    }
    self.streams = streams
    products =
      ProductPlaces(
        layout, paths: paths,
        labels: plain.arrows.enumerated().map { index, arrow in
          let label = TerminalLabel(arrow, direction: .leftToRight, fashion: fashion, spelling: spelling)
          return min(label.size.width, labelWidths[index])
        },
        streams: streams,
        wanted: widest.arrows.map { arrow in
          // Where the widest of all steps has no room, the first one's may.
          arrow.text.contribution.map { TerminalLabel.products($0, spelling: spelling).map { $0.count } + [4, 3, 2] }
            ?? []
        }
      ).places
  }

  /// Below a wire's label and its product.
  private static let streamRow = 2

  /// What a box says, in the room that it has.
  func card(_ box: Box, at index: Int, spelling: TerminalCharacters) -> TerminalCard {
    let room = layout.boxes[index].width - 4
    return TerminalCard(
      box, fashion: fashion, spelling: spelling, room: room, valueWidth: drawing.cards[index].valueWidth
    ).cut(to: room, spelling: spelling)
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
