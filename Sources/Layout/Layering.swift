/// Which layer everything of a diagram stands in, and in which order: the part of a layered layout that sizes have no say in.
///
/// After Sugiyama, Tagawa and Toda (1981): an edge that skips layers passes each of them in a lane of its own. Leaves that one
/// box alone uses are put beside its other operands when all else has its order, so that one more of them moves nothing.
package struct Layering: Sendable, Equatable {
  /// A part of an edge, from one layer to the next. Both ends are items.
  struct Piece: Sendable, Equatable {
    var link: Int
    var from: Int
    var to: Int
  }

  /// Pairs of wires between the same layers.
  private static let mostPairs: Int64 = 60_000_000

  let boxCount: Int
  /// Items from `boxCount` on are lanes.
  private(set) var layerOfItem: [Int] = []
  /// The items of each layer, in order.
  var layers: [[Int]] = []
  /// Along one edge in order.
  private(set) var pieces: [Piece] = []
  /// Of every link, its pieces from source to target.
  private(set) var piecesOfLink: [Range<Int>] = []
  /// Boxes without operands.
  package private(set) var isLeaf: [Bool]
  /// Leaves that one box alone uses, in the layer just before it.
  private(set) var isOwn: [Bool] = []

  package var layerCount: Int { layers.count }
  package func layer(of box: Int) -> Int { layerOfItem[box] }
  package var crossings: Int {
    let pairs = pieces.map { (from: $0.from, to: $0.to) }
    return CrossingReduction(
      layers: layers, pieces: pairs, keys: Array(repeating: 0, count: layerOfItem.count), boxCount: boxCount
    ).cost.crossings
  }
  /// How many lanes edges needed that skip layers.
  package var laneCount: Int { layerOfItem.count - boxCount }

  /// How many of them are of one link.
  package func laneCount(of link: Int) -> Int { piecesOfLink[link].count - 1 }

  /// Nil if a link does not lead from a box to a later one, if more than `laneLimit` lanes were needed, or if so many wires
  /// run side by side that nobody would wait for their tracks.
  package init?(boxCount: Int, links: [LayoutLink], laneLimit: Int = 4_000) {
    guard links.allSatisfy({ $0.from >= 0 && $0.from < $0.to && $0.to < boxCount }) else { return nil }
    self.init(layerOfBox: LayerRanks(boxCount: boxCount, links: links).of, links: links, laneLimit: laneLimit)
  }

  /// With the layers given; each link must lead to a later one.
  init?(layerOfBox: [Int], links: [LayoutLink], laneLimit: Int = 4_000) {
    boxCount = layerOfBox.count
    layerOfItem = layerOfBox
    isLeaf = Array(repeating: true, count: boxCount)
    for link in links { isLeaf[link.to] = false }
    isOwn = isLeaf
    var user = Array(repeating: -1, count: boxCount)
    for link in links {
      let isAlone = user[link.from] == -1 || user[link.from] == link.to
      if !isAlone || layerOfBox[link.to] != layerOfBox[link.from] + 1 { isOwn[link.from] = false }
      user[link.from] = link.to
    }
    for box in 0..<boxCount where user[box] == -1 { isOwn[box] = false }
    guard addLanes(links, limit: laneLimit) else { return nil }
    order(links)
    placeOwnLeaves(users: user, links)
    unravel(links)
  }

  private mutating func addLanes(_ links: [LayoutLink], limit: Int) -> Bool {
    var count = 0
    for link in links {
      count += layerOfItem[link.to] - layerOfItem[link.from] - 1
      guard count <= limit else { return false }
    }
    for (index, link) in links.enumerated() {
      let start = pieces.count
      var from = link.from
      for layer in layerOfItem[link.from] + 1..<layerOfItem[link.to] + 1 {
        var to = link.to
        if layer < layerOfItem[link.to] {
          to = layerOfItem.count
          layerOfItem.append(layer)
        }
        pieces.append(Piece(link: index, from: from, to: to))
        from = to
      }
      piecesOfLink.append(start..<pieces.count)
    }
    layers = Array(repeating: [], count: (layerOfItem.max() ?? -1) + 1)
    var wires = Array(repeating: 0, count: layers.count)
    for piece in pieces { wires[layerOfItem[piece.from]] += 1 }
    return wires.reduce(0) { $0 + Int64($1) * Int64($1) } <= Self.mostPairs
  }

  // MARK: Order

  /// All but own leaves.
  private mutating func order(_ links: [LayoutLink]) {
    var keys = Array(0..<layerOfItem.count)
    for piece in pieces where piece.from >= boxCount || piece.to >= boxCount {
      // A lane belongs where its source does.
      for item in [piece.from, piece.to] where item >= boxCount { keys[item] = links[piece.link].from }
    }
    let core = pieces.filter { $0.from >= boxCount || !isOwn[$0.from] }.map { (from: $0.from, to: $0.to) }
    let arriving = Adjacency(
      count: boxCount, pairs: links.indices.filter { !isOwn[links[$0].from] }.map { (links[$0].to, $0) })
    var isSink = Array(repeating: true, count: boxCount)
    for link in links { isSink[link.from] = false }
    // As one reads a formula: from each end back to its operands, in the order of their slots.
    var isVisited = isOwn
    var asRead = layers
    for sink in 0..<boxCount where isSink[sink] && !isVisited[sink] {
      var stack = [(box: sink, next: arriving.range(of: sink).lowerBound)]
      isVisited[sink] = true
      while let (box, next) = stack.last {
        guard next < arriving.range(of: box).upperBound else {
          asRead[layerOfItem[box]].append(box)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let link = arriving.items[next]
        for piece in piecesOfLink[link].dropLast() {
          let lane = pieces[piece].to
          asRead[layerOfItem[lane]].append(lane)
        }
        let source = links[link].from
        if !isVisited[source] {
          isVisited[source] = true
          stack.append((source, arriving.range(of: source).lowerBound))
        }
      }
    }
    var asWritten = layers
    for item in keys.indices where item >= boxCount || !isOwn[item] { asWritten[layerOfItem[item]].append(item) }
    for layer in layers.indices { asWritten[layer].sort { (keys[$0], $0) < (keys[$1], $1) } }

    var reduction = CrossingReduction(layers: asRead, pieces: core, keys: keys, boxCount: boxCount)
    reduction.reduce(from: core.count <= 1_000 ? [asWritten] : [])
    layers = reduction.layers
    mirrorIfInverted()
  }

  /// Upside down if more than half of the pairs of boxes stand against the order in the file.
  private mutating func mirrorIfInverted() {
    var balance = 0
    for layer in layers {
      for (place, item) in layer.enumerated() where item < boxCount {
        for other in layer[(place + 1)...].prefix(64) where other < boxCount { balance += other < item ? 1 : -1 }
      }
    }
    guard balance > 0 else { return }
    for layer in layers.indices { layers[layer].reverse() }
  }
}
