extension Layering {
  /// The same with layers that would be wider than `width` (from top to bottom) stood in several rows; nil if a box or a row of
  /// lanes alone is too wide. Boxes of one layer do not depend on each other, so any of them may go first. O(boxes + links).
  package func folded(sizes: [LayoutSize], links: [LayoutLink], width: Int) -> Layering? {
    var labels = Array(repeating: 2, count: boxCount)
    var (leaving, arriving) = (Array(repeating: 0, count: boxCount), Array(repeating: 0, count: boxCount))
    for link in links {
      labels[link.from] += link.label.width + 3
      leaving[link.from] += 1
      arriving[link.to] += 1
    }
    let room = sizes.indices.map { max(sizes[$0].width, labels[$0]) + 1 }
    var layerOfBox = Array(repeating: 0, count: boxCount)
    var row = 0
    for layer in layers.indices {
      // Lanes that pass the whole layer are in each of its rows; operands of boxes that come later pass by as lanes too.
      var lanes = layers[layer].lazy.filter { $0 >= self.boxCount }.count
      var waiting = 0
      for item in layers[layer] where item < boxCount { waiting += arriving[item] }
      var used = 0
      for item in layers[layer] where item < boxCount {
        let rest = 2 * (lanes + waiting - arriving[item])
        if used > 0, used + room[item] + rest > width {
          row += 1
          used = 0
        }
        if room[item] > width { return nil }
        layerOfBox[item] = row
        used += room[item]
        waiting -= arriving[item]
        // In the rows below, what leaves this box passes by.
        lanes += leaving[item]
      }
      row += 1
    }
    return Layering(layerOfBox: layerOfBox, links: links)
  }

  /// One box after the other, in rows of at most `width` (from top to bottom), the leaves of each just before it: so that little passes
  /// by. Nil if a box alone is too wide. O((boxes + links) · rows).
  package func inTurn(sizes: [LayoutSize], links: [LayoutLink], width: Int) -> Layering? {
    var room = sizes.map { $0.width }
    var labels = Array(repeating: 0, count: boxCount)
    var sources = Array(repeating: [Int](), count: boxCount)
    for link in links {
      labels[link.from] += link.label.width + 3
      sources[link.to].append(link.from)
    }
    for box in room.indices { room[box] = max(room[box], labels[box] + 2) + 1 }
    guard room.allSatisfy({ $0 <= width }) else { return nil }
    var rowOf = Array(repeating: -1, count: boxCount)
    var used: [Int] = []
    func place(_ box: Int, from first: Int) {
      var row = first
      while row < used.count, used[row] + room[box] > width { row += 1 }
      while used.count <= row { used.append(0) }
      rowOf[box] = row
      used[row] += room[box]
    }
    var front = 0
    for box in 0..<boxCount where !isLeaf[box] {
      for leaf in sources[box] where isLeaf[leaf] && rowOf[leaf] < 0 { place(leaf, from: front) }
      place(box, from: max(front, (sources[box].map { rowOf[$0] }.max() ?? -1) + 1))
      front = rowOf[box]
      // What comes from further above passes by.
      for source in sources[box] { for row in rowOf[source] + 1..<max(front, rowOf[source] + 1) { used[row] += 2 } }
    }
    for leaf in 0..<boxCount where rowOf[leaf] < 0 { place(leaf, from: 0) }
    return Layering(layerOfBox: rowOf, links: links)
  }
}
