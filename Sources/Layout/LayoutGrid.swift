/// Everything that takes a place: boxes, lanes, and where labels have columns of their own, labels; each in a layer, in order,
/// with its size.
///
/// With label columns, boxes stand on even layers and what leaves them on the odd layers between: `a ──label── b` is a box, a
/// label and a box on layers 0, 1 and 2.
struct LayoutGrid {
  enum Kind: Sendable { case leaf, box, label, lane }

  /// A part of a wire, from one layer to the next.
  struct Piece: Sendable {
    let link: Int
    let from: Int
    let to: Int
  }

  let metrics: LayoutMetrics
  let links: [LayoutLink]
  let boxCount: Int
  /// Of each box those in which it stands and around which a frame is drawn, the outermost first; or none at all.
  private let groups: [[Int]]
  private(set) var kinds: [Kind]
  private(set) var layers: [[Int]] = []
  private(set) var layerOf: [Int]
  /// Of items, along the flow.
  private(set) var along: [Int]
  /// Across the flow, on the two sides of an item's place, which is a box's first side and the middle of anything else.
  private(set) var before: [Int]
  private(set) var after: [Int]
  /// The one box that uses a leaf, and in which term; else -1.
  private var user: [Int]
  private var term: [Int]
  /// Of boxes that are no broader than a wire and have no corners.
  private let isBare: [Bool]
  private(set) var pieces: [Piece] = []
  private(set) var piecesOfLayer: [[Int]] = []
  private(set) var piecesOfLink: [Range<Int>] = []
  /// The pieces of each item in the order in which they arrive and leave.
  private(set) var arriving = Adjacency(count: 0, pairs: [])
  private(set) var leaving = Adjacency(count: 0, pairs: [])

  init(
    _ layering: Layering, sizes: [LayoutSize], links: [LayoutLink], metrics: LayoutMetrics, standIns: Int,
    groups: [[Int]] = []
  ) {
    self.groups = groups
    self.metrics = metrics
    self.links = links
    boxCount = layering.boxCount
    kinds = layering.isLeaf.map { $0 ? .leaf : .box }
    along = sizes.map { metrics.flowsDown ? $0.height : $0.width }
    before = Array(repeating: 0, count: boxCount)
    after = sizes.map { metrics.flowsDown ? $0.width : $0.height }
    isBare = after.map { $0 <= metrics.wire }
    user = Array(repeating: -1, count: boxCount)
    term = user
    for link in links where layering.isOwn[link.from] {
      (user[link.from], term[link.from]) = (link.to, link.term)
    }
    let scale = metrics.hasLabelColumns ? 2 : 1
    layerOf = (0..<boxCount).map { layering.layerOfItem[$0] * scale }
    addPieces(layering, scale: scale)
    orderLayers(layering, scale: scale)
    sortPorts()
    growBoxes()
    stretch(from: standIns)
  }

  func isBox(_ item: Int) -> Bool { item < boxCount }
  func isLane(_ item: Int) -> Bool { kinds[item] == .lane }

  private mutating func addItem(_ kind: Kind, layer: Int, along: Int = 1, before: Int, after: Int) -> Int {
    kinds.append(kind)
    layerOf.append(layer)
    self.along.append(along)
    self.before.append(before)
    self.after.append(after)
    user.append(-1)
    term.append(-1)
    return kinds.count - 1
  }

  private mutating func addPieces(_ layering: Layering, scale: Int) {
    piecesOfLayer = Array(repeating: [], count: max(layering.layerCount * scale - scale + 1, 0))
    for (index, link) in links.enumerated() {
      let start = pieces.count
      var from = link.from
      for layer in layerOf[link.from] + 1..<layerOf[link.to] + 1 {
        var to = link.to
        if layer < layerOf[link.to] {
          let label = link.label
          if scale == 2, layer == layerOf[link.from] + 1, label.width > 0 {
            let (along, across) = metrics.flowsDown ? (label.height, label.width) : (label.width, label.height)
            let middle = link.labelMiddle ?? across / 2
            to = addItem(.label, layer: layer, along: along, before: middle, after: across - middle)
          } else {
            to = addItem(.lane, layer: layer, before: link.entering.before, after: metrics.wire + link.entering.after)
          }
        }
        piecesOfLayer[layer - 1].append(pieces.count)
        pieces.append(Piece(link: index, from: from, to: to))
        from = to
      }
      piecesOfLink.append(start..<pieces.count)
    }
  }

