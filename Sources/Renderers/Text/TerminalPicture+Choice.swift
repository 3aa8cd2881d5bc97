import Layout
import Pictures
import Terminal

extension TerminalPicture {
  /// Beyond these a picture is no help to anybody.
  package static let boxLimit = 200
  static let arrowLimit = 600

  /// Lines that somebody scrolls through.
  static let lineLimit = 200

  /// Whether the diagram is drawn as a picture that can be overlooked, and not as tables.
  package func fits(_ diagram: Diagram) -> Bool {
    drawing(of: diagram).map { $0.layout.height <= Self.lineLimit } ?? false
  }

  /// The fullest way to draw that fits; nil if none does.
  ///
  /// From left to right with formulas in the borders, then inside the boxes; then the same from top to bottom; then with long
  /// names and formulas cut by a `…`.
  func drawing(of diagram: Diagram) -> TerminalDrawing? {
    guard !diagram.boxes.isEmpty, diagram.boxes.count <= Self.boxLimit, diagram.arrows.count <= Self.arrowLimit,
      let search = DrawingSearch(self, diagram: diagram)
    else { return nil }
    typealias Fashion = TerminalCard.Fashion
    typealias Way = (fashions: [Fashion], direction: Direction, isFolded: Bool)
    let whole = [Fashion(hasNotes: true), Fashion()] + [24, 16, 12].map { Fashion(formulaWidth: $0) }
    let cut = [12, 8].map { Fashion(formulaWidth: 12, limit: $0) }
    let across: [Way] = [(whole, .leftToRight, false), (cut, .leftToRight, false)]
    let down: [Way] = [
      (whole, .topToBottom, false), ([whole[1], whole[3]], .topToBottom, true), (cut, .topToBottom, false),
      (cut, .topToBottom, true),
    ]
    let ways: [Way] =
      switch direction {
      case nil: [across[0], down[0], down[1], across[1], down[2], down[3]]
      case .leftToRight: across + down
      case .topToBottom: down + across
      }
    for way in ways {
      for fashion in way.fashions {
        if let drawing = search.drawing(fashion, way.direction, isFolded: way.isFolded) { return drawing }
      }
    }
    return nil
  }
}

/// Tries ways to draw one diagram.
private struct DrawingSearch {
  private let picture: TerminalPicture
  private let diagram: Diagram
  private let layering: Layering
  private let bands: [SVGStream.Band?]

  /// Nil if the arrows do not lead from boxes to later ones.
  init?(_ picture: TerminalPicture, diagram: Diagram) {
    self.picture = picture
    self.diagram = diagram
    let links = diagram.arrows.map { LayoutLink(from: $0.from, to: $0.to, term: $0.term) }
    guard let layering = Layering(boxCount: diagram.boxes.count, links: links) else { return nil }
    self.layering = layering
    bands = SVGStream.series([diagram])[0].bands
  }

  /// - Parameter isFolded: layers that are too wide are stood in several rows.
  func drawing(_ fashion: TerminalCard.Fashion, _ direction: Direction, isFolded: Bool) -> TerminalDrawing? {
    let room = picture.width
    let cards = diagram.boxes.map { TerminalCard($0, fashion: fashion, spelling: picture.spelling) }
    let sizes = cards.map { $0.size }
    guard sizes.allSatisfy({ $0.width <= room }) else { return nil }
    let labels = zip(diagram.arrows, bands).map {
      TerminalLabel($0, direction: direction, limit: fashion.limit, spelling: picture.spelling, band: $1)
    }
    let links = zip(diagram.arrows, labels).map {
      LayoutLink(from: $0.from, to: $0.to, term: $0.term, label: $1.size)
    }
    let layout = isFolded ? folded(sizes, links) : unfolded(sizes, links, direction)
    return layout.map { TerminalDrawing(cards: cards, labels: labels, layout: $0, fashion: fashion) }
  }

  private func unfolded(_ sizes: [LayoutSize], _ links: [LayoutLink], _ direction: Direction) -> LayeredLayout? {
    let room = picture.width
    let flowsDown = direction == .topToBottom
    guard layering.leastWidth(sizes: sizes, links: links, flowsDown: flowsDown) <= room else { return nil }
    let layout = LayeredLayout(
      layering: layering, sizes: sizes, links: links, metrics: .cells(flowsDown: flowsDown),
      room: flowsDown ? 0 : room, breadth: flowsDown ? room : .max)
    return layout.width <= room ? layout : nil
  }

  private func folded(_ sizes: [LayoutSize], _ links: [LayoutLink]) -> LayeredLayout? {
    let room = picture.width
    // What passes by is estimated, so a second try allows for more of it.
    for width in [room, room * 3 / 4] {
      guard let layering = layering.folded(sizes: sizes, links: links, width: width) else { return nil }
      let layout = LayeredLayout(
        layering: layering, sizes: sizes, links: links, metrics: .cells(flowsDown: true), breadth: room)
      if layout.width <= room { return layout }
    }
    return nil
  }
}
