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
    for piece in grid.pieces.indices where isJog(piece) {
      if move(piece, isLeaving: false, isApart: false) || move(piece, isLeaving: true, isApart: false) { continue }
      if shift(piece, atEnd: true) || shift(piece, atEnd: false) { continue }
      if !move(piece, isLeaving: false, isApart: true) { _ = move(piece, isLeaving: true, isApart: true) }
    }
  }

  /// Makes a jog straight by moving its port, which may come a little nearer to others, or a bend by moving it away; whether there is
  /// room.
  private mutating func move(_ piece: Int, isLeaving: Bool, isApart: Bool) -> Bool {
    let box = isLeaving ? grid.pieces[piece].from : grid.pieces[piece].to
    let ports = isLeaving ? grid.leaving : grid.arriving
    let range = ports.range(of: box)
    guard grid.isBox(box), let index = ports.items[range].firstIndex(of: piece) else { return false }
    func port(_ index: Int) -> Int { isLeaving ? outPort[ports.items[index]] : inPort[ports.items[index]] }
    func room(_ index: Int) -> (before: Int, after: Int) { grid.room(of: ports.items[index], isLeaving: isLeaving) }
    let (before, after) = room(index)
    let slack = isApart ? 0 : grid.metrics.portSlack
    let low =
      index == range.lowerBound
      ? max(grid.metrics.firstCorner, before) - slack : port(index - 1) + room(index - 1).after + before - slack
    let high =
      index == range.upperBound - 1
      ? grid.after[box] - max(grid.metrics.lastCorner, after) + slack
      : port(index + 1) - room(index + 1).before - after + slack
    let bend = end(of: piece) - start(of: piece)
    let away = (bend > 0) == isLeaving ? -1 : 1
    let wish = port(index) + away * (isApart ? grid.metrics.leastBend - abs(bend) : -abs(bend))
    guard low <= wish, wish <= high else { return false }
    if isLeaving { outPort[piece] = wish } else { inPort[piece] = wish }
    return true
  }

  /// Makes a jog straight by moving the label or the lane at one of its ends, if the wire bends visibly on the other side of that.
  private mutating func shift(_ piece: Int, atEnd: Bool) -> Bool {
    let item = atEnd ? grid.pieces[piece].to : grid.pieces[piece].from
    guard !grid.isBox(item) else { return false }
    let other = atEnd ? piece + 1 : piece - 1
    let step = (end(of: piece) - start(of: piece)) * (atEnd ? -1 : 1)
    let bend = end(of: other) - start(of: other) + (atEnd ? -step : step)
    guard bend == 0 || abs(bend) >= grid.metrics.leastBend else { return false }
    let layer = grid.layers[grid.layerOf[item]]
    guard let index = layer.firstIndex(of: item) else { return false }
    let goal = place[item] + step
    if index > 0, goal < place[layer[index - 1]] + grid.distance(layer[index - 1], item) { return false }
    if index + 1 < layer.count, goal > place[layer[index + 1]] - grid.distance(item, layer[index + 1]) {
      return false
    }
    place[item] = goal
    return true
  }

  private func isJog(_ piece: Int) -> Bool {
    let bend = abs(end(of: piece) - start(of: piece))
    return 0 < bend && bend < grid.metrics.leastBend
  }
}