  /// The layering's order; what leaves its boxes stands in the order of where it goes.
  private mutating func orderLayers(_ layering: Layering, scale: Int) {
    var itemOf = Array(0..<boxCount) + Array(repeating: 0, count: layering.laneCount)
    for (link, range) in layering.piecesOfLink.enumerated() {
      for (step, piece) in range.dropLast().enumerated() {
        itemOf[layering.pieces[piece].to] = pieces[piecesOfLink[link].lowerBound + (step + 1) * scale - 1].to
      }
    }
    layers = Array(repeating: [], count: piecesOfLayer.count)
    for layer in layering.layers.indices { layers[layer * scale] = layering.layers[layer].map { itemOf[$0] } }
    guard scale == 2 else { return }
    var position = Array(repeating: 0, count: kinds.count)
    for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }
    for layer in stride(from: 1, to: layers.count, by: 2) {
      // Sources, then where they go on to: both are in the order of their layers.
      layers[layer] = piecesOfLayer[layer - 1].map { piece in
        let item = pieces[piece].to
        return (position[pieces[piece].from], position[pieces[piece + 1].to], piece, item)
      }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map { $0.3 }
    }
  }

  private mutating func sortPorts() {
    var position = Array(repeating: 0, count: kinds.count)
    for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }
    let byFrom = pieces.indices.sorted { (position[pieces[$0].from], $0) < (position[pieces[$1].from], $1) }
    let byTo = pieces.indices.sorted { (position[pieces[$0].to], $0) < (position[pieces[$1].to], $1) }
    arriving = Adjacency(count: kinds.count, pairs: byFrom.map { (pieces[$0].to, $0) })
    leaving = Adjacency(count: kinds.count, pairs: byTo.map { (pieces[$0].from, $0) })
  }

  // MARK: Room at ports

  /// Free across the flow before and after the place where a piece leaves its box, or enters it.
  func room(of piece: Int, isLeaving: Bool) -> (before: Int, after: Int) {
    let link = links[pieces[piece].link]
    var after = metrics.portPitch
    if isLeaving {
      if !metrics.hasLabelColumns, link.label.width > 0 {
        after += metrics.flowsDown ? link.label.width + 1 : link.label.height - 1
      }
      return (link.leaving.before, after + link.leaving.after)
    }
    return (link.entering.before, after + link.entering.after)
  }

  /// A box is at least so large that all its wires have ports.
  private mutating func growBoxes() {
    for box in 0..<boxCount {
      for (ports, isLeaving) in [(arriving, false), (leaving, true)] {
        let range = ports.range(of: box)
        guard let (first, end) = extent(of: ports.items[range], isLeaving: isLeaving) else { continue }
        after[box] = max(after[box], end)
        let areParallel = areParallel(ports.items[range])
        guard isLeaving || areParallel, metrics.hasLabelColumns else { continue }
        // A little more, if all its wires are straight then; much more, if they go side by side from one box to one other.
        var straight = first + metrics.lastCorner
        if areParallel, let last = ports.items[range].last {
          straight = first + max(metrics.lastCorner, room(of: last, isLeaving: isLeaving).after)
        }
        for (a, b) in zip(ports.items[range], ports.items[range].dropFirst()) {
          straight += parallelPitch(a, b, isLeaving: isLeaving)
        }
        let most = after[box] + metrics.leastBend * (areParallel ? 5 : 1)
        if straight > after[box], straight < most { after[box] = straight }
      }
    }
  }

  /// From one wire to the next where both have both ends in common: as far as their labels are apart.
  func parallelPitch(_ a: Int, _ b: Int, isLeaving: Bool) -> Int {
    isLeaving ? distance(pieces[a].to, pieces[b].to) : distance(pieces[a].from, pieces[b].from)
  }

  /// Whether two or three wires have both ends in common.
  func areParallel(_ ports: ArraySlice<Int>) -> Bool {
    guard 2...3 ~= ports.count, let first = ports.first.map({ links[pieces[$0].link] }) else { return false }
    return ports.allSatisfy { links[pieces[$0].link].from == first.from && links[pieces[$0].link].to == first.to }
  }

  /// The first place that a box's first port can have, and how large a box must be for all of them.
  func extent(of ports: ArraySlice<Int>, isLeaving: Bool) -> (first: Int, size: Int)? {
    guard let first = ports.first else { return nil }
    let isBare = isBare[isLeaving ? pieces[first].from : pieces[first].to]
    let start = max(isBare ? 0 : metrics.firstCorner, room(of: first, isLeaving: isLeaving).before)
    var place = start
    var rest = 0
    for (index, piece) in ports.enumerated() {
      let room = room(of: piece, isLeaving: isLeaving)
      if index > 0 { place += rest + room.before }
      rest = room.after
    }
    return (start, place + max(isBare ? metrics.wire : metrics.lastCorner, rest))
  }

  /// Boxes of nearly the same length in a layer get the same, leaves in any case: columns look like columns.
  private mutating func stretch(from first: Int) {
    for layer in layers {
      var (longest, longestLeaf) = (0, 0)
      for item in layer where isBox(item) && item >= first {
        longest = max(longest, along[item])
        if kinds[item] == .leaf { longestLeaf = max(longestLeaf, along[item]) }
      }
      for item in layer where isBox(item) && item >= first {
        // What is a line has no side to stretch.
        guard along[item] > metrics.wire else { continue }
        if kinds[item] == .leaf { along[item] = longestLeaf }
        if longest - along[item] <= metrics.tolerance { along[item] = longest }
      }
    }
  }

  // MARK: Distances

  /// From the place of an item to that of the next in its layer, at least.
  func distance(_ a: Int, _ b: Int) -> Int { after[a] + max(gap(a, b), frameGap(a, b)) + before[b] }

  /// Room for the frames that end and begin between two items.
  private func frameGap(_ a: Int, _ b: Int) -> Int {
    guard !groups.isEmpty else { return 0 }
    let (left, right) = (isBox(a) ? groups[a] : [], isBox(b) ? groups[b] : [])
    let shared = zip(left, right).prefix { $0 == $1 }.count
    let (ends, begins) = (left.count - shared, right.count - shared)
    guard ends + begins > 0 else { return 0 }
    // What runs beside a wire has a part of its room in the distance to the next port.
    let aside = isBox(a) ? metrics.frameGap / 2 : metrics.portPitch
    return ends * metrics.frameGap + begins * (metrics.frameGap + metrics.frameHead) + aside
  }

  private func gap(_ a: Int, _ b: Int) -> Int {
    switch (kinds[a], kinds[b]) {
    case (.label, _), (_, .label): metrics.labelGap
    case (.lane, .lane): metrics.lanePitch - metrics.wire
    case (.lane, _), (_, .lane): metrics.laneGap
    case (.leaf, .leaf):
      user[a] >= 0 && user[a] == user[b] && term[a] == term[b] ? metrics.siblingGap : metrics.leafGap
    default: metrics.boxGap
    }
  }

  /// How much a bend in a piece is to be avoided: most within a lane, then on the way from one computed box to the next.
  func weight(of piece: Int) -> Int {
    let (from, to) = (pieces[piece].from, pieces[piece].to)
    let atSource = isBox(from) ? leaving.range(of: from).count == 1 ? 8 : 4 : 16
    guard isBox(to) else { return atSource }
    let isLeaf = kinds[links[pieces[piece].link].from] == .leaf
    return min(atSource, arriving.range(of: to).count == 1 ? 8 : isLeaf ? 1 : 6)
  }
}
