import Pictures

/// How a screen is divided up; nothing of it depends on the time.
///
/// From top to bottom: the title, the graph (with the loss at its side or below, where there is room), what happens in words and
/// numbers, the loss in one line where there was no room, the scrubber, and the status.
struct ScreenAreas: Sendable, Equatable {
  struct Area: Sendable, Equatable {
    var x, y, width, height: Int
  }

  private(set) var graph: Area
  /// Of the bars of the loss; nil where there is no loss or no room.
  private(set) var losses: Area?
  let captionRow: Int
  private(set) var captionHeight: Int
  /// Of the loss in one line.
  private(set) var sparkRow: Int?
  let scrubberRow: Int
  let statusRow: Int

  static let leastWidth = 40
  static let leastHeight = 12

  private static let panelWidth = 34

  /// How much room the graph may take at most.
  static func graphRoom(width: Int, height: Int) -> (width: Int, height: Int) {
    (width, max(height - 1 - captionHeight(height) - 3, 1))
  }

  private static func captionHeight(_ height: Int) -> Int { height < 20 ? 1 : height < 30 ? 2 : 3 }

  init(width: Int, height: Int, graph size: (width: Int, height: Int)?, hasLosses: Bool) {
    captionHeight = Self.captionHeight(height)
    statusRow = height - 1
    scrubberRow = height - 2
    let room = Self.graphRoom(width: width, height: height)
    let size = size ?? (0, 0)
    var graph = Area(x: 0, y: 1, width: width, height: room.height)
    if hasLosses, width - size.width >= Self.panelWidth + 2 {
      let panel = min(width - size.width - 2, 60)
      let rows = min(room.height - 1, 18)
      losses = Area(x: width - panel, y: max(2, 1 + (room.height - rows) / 2), width: panel, height: rows)
      graph.width = width - panel - 2
      graph.height += 1
    } else if hasLosses, room.height - size.height >= 4 {
      let panel = min(room.height - size.height, 12)
      graph.height = room.height + 1 - panel
      losses = Area(x: 1, y: 1 + graph.height, width: min(width - 2, 100), height: panel)
    } else if hasLosses {
      sparkRow = height - 3
    } else {
      graph.height += 1
    }
    self.graph = graph
    // On a high screen a blank row keeps the words from the picture.
    let blank = height < 30 ? 0 : 1
    captionRow = height - 2 - captionHeight - (sparkRow == nil ? 0 : 1) + blank
    captionHeight -= blank
  }
}
