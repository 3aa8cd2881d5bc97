/// All layers at once.
extension LayoutRows {
  /// More items and pieces are only placed layer by layer.
  static let mostOptimised = 4_000
  /// How many times a node may be moved in all.
  static let effort = 15_000

  /// The least weighted sum of bends.
  /// - Parameter home: where everything shall stay as well as it can.
  mutating func optimise(_ effort: inout Int, around home: [Int]? = nil) {
    let count = place.count
    var places = place
    var edges: [NetworkSimplex.Edge] = []
    for layer in grid.layers {
      for (a, b) in zip(layer, layer.dropFirst()) {
        edges.append(.init(tail: a, head: b, length: grid.distance(a, b), weight: 0))
      }
    }
    // |a − b| is how far both are behind a place that neither is before.
    func draw(_ a: Int, _ aOffset: Int, to b: Int, _ bOffset: Int, weight: Int) {
      edges.append(.init(tail: places.count, head: a, length: -aOffset, weight: weight))
      edges.append(.init(tail: places.count, head: b, length: -bOffset, weight: weight))
      places.append(min(places[a] + aOffset, places[b] + bOffset))
    }
    for (index, piece) in grid.pieces.enumerated() {
      draw(piece.from, outPort[index], to: piece.to, inPort[index], weight: weights[index])
    }
    for knot in apart {
      let distance = max(grid.metrics.turnPitch, grid.metrics.leastBend)
      var ends = [
        (item: grid.pieces[knot.leaving].from, offset: outPort[knot.leaving]),
        (item: grid.pieces[knot.arriving].to, offset: inPort[knot.arriving]),
      ]
      if !knot.isBelow { ends.reverse() }
      // What is missing is how far a third place, which neither is behind, is behind the second.
      let (least, second) = (ends[0].offset + distance, ends[1].offset)
      edges.append(.init(tail: ends[0].item, head: places.count, length: least, weight: 0))
      edges.append(.init(tail: ends[1].item, head: places.count, length: second, weight: 2_000))
      places.append(max(places[ends[0].item] + least, places[ends[1].item] + second))
    }
    let origin = places.count
    places.append(0)
    if let home {
      for item in home.indices { draw(item, 0, to: origin, home[item], weight: 40) }
    }
    // What fits the breadth stays within it.
    if breadth < .max, place.indices.allSatisfy({ place[$0] >= 0 && place[$0] + grid.after[$0] <= breadth }) {
      for item in place.indices {
        edges.append(.init(tail: origin, head: item, length: 0, weight: 0))
        edges.append(.init(tail: item, head: origin, length: grid.after[item] - breadth, weight: 0))
      }
    }
    var simplex = NetworkSimplex(places: places, edges: edges)
    simplex.solve(effort: &effort)
    if home == nil { simplex.balance(step: 2 * grid.metrics.leastBend) }
    place = Array(simplex.places.prefix(count))
  }

  /// Ports go where wires are straight, and bends that look like mistakes go away, where anything else may bend instead.
  mutating func straighten(_ effort: inout Int, around home: [Int]? = nil) {
    movePorts()
    for _ in 0..<12 where effort > 0 {
      let jogs = grid.pieces.indices.filter { isJog($0) }
      if jogs.isEmpty { return }
      for piece in jogs { weights[piece] = 1_000 }
      optimise(&effort, around: home)
      movePorts()
    }
    // Neighbours make way only for what is left.
    for makesWay in [false, true] {
      for piece in grid.pieces.indices where isJog(piece) {
        if move(piece, isLeaving: false, isApart: false, makesWay) { continue }
        if move(piece, isLeaving: true, isApart: false, makesWay) { continue }
        if shift(piece, atEnd: true, isApart: false) || shift(piece, atEnd: false, isApart: false) { continue }
        if move(piece, isLeaving: false, isApart: true, makesWay) { continue }
        if move(piece, isLeaving: true, isApart: true, makesWay) { continue }
        _ = shift(piece, atEnd: true, isApart: true) || shift(piece, atEnd: false, isApart: true)
      }
    }
  }

