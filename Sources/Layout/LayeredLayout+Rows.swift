/// The flow from left to right in rows, as a text is in lines.
extension LayeredLayout {
  /// A wire that goes on in the next row turns down behind the end of its row, and comes back below it to where the next one begins.
  /// Nil where something would pass a whole row by.
  package init?(
    inRows count: Int, _ layering: Layering, sizes: [LayoutSize], links: [LayoutLink], breadth: Int = .max
  ) {
    let rows = layering.rows(
      count, sizes: sizes, lengths: links.map { $0.label.width + Self.turn }, links: links, flowsDown: false)
    guard links.allSatisfy({ rows[$0.to] - rows[$0.from] <= 1 }) else { return nil }
    var boxes = Array(repeating: Place(x: 0, y: 0, width: 0, height: 0), count: sizes.count)
    var wires = Array(repeating: Wire(points: [], turns: [], label: nil), count: links.count)
    var metrics = LayoutMetrics.cells(flowsDown: false)
    // Between leaves of a single line what comes back has a line of its own.
    if sizes.contains(where: { $0.height == 1 }) { (metrics.siblingGap, metrics.leafGap) = (1, 1) }
    var (top, right) = (0, 0)
    // From the upper one to the lower one.
    var entries: [Int] = []
    for row in 0..<count {
      let own = sizes.indices.filter { rows[$0] == row }
      let inner = links.indices.filter { rows[links[$0].from] == row && rows[links[$0].to] == row }
      let exits = links.indices.filter { rows[links[$0].from] == row && rows[links[$0].to] > row }
      var (place, ending) = (Array(repeating: -1, count: sizes.count), Array(repeating: -1, count: sizes.count))
      for (index, box) in own.enumerated() { place[box] = entries.count + index }
      // Before all of the row, and behind all of it.
      var layers = own.map { layering.isLeaf[$0] ? -1 : layering.layer(of: $0) }
      let first = zip(own, layers).filter { !layering.isLeaf[$0.0] }.map { $0.1 }.min() ?? 1
      for (index, box) in own.enumerated() where layering.isLeaf[box] {
        layers[index] =
          (links.lazy.filter { $0.from == box && rows[$0.to] == row }.map { layering.layer(of: $0.to) }.min() ?? first)
          - 1
      }
      layers = layers.map { $0 - first + 1 }
      let last = (layers.max() ?? 0) + 1
      // One end behind the row for all that leaves a box.
      let firstExit = entries.count + own.count
      let ends = own.filter { box in exits.contains { links[$0].from == box } }
      for (index, box) in ends.enumerated() { ending[box] = firstExit + index }
      let local =
        entries.enumerated().map {
          LayoutLink(from: $0.offset, to: place[links[$0.element].to], term: links[$0.element].term)
        }
        + inner.map { link in
          var moved = links[link]
          (moved.from, moved.to) = (place[moved.from], place[moved.to])
          return moved
        }
        + exits.map { link in
          var moved = links[link]
          (moved.from, moved.to) = (place[moved.from], ending[moved.from])
          return moved
        }
      guard
        let part = Layering(
          layerOfBox: entries.map { _ in 0 } + layers + ends.map { _ in last }, links: local)
      else { return nil }
      let layout = LayeredLayout(
        layering: part, sizes: entries.map { _ in Self.end } + own.map { sizes[$0] } + ends.map { _ in Self.end },
        links: local,
        metrics: metrics, standIns: entries.count, breadth: breadth)
      // What comes from the row before runs down at the left, in columns of its own, and then into the row.
      let hasLeaves = layers.contains(0)
      let indent = 2 * (hasLeaves ? entries.count : max(entries.count - 1, 0))
      let arrived = entries.indices.sorted { layout.boxes[$0].y < layout.boxes[$1].y }
      for (order, index) in arrived.enumerated() {
        let column = 2 * (entries.count - 1 - order)
        guard let turned = wires[entries[index]].points.last, let start = layout.wires[index].points.first else {
          return nil
        }
        let rest = layout.wires[index].points.dropFirst().map { LayoutPoint(x: $0.x + indent, y: $0.y + top) }
        wires[entries[index]].go(
          [
            LayoutPoint(x: column, y: turned.y), LayoutPoint(x: column, y: start.y + top),
          ] + rest)
      }
      for (index, box) in own.enumerated() {
        boxes[box] = layout.boxes[entries.count + index].moved(indent, top)
      }
      for (index, link) in (inner + exits).enumerated() {
        wires[link] = layout.wires[entries.count + index].moved(indent, top)
      }
      right = max(right, layout.width + indent)
      // Down behind the row and back below it: the upper one outside, so that none crosses another.
      entries = exits.sorted { (wires[$0].points.last?.y ?? 0) < (wires[$1].points.last?.y ?? 0) }
      let bottom = top + layout.height
      for (order, link) in entries.enumerated() {
        guard let tip = wires[link].points.last else { return nil }
        let column = layout.width + indent - 1 + 2 * (entries.count - 1 - order)
        let channel = bottom + (entries.count - 1 - order)
        wires[link].points.removeLast()
        wires[link].go([LayoutPoint(x: column, y: tip.y), LayoutPoint(x: column, y: channel)])
        right = max(right, column + 1)
      }
      top = bottom + entries.count
    }
    self.init(flowsDown: false, boxes: boxes, wires: wires, width: right, height: top)
  }

