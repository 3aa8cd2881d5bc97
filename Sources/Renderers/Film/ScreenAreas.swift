import Pictures

/// How a screen is divided up; nothing of it depends on the time.
///
/// From top to bottom: the title with the step, the graph (with the board at its side or below, where there is room), what happens in
/// words and numbers, the scrubber, and the status.
struct ScreenAreas: Sendable, Equatable {
  struct Area: Sendable, Equatable {
    var x, y, width, height: Int
  }

  private(set) var graph: Area
  /// Of what has been said; nil where there is no room.
  private(set) var board: Area?
  /// Of the curve of the loss; nil where there is no loss or no room.
  private(set) var losses: Area?
  /// Of the boxes in a row, where the graph is larger than its room; else nil.
  private(set) var strip: Area?
  let captionRow: Int
  let captionHeight: Int
  let scrubberRow: Int
  let statusRow: Int

  static let leastWidth = 40
  static let leastHeight = 12
  /// From here on there is a board.
  private static let boardWidth = 110
  private static let boardHeight = 34
  private static let panelWidth = 38
  private static let curveHeight = 7

  /// How much room the graph may take at most: the caption gives a row.
  static func graphRoom(width: Int, height: Int) -> (width: Int, height: Int) {
    (width, max(height - 3 - min(captionHeight(height), 3), 1))
  }

  private static func captionHeight(_ height: Int) -> Int { height < 16 ? 1 : height < 20 ? 2 : height < 30 ? 3 : 4 }

  init(width: Int, height: Int, graph size: (width: Int, height: Int)?, hasLosses: Bool) {
    statusRow = height - 1
    scrubberRow = height - 2
    let usual = Self.captionHeight(height)
    captionHeight = size.map { $0.height > height - 3 - usual } ?? false ? min(usual, 3) : usual
    captionRow = height - 2 - captionHeight
    let room = (width: width, height: max(captionRow - 1, 1))
    graph = Area(x: 0, y: 1, width: width, height: room.height)
    guard let size else { return }
    defer { placeStrip(below: size) }
    guard width >= Self.boardWidth || height >= Self.boardHeight else { return }
    if width - size.width >= Self.panelWidth + 2, room.height >= 12 {
      let panel = min(width - size.width - 2, 64)
      graph.width = width - panel - 2
      var area = Area(x: width - panel, y: 1, width: panel, height: room.height - 1)
      if hasLosses, area.height >= 2 * Self.curveHeight {
        area.height -= Self.curveHeight + 1
        losses = Area(x: area.x, y: area.y + area.height + 1, width: panel, height: Self.curveHeight)
      }
      board = area
    } else if room.height - size.height >= 7 {
      let rows = min(room.height - size.height - 1, 14)
      graph.height -= rows + 1
      var area = Area(x: 1, y: graph.y + graph.height, width: width - 2, height: rows)
      if hasLosses, area.width >= 100 {
        let panel = area.width / 4
        area.width -= panel + 2
        losses = Area(x: area.x + area.width + 2, y: area.y, width: panel, height: min(rows, Self.curveHeight + 1))
      }
      board = area
    }
  }

  private mutating func placeStrip(below size: (width: Int, height: Int)) {
    guard size.width > graph.width || size.height > graph.height, graph.height >= 12 else { return }
    let rows = graph.height < 24 ? 1 : 2
    graph.height -= rows
    strip = Area(x: graph.x, y: graph.y + graph.height, width: graph.width, height: rows)
  }
}
