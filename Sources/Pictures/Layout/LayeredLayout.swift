/// Where everything of a diagram stands, in whole cells: boxes side by side in layers, wires at right angles between them.
///
/// Promised: boxes do not overlap; every wire leaves and enters its boxes at a place of its own between the corners; no wire
/// runs through a box or a label; two wires share a cell only where they cross. The same input gives the same layout.
package struct LayeredLayout: Sendable, Equatable {
  package struct Place: Sendable, Hashable {
    package var x, y, width, height: Int
  }

  package struct Wire: Sendable, Hashable {
    /// The first lies on the source's border, the last touches the target's border from outside: the arrowhead's place.
    /// Neighbours differ in one coordinate.
    package var points: [LayoutPoint]
    /// The label's left upper cell; nil without a label.
    package var label: LayoutPoint?
  }

  package let direction: Direction
  package let boxes: [Place]
  package let wires: [Wire]
  package let width: Int
  package let height: Int

  /// - Parameters:
  ///   - layering: made of the same links.
  ///   - sizes: of the boxes with their borders; a box grows where its wires need more room.
  ///   - room: how long the picture may be along the flow. What is left over goes between the layers, up to `ease` for each.
  ///   - breadth: how much there is across the flow. The picture stays within it if it can.
  package init(
    layering: Layering, sizes: [LayoutSize], links: [LayoutLink], direction: Direction,
    room: Int = 0, breadth: Int = .max, ease: Int = 2
  ) {
    var rows = LayoutRows(layering: layering, sizes: sizes, links: links, direction: direction, breadth: breadth)
    rows.place()
    var channels = LayoutChannels(rows: rows)
    channels.widen(by: ease, room: room)
    self.direction = direction
    let isAcross = direction == .leftToRight
    boxes = sizes.indices.map { box in
      let along = channels.start[layering.layerOfItem[box]]
      let (a, b) = (rows.along[box], rows.across[box])
      return isAcross
        ? Place(x: along, y: rows.position[box], width: a, height: b)
        : Place(x: rows.position[box], y: along, width: b, height: a)
    }
    func point(_ along: Int, _ across: Int) -> LayoutPoint {
      isAcross ? LayoutPoint(x: along, y: across) : LayoutPoint(x: across, y: along)
    }
    wires = links.indices.map { link in
      let path = channels.path(of: link)
      var points: [LayoutPoint] = []
      for (along, across) in path {
        let next = point(along, across)
        if points.last == next { continue }
        // Three in a line are two.
        if points.count >= 2, let last = points.last {
          let before = points[points.count - 2]
          if before.x == last.x && last.x == next.x || before.y == last.y && last.y == next.y { points.removeLast() }
        }
        points.append(next)
      }
      var label: LayoutPoint?
      if links[link].label.width > 0, let first = path.first {
        label = isAcross ? point(first.0 + 2, first.1) : point(first.0 + 1, first.1 + 2)
      }
      return Wire(points: points, label: label)
    }
    var (right, bottom) = (0, 0)
    for box in boxes {
      right = max(right, box.x + box.width)
      bottom = max(bottom, box.y + box.height)
    }
    for (link, wire) in zip(links, wires) {
      for point in wire.points {
        right = max(right, point.x + 1)
        bottom = max(bottom, point.y + 1)
      }
      if let label = wire.label {
        right = max(right, label.x + link.label.width)
        bottom = max(bottom, label.y + link.label.height)
      }
    }
    width = right
    height = bottom
  }
}