  private static let end = LayoutSize(width: 1, height: 1)
  /// Columns for a wire's ends and turns.
  private static let turn = 6
}

extension LayeredLayout.Place {
  fileprivate func moved(_ dx: Int, _ dy: Int) -> Self { .init(x: x + dx, y: y + dy, width: width, height: height) }
}

extension LayeredLayout.Wire {
  fileprivate func moved(_ dx: Int, _ dy: Int) -> Self {
    func moved(_ point: LayoutPoint) -> LayoutPoint { LayoutPoint(x: point.x + dx, y: point.y + dy) }
    return .init(points: points.map(moved), turns: [], label: label.map(moved))
  }

  /// On to other places, where they are others.
  fileprivate mutating func go(_ places: [LayoutPoint]) {
    for place in places where place != points.last { points.append(place) }
  }
}

extension Layering {
  /// In which of so many rows each box is, of rows that are about as long as each other. Leaves are where they are first used.
  /// - Parameter lengths: how long each link is at least.
  package func rows(
    _ count: Int, sizes: [LayoutSize], lengths: [Int], links: [LayoutLink], flowsDown: Bool
  ) -> [Int] {
    var longest = Array(repeating: 0, count: layerCount)
    for (box, size) in sizes.enumerated() {
      longest[layer(of: box)] = max(longest[layer(of: box)], flowsDown ? size.height : size.width)
    }
    var gaps = Array(repeating: 0, count: layerCount)
    for (link, length) in zip(links, lengths) { gaps[layer(of: link.from)] = max(gaps[layer(of: link.from)], length) }
    for layer in longest.indices { longest[layer] += gaps[layer] }
    // The shortest length that is enough for so many rows.
    func rowOfLayer(_ most: Int) -> [Int] {
      var (row, used) = (0, 0)
      return longest.map { length in
        if used > 0, used + length > most { (row, used) = (row + 1, 0) }
        used += length
        return row
      }
    }
    var (low, high) = (longest.max() ?? 0, longest.reduce(0, +))
    while low < high {
      let middle = (low + high) / 2
      if (rowOfLayer(middle).last ?? 0) < count { high = middle } else { low = middle + 1 }
    }
    let rowOf = rowOfLayer(low)
    var rows = sizes.indices.map { rowOf[layer(of: $0)] }
    for box in rows.indices where isLeaf[box] {
      rows[box] = links.lazy.filter { $0.from == box }.map { rows[$0.to] }.min() ?? rows[box]
    }
    return rows
  }
}
