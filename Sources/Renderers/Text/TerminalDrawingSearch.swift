import Layout
import Pictures
import Terminal

/// Tries ways to draw one diagram.
struct TerminalDrawingSearch {
  private let picture: TerminalPicture
  private var diagram: Diagram
  private let layering: Layering
  private let bands: [SVGStream.Band?]
  /// Rows that there are.
  private let height: Int

  /// Nil for a diagram that is too large, or whose arrows do not lead from boxes to later ones.
  init?(_ picture: TerminalPicture, diagram: Diagram, height: Int = .max) {
    self.picture = picture
    self.diagram = diagram
    self.height = height
    let links = diagram.arrows.map { LayoutLink(from: $0.from, to: $0.to, term: $0.term) }
    guard !diagram.boxes.isEmpty, diagram.boxes.count <= TerminalPicture.boxLimit,
      diagram.arrows.count <= TerminalPicture.arrowLimit,
      let layering = Layering(boxCount: diagram.boxes.count, links: links)
    else { return nil }
    self.layering = layering
    bands = SVGStream.series([diagram])[0].bands
  }

  /// Of other texts of the same boxes and wires.
  func of(_ diagram: Diagram) -> TerminalDrawingSearch {
    var search = self
    search.diagram = diagram
    return search
  }

  /// Nil where it has no room.
  /// - Parameter isFolded: layers that are too wide are stood in several rows; what goes to the right goes on below.
  func drawing(_ fashion: TerminalCard.Fashion, _ direction: Direction, isFolded: Bool = false) -> TerminalDrawing? {
    let room = picture.width
    let cards = diagram.boxes.map { TerminalCard($0, fashion: fashion, spelling: picture.spelling) }
    let sizes = cards.map { $0.size }
    guard sizes.allSatisfy({ $0.width <= room }), fashion.limit != nil || !cards.contains(where: { $0.breaksWords }),
      layering.leastHeight(sizes: sizes, flowsDown: direction == .topToBottom) <= height
    else { return nil }
    let labels = zip(diagram.arrows, bands).map {
      TerminalLabel(
        $0, direction: direction, fashion: fashion, spelling: picture.spelling, isStacked: picture.stacksProducts,
        band: $1)
    }
    let links = zip(diagram.arrows, labels).map {
      LayoutLink(from: $0.from, to: $0.to, term: $0.term, label: $1.size)
    }
    let layout =
      !isFolded
      ? unfolded(sizes, links, direction) : direction == .leftToRight ? inRows(sizes, links) : folded(sizes, links)
    guard let layout, layout.height <= height else { return nil }
    return TerminalDrawing(cards: cards, labels: labels, layout: layout, fashion: fashion)
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

  /// As many rows as it takes for the width.
  private func inRows(_ sizes: [LayoutSize], _ links: [LayoutLink]) -> LayeredLayout? {
    for rows in 2...Self.mostRows where rows < layering.layerCount {
      let layout = LayeredLayout(inRows: rows, layering, sizes: sizes, links: links)
      if let layout, layout.width <= picture.width { return layout }
    }
    return nil
  }

  private static let mostRows = 4

  /// In more rows than there are layers: with layers that are too wide in several, or with one box after the other.
  private func folded(_ sizes: [LayoutSize], _ links: [LayoutLink]) -> LayeredLayout? {
    let room = picture.width
    // More rows are no lower, and are for layers that are too wide.
    if height < .max {
      guard layering.leastWidth(sizes: sizes, links: links, flowsDown: true) > room else { return nil }
    }
    func first(_ layering: (Int) -> Layering?) -> LayeredLayout? {
      // What passes by is estimated, so further tries allow for more of it.
      for width in [room, room * 3 / 4, room / 2] {
        guard let layering = layering(width) else { return nil }
        let layout = LayeredLayout(
          layering: layering, sizes: sizes, links: links, metrics: .cells(flowsDown: true), breadth: room)
        if layout.width <= room { return layout }
      }
      return nil
    }
    let folded = first { layering.folded(sizes: sizes, links: links, width: $0) }
    let inTurn = first { layering.inTurn(sizes: sizes, links: links, width: $0) }
    guard let folded, let inTurn else { return folded ?? inTurn }
    return inTurn.height < folded.height ? inTurn : folded
  }
}
