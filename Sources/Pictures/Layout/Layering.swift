/// Which layer everything of a diagram stands in, and in which order: the part of a layered layout that sizes have no say in.
///
/// After Sugiyama, Tagawa and Toda (1981): layers by longest path, an edge that skips layers passes each of them in a lane of
/// its own, and sweeps over the layers order them by barycentres so that few edges cross. O(sweeps · pieces · log pieces).
package struct Layering: Sendable, Equatable {
  /// Where leaves stand: all in the first layer, or each just before its first user.
  package enum Leaves: Sendable, CaseIterable { case first, late }

  /// A part of an edge, from one layer to the next. Both ends are items.
  struct Piece: Sendable, Equatable {
    var link: Int
    var from: Int
    var to: Int
  }

  let boxCount: Int
  /// Items from `boxCount` on are lanes.
  private(set) var layerOfItem: [Int] = []
  /// The items of each layer, in order.
  private(set) var layers: [[Int]] = []
  /// Grouped by the layer that they leave, see `piecesOfLayer`; along one edge in order.
  private(set) var pieces: [Piece] = []
  private(set) var piecesOfLayer: [[Int]] = []
  /// Of every link, its pieces from source to target.
  private(set) var piecesOfLink: [Range<Int>] = []
  /// Pieces that arrive at and leave an item.
  private(set) var arriving: [[Int]] = []
  private(set) var leaving: [[Int]] = []
  package private(set) var crossings = 0
  private var position: [Int] = []

  package var layerCount: Int { layers.count }
  /// How many lanes edges needed that skip layers.
  package var laneCount: Int { layerOfItem.count - boxCount }

  /// Nil if a link does not lead from a box to a later one, or if more than `laneLimit` lanes were needed.
  package init?(boxCount: Int, links: [LayoutLink], leaves: Leaves, laneLimit: Int = 4_000) {
    self.boxCount = boxCount
    guard links.allSatisfy({ $0.from >= 0 && $0.from < $0.to && $0.to < boxCount }) else { return nil }
    assignLayers(links, leaves: leaves)
    guard order(links, laneLimit: laneLimit) else { return nil }
  }

  /// With the layers given; each link must lead to a later one.
  init?(layerOfBox: [Int], links: [LayoutLink], laneLimit: Int = 4_000) {
    boxCount = layerOfBox.count
    layerOfItem = layerOfBox
    guard order(links, laneLimit: laneLimit) else { return nil }
  }

  private mutating func order(_ links: [LayoutLink], laneLimit: Int) -> Bool {
    guard addLanes(links, limit: laneLimit) else { return false }
    orderByVisit(links)
    reduceCrossings()
    return true
  }

  // MARK: Layers

  private mutating func assignLayers(_ links: [LayoutLink], leaves: Leaves) {
    layerOfItem = Array(repeating: 0, count: boxCount)
    var isLeaf = Array(repeating: true, count: boxCount)
    for link in links { isLeaf[link.to] = false }
    // Boxes are in topological order, so one pass over the links by target is enough.
    for link in links.sorted(by: { ($0.to, $0.from) < ($1.to, $1.from) }) {
      layerOfItem[link.to] = max(layerOfItem[link.to], layerOfItem[link.from] + 1)
    }
    if leaves == .late {
      var first = Array(repeating: Int.max, count: boxCount)
      for link in links { first[link.from] = min(first[link.from], layerOfItem[link.to]) }
      for box in 0..<boxCount where isLeaf[box] && first[box] != .max { layerOfItem[box] = first[box] - 1 }
    }
  }

  private mutating func addLanes(_ links: [LayoutLink], limit: Int) -> Bool {
    let layerCount = (layerOfItem.max() ?? -1) + 1
    piecesOfLayer = Array(repeating: [], count: layerCount)
    arriving = Array(repeating: [], count: boxCount)
    leaving = Array(repeating: [], count: boxCount)
    for (index, link) in links.enumerated() {
      let start = pieces.count
      var from = link.from
      for layer in layerOfItem[link.from] + 1..<layerOfItem[link.to] + 1 {
        var to = link.to
        if layer < layerOfItem[link.to] {
          to = layerOfItem.count
          guard to - boxCount < limit else { return false }
          layerOfItem.append(layer)
          arriving.append([])
          leaving.append([])
        }
        leaving[from].append(pieces.count)
        arriving[to].append(pieces.count)
        piecesOfLayer[layer - 1].append(pieces.count)
        pieces.append(Piece(link: index, from: from, to: to))
        from = to
      }
      piecesOfLink.append(start..<pieces.count)
    }
    layers = Array(repeating: [], count: layerCount)
    position = Array(repeating: 0, count: layerOfItem.count)
    return true
  }

  // MARK: Order

  /// A first order, as one reads a formula: from each end back to its operands, in the order of their slots.
  private mutating func orderByVisit(_ links: [LayoutLink]) {
    var isVisited = Array(repeating: false, count: boxCount)
    for sink in 0..<boxCount where leaving[sink].isEmpty {
      var stack: [(box: Int, next: Int)] = [(sink, 0)]
      isVisited[sink] = true
      while let (box, next) = stack.last {
        guard next < arriving[box].count else {
          layers[layerOfItem[box]].append(box)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let link = pieces[arriving[box][next]].link
        for piece in piecesOfLink[link].dropLast() {
          let lane = pieces[piece].to
          layers[layerOfItem[lane]].append(lane)
        }
        let source = links[link].from
        if !isVisited[source] {
          isVisited[source] = true
          stack.append((source, 0))
        }
      }
    }
    for layer in layers.indices { number(layer) }
  }

  private mutating func number(_ layer: Int) {
    for (index, item) in layers[layer].enumerated() { position[item] = index }
  }

  private mutating func reduceCrossings() {
    crossings = countCrossings()
    var best = layers
    var fruitless = 0
    for round in 0..<12 where crossings > 0 && fruitless < 3 {
      let isForward = round % 2 == 0
      for layer in isForward ? Array(layers.indices) : layers.indices.reversed() {
        sort(layer, byArriving: isForward)
      }
      if pieces.count <= 400 { transpose() }
      let now = countCrossings()
      if now < crossings {
        crossings = now
        best = layers
        fruitless = 0
      } else {
        fruitless += 1
      }
    }
    layers = best
    for layer in layers.indices { number(layer) }
    sortPorts()
  }

  /// Where an item's neighbours in the layer before (or after) stand on average; its own place if it has none.
  private func barycentre(of item: Int, byArriving: Bool) -> Double {
    let neighbours = byArriving ? arriving[item] : leaving[item]
    guard !neighbours.isEmpty else { return Double(position[item]) }
    var sum = 0
    for piece in neighbours { sum += position[byArriving ? pieces[piece].from : pieces[piece].to] }
    return Double(sum) / Double(neighbours.count)
  }

  private mutating func sort(_ layer: Int, byArriving: Bool) {
    let keyed = layers[layer].map { (item: $0, key: barycentre(of: $0, byArriving: byArriving)) }
    layers[layer] = keyed.enumerated()
      .sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map { $0.element.item }
    number(layer)
  }

  /// Swaps neighbours while that takes crossings away.
  private mutating func transpose() {
    for _ in 0..<4 {
      var isBetter = false
      for layer in layers.indices {
        for index in layers[layer].indices.dropLast() {
          let (a, b) = (layers[layer][index], layers[layer][index + 1])
          if crossings(of: b, before: a) < crossings(of: a, before: b) {
            layers[layer].swapAt(index, index + 1)
            (position[a], position[b]) = (index + 1, index)
            isBetter = true
          }
        }
      }
      if !isBetter { return }
    }
  }

  private func crossings(of a: Int, before b: Int) -> Int {
    var count = 0
    for one in arriving[a] {
      for other in arriving[b] where position[pieces[other].from] < position[pieces[one].from] { count += 1 }
    }
    for one in leaving[a] {
      for other in leaving[b] where position[pieces[other].to] < position[pieces[one].to] { count += 1 }
    }
    return count
  }

  private func countCrossings() -> Int {
    var total = 0
    for layer in piecesOfLayer.indices where !piecesOfLayer[layer].isEmpty {
      let ends = piecesOfLayer[layer].map { (position[pieces[$0].from], position[pieces[$0].to]) }.sorted(by: <)
      // Inversions, by a tree of counts.
      var tree = Array(repeating: 0, count: layers[layer + 1].count + 1)
      for (seen, end) in ends.enumerated() {
        var notAbove = 0
        var index = end.1 + 1
        while index > 0 {
          notAbove += tree[index]
          index -= index & -index
        }
        total += seen - notAbove
        index = end.1 + 1
        while index < tree.count {
          tree[index] += 1
          index += index & -index
        }
      }
    }
    return total
  }

  /// The ports of an item follow what they are joined to, so that its own edges never cross each other.
  private mutating func sortPorts() {
    for item in layerOfItem.indices {
      arriving[item].sort { (position[pieces[$0].from], $0) < (position[pieces[$1].from], $1) }
      leaving[item].sort { (position[pieces[$0].to], $0) < (position[pieces[$1].to], $1) }
    }
  }
}