  /// Makes a jog straight by moving its port, which may come a little nearer to others, or a bend by moving it away; whether there is
  /// room.
  /// - Parameter makesWay: whether its neighbours do, where that bends none of their wires by as little.
  private mutating func move(_ piece: Int, isLeaving: Bool, isApart: Bool, _ makesWay: Bool) -> Bool {
    let box = isLeaving ? grid.pieces[piece].from : grid.pieces[piece].to
    let ports = isLeaving ? grid.leaving : grid.arriving
    let pieces = Array(ports.items[ports.range(of: box)])
    guard grid.isBox(box), let index = pieces.firstIndex(of: piece) else { return false }
    let rooms = pieces.map { grid.room(of: $0, isLeaving: isLeaving) }
    let old = pieces.map { isLeaving ? outPort[$0] : inPort[$0] }
    let slack = isApart ? 0 : grid.metrics.portSlack
    let bend = end(of: piece) - start(of: piece)
    let away = (bend > 0) == isLeaving ? -1 : 1
    var new = old
    new[index] += away * (isApart ? grid.metrics.leastBend - abs(bend) : -abs(bend))
    let last = pieces.count - 1
    if new[index] < old[index] {
      for place in (0..<index).reversed() {
        let most = new[place + 1] - rooms[place].after - rooms[place + 1].before + slack
        if old[place] <= most { break }
        new[place] = most
      }
      let least = max(grid.metrics.firstCorner, rooms[0].before) - slack
      guard new[0] == old[0] || new[0] >= least else { return false }
    } else {
      for place in index + 1..<max(pieces.count, index + 1) {
        let least = new[place - 1] + rooms[place - 1].after + rooms[place].before - slack
        if old[place] >= least { break }
        new[place] = least
      }
      let most = grid.after[box] - max(grid.metrics.lastCorner, rooms[last].after) + slack
      guard new[last] == old[last] || new[last] <= most else { return false }
    }
    for place in pieces.indices where place != index && new[place] != old[place] {
      let shift = isLeaving ? old[place] - new[place] : new[place] - old[place]
      let bend = abs(end(of: pieces[place]) - start(of: pieces[place]) + shift)
      guard makesWay, bend == 0 || bend >= grid.metrics.leastBend else { return false }
    }
    for (piece, port) in zip(pieces, new) {
      if isLeaving { outPort[piece] = port } else { inPort[piece] = port }
    }
    return true
  }

  /// Makes a jog straight, or a bend, by moving what stands at one of its ends, if every other wire there is straight or bends visibly
  /// then.
  private mutating func shift(_ piece: Int, atEnd: Bool, isApart: Bool) -> Bool {
    let item = atEnd ? grid.pieces[piece].to : grid.pieces[piece].from
    func bend(_ piece: Int) -> Int { end(of: piece) - start(of: piece) }
    let goal = isApart ? grid.metrics.leastBend * bend(piece).signum() : 0
    let step = (goal - bend(piece)) * (atEnd ? 1 : -1)
    for (ports, sign) in [(grid.arriving, 1), (grid.leaving, -1)] {
      for other in ports.items[ports.range(of: item)] where other != piece {
        let new = abs(bend(other) + sign * step)
        guard new == 0 || new >= grid.metrics.leastBend else { return false }
      }
    }
    let layer = grid.layers[grid.layerOf[item]]
    guard let index = layer.firstIndex(of: item) else { return false }
    let place = place[item] + step
    if index > 0, place < self.place[layer[index - 1]] + grid.distance(layer[index - 1], item) { return false }
    if index + 1 < layer.count, place > self.place[layer[index + 1]] - grid.distance(item, layer[index + 1]) {
      return false
    }
    self.place[item] = place
    return true
  }

  func isJog(_ piece: Int) -> Bool {
    let bend = abs(end(of: piece) - start(of: piece))
    return 0 < bend && bend < grid.metrics.leastBend
  }
}
