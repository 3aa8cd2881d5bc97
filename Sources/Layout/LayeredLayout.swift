/// Where everything of a diagram stands: boxes side by side in layers, wires at right angles between them, in the unit of the
/// sizes that it is made of.
///
/// Promised: boxes do not overlap; every wire leaves and enters its boxes at a place of its own between the corners; no wire
/// runs through a box or another's label; two wires touch only where they cross. The same input gives the same layout.
package struct LayeredLayout: Sendable, Equatable {
  package struct Place: Sendable, Hashable {
    package var x, y, width, height: Int
  }

  /// Where a wire changes its row: at a place along the flow, to another place across it.
  package struct Turn: Sendable, Hashable {
    package var along, row: Int
    /// How much before and after that place the turn may take to be round.
    package var ease: Int
    /// Whether others turn the opposite way across it, so that it has to be steep.
    package var isCrossed: Bool
  }

  package struct Wire: Sendable, Hashable {
    /// The first lies on the source's border, the last touches the target's border from outside: the arrowhead's place.
    /// Neighbours differ in one coordinate.
    package var points: [LayoutPoint]
    package var turns: [Turn]
    /// The label's left upper corner; nil without a label.
    package var label: LayoutPoint?
  }

  package let flowsDown: Bool
  /// Who placed the boxes.
  package let engine: String
  package let boxes: [Place]
  package let wires: [Wire]
  package let width: Int
  package let height: Int

  /// - Parameters:
  ///   - layering: made of the same links.
  ///   - sizes: of the boxes with their borders; a box grows where its wires need more room.
  ///   - standIns: how many of the first boxes stand for others, and are as large as they are.
  ///   - groups: of each box the groups in which it stands, the outermost first, where room is kept for their frames.
  ///   - room: how long the picture may be along the flow. What is left over goes between the layers, up to `ease` for each.
  ///   - breadth: how much there is across the flow. The picture stays within it if it can.
  package init(
    layering: Layering, sizes: [LayoutSize], links: [LayoutLink], metrics: LayoutMetrics,
    standIns: Int = 0, groups: [[Int]] = [], room: Int = 0, breadth: Int = .max, ease: Int = 2,
    engine: LayoutEngine = .edgewise
  ) {
    let grid = LayoutGrid(layering, sizes: sizes, links: links, metrics: metrics, standIns: standIns, groups: groups)
    var rows = LayoutRows(grid, breadth: breadth)
    var home: [Int]?
    if let middles = rows.middles(by: engine) {
      rows.arrange(middles: middles)
      home = rows.place
      self.engine = engine.name
    } else {
      rows.arrange()
      self.engine = LayoutEngine.edgewise.name
    }
    var channels = LayoutChannels(rows: rows)
    if metrics.hasLabelColumns { (rows, channels) = rows.untangled(channels, around: home) }
    channels.widen(by: ease, room: room)
    let isDown = metrics.flowsDown
    flowsDown = isDown
    func point(_ along: Int, _ across: Int) -> LayoutPoint {
      isDown ? LayoutPoint(x: across, y: along) : LayoutPoint(x: along, y: across)
    }
    boxes = sizes.indices.map { box in
      let corner = point(channels.start(of: box), rows.place[box])
      let (a, b) = (grid.along[box], grid.after[box])
      return Place(x: corner.x, y: corner.y, width: isDown ? b : a, height: isDown ? a : b)
    }
    wires = links.indices.map { link in
      let (start, turns, end) = channels.wire(of: link)
      var row = start.row
      var points = [point(start.along, row)]
      for turn in turns {
        points.append(point(turn.along, row))
        points.append(point(turn.along, turn.row))
        row = turn.row
      }
      points.append(point(end, row))
      var label: LayoutPoint?
      if links[link].label.width > 0 {
        if metrics.hasLabelColumns {
          let item = grid.pieces[grid.piecesOfLink[link].lowerBound].to
          label = point(channels.start[grid.layerOf[item]], rows.place[item] - grid.before[item])
        } else {
          label = isDown ? point(start.along + 1, start.row + 2) : point(start.along + 2, start.row)
        }
      }
      return Wire(points: points, turns: turns, label: label)
    }
    var (right, bottom) = (0, 0)
    for box in boxes {
      right = max(right, box.x + box.width)
      bottom = max(bottom, box.y + box.height)
    }
    for (link, wire) in zip(links, wires) {
      for point in wire.points {
        right = max(right, point.x + metrics.wire)
        bottom = max(bottom, point.y + metrics.wire)
      }
      if let label = wire.label {
        right = max(right, label.x + link.label.width)
        bottom = max(bottom, label.y + link.label.height)
      }
    }
    width = right
    height = bottom
  }

  /// Of what has its place already.
  init(flowsDown: Bool, boxes: [Place], wires: [Wire], width: Int, height: Int) {
    self.flowsDown = flowsDown
    engine = LayoutEngine.edgewise.name
    self.boxes = boxes
    self.wires = wires
    self.width = width
    self.height = height
  }
}
