/// The coordinates across the direction of flow (rows, when it goes from left to right): of boxes, of labels and lanes, and of
/// the ports where wires leave and enter.
///
/// The order within a layer is given, so the best places for one layer are an isotonic regression: minimise the sum of
/// |end − end| over the pieces, subject to the distances between neighbours. That is solved exactly, layer by layer; or
/// somebody else places all of them.
struct LayoutRows {
  let grid: LayoutGrid
  /// How much there is across; layers that need less stay within it.
  let breadth: Int
  /// Of each item.
  var place: [Int]
  /// Of each piece, how far behind its box's first side it leaves and enters; 0 in anything else.
  var outPort: [Int]
  var inPort: [Int]
  /// Of each piece, how much a bend in it is to be avoided.
  var weights: [Int]
  /// What shall come in on a row apart from the one that another leaves.
  var apart: [LayoutKnot] = []

  init(_ grid: LayoutGrid, breadth: Int) {
    self.grid = grid
    self.breadth = breadth
    place = Array(repeating: 0, count: grid.kinds.count)
    outPort = Array(repeating: 0, count: grid.pieces.count)
    inPort = outPort
    weights = grid.pieces.indices.map { grid.weight(of: $0) }
    spreadPorts()
    for layer in grid.layers {
      for (index, item) in layer.enumerated() {
        place[item] = index > 0 ? place[layer[index - 1]] + grid.distance(layer[index - 1], item) : 0
      }
    }
  }

  /// Where a piece begins and ends.
  func start(of piece: Int) -> Int { place[grid.pieces[piece].from] + outPort[piece] }
  func end(of piece: Int) -> Int { place[grid.pieces[piece].to] + inPort[piece] }

  // MARK: Placing

  /// O(pieces · log pieces).
  mutating func arrange() {
    let last = grid.layers.count - 1
    guard last > 0 else { return }
    let isSmall = place.count + grid.pieces.count <= Self.mostOptimised
    for round in 0..<(isSmall ? 1 : 3) {
      for layer in 1...last { align(layer, arriving: true, leaving: false) }
      for layer in (0..<last).reversed() { align(layer, arriving: false, leaving: true) }
      for layer in 0...last { align(layer, arriving: true, leaving: true) }
      if round > 0 { movePorts() }
    }
    if isSmall {
      var effort = Self.effort
      optimise(&effort)
      straighten(&effort)
    }
    settle()
  }

  /// With the middles of all items given, which need not keep the distances quite.
  mutating func arrange(middles: [Int]) {
    for layer in grid.layers {
      var fit = IsotonicFit()
      var offset = 0
      for (index, item) in layer.enumerated() {
        if index > 0 { offset += grid.distance(layer[index - 1], item) }
        fit.append([(middles[item] - (grid.after[item] - grid.before[item]) / 2 - offset, 1)])
      }
      put(layer, fit)
    }
    // Who placed them knows of no ports: a box with wires side by side to one other stands where they are straight.
    for (layer, items) in grid.layers.enumerated() {
      let areParallel = items.contains { box in
        [grid.arriving, grid.leaving].contains { grid.isBox(box) && grid.areParallel($0.items[$0.range(of: box)]) }
      }
      if areParallel { align(layer, arriving: true, leaving: true) }
    }
    var effort = Self.effort
    straighten(&effort, around: place)
    settle()
  }

  /// What another engine says, asked once for everything.
  func middles(by engine: LayoutEngine) -> [Int]? {
    let metrics = grid.metrics
    let sizes = grid.kinds.indices.map { item in
      let gap = grid.isBox(item) ? metrics.boxGap : grid.isLane(item) ? metrics.lanePitch : metrics.labelGap
      return grid.before[item] + grid.after[item] + gap
    }
    return engine.middles?(
      grid.layers, sizes, grid.pieces.indices.map { (grid.pieces[$0].from, grid.pieces[$0].to, weights[$0]) })
  }

  mutating func settle() {
    var least = Int.max
    for item in place.indices { least = min(least, place[item] - grid.before[item]) }
    for item in place.indices { place[item] -= least }
  }

  private mutating func align(_ layer: Int, arriving: Bool, leaving: Bool) {
    let items = grid.layers[layer]
    var fit = IsotonicFit()
    var offset = 0
    var wishes: [IsotonicFit.Wish] = []
    for (index, item) in items.enumerated() {
      if index > 0 { offset += grid.distance(items[index - 1], item) }
      wishes.removeAll(keepingCapacity: true)
      if arriving {
        for index in grid.arriving.range(of: item) {
          let piece = grid.arriving.items[index]
          wishes.append((start(of: piece) - inPort[piece] - offset, weights[piece]))
        }
      }
      if leaving {
        for index in grid.leaving.range(of: item) {
          let piece = grid.leaving.items[index]
          wishes.append((end(of: piece) - outPort[piece] - offset, weights[piece]))
        }
      }
      if wishes.isEmpty { wishes.append((place[item] - offset, 1)) }
      fit.append(wishes)
    }
    put(items, fit)
  }

  private mutating func put(_ items: [Int], _ fit: IsotonicFit) {
    var total = 0
    for (index, item) in items.enumerated() where index > 0 { total += grid.distance(items[index - 1], item) }
    if let last = items.last { total += grid.after[last] }
    // Bounds on all of them leave the optimum what it is, but for those that they stop.
    let slack = breadth == .max ? .max : breadth - total
    var offset = 0
    for (index, wish) in fit.places.enumerated() {
      if index > 0 { offset += grid.distance(items[index - 1], items[index]) }
      place[items[index]] = (slack < .max ? max(min(wish, slack), 0) : wish) + offset
    }
  }

  // MARK: Ports

  /// In the middle of their side: all of them, or the one whose wire should rather be straight than any other.
  private mutating func spreadPorts() {
    for box in 0..<grid.boxCount {
      for isLeaving in [false, true] {
        let ports = isLeaving ? grid.leaving : grid.arriving
        let pieces = ports.items[ports.range(of: box)]
        guard let extent = grid.extent(of: pieces, isLeaving: isLeaving) else { continue }
        var size = extent.size
        var offsets: [Int] = []
        var at = extent.first
        // Side by side to one box, all straight, if the box is large enough.
        var more = 0
        if grid.metrics.hasLabelColumns, grid.areParallel(pieces) {
          for (a, b) in zip(pieces, pieces.dropFirst()) {
            let rooms = (grid.room(of: a, isLeaving: isLeaving), grid.room(of: b, isLeaving: isLeaving))
            more = max(more, grid.parallelPitch(a, b, isLeaving: isLeaving) - rooms.0.after - rooms.1.before)
          }
          more = max(0, min(more, (grid.after[box] - size) / (pieces.count - 1)))
          size += more * (pieces.count - 1)
        }
        var main = (weight: 0, offset: -1)
        for (index, piece) in pieces.enumerated() {
          let room = grid.room(of: piece, isLeaving: isLeaving)
          if index > 0 { at += room.before + more }
          offsets.append(at)
          if weights[piece] >= main.weight { main = (weights[piece], weights[piece] > main.weight ? at : -1) }
          at += room.after
        }
        let slack = grid.after[box] - size
        let shift =
          main.offset < 0 ? slack / 2 : max(0, min(slack, (grid.after[box] - grid.metrics.wire) / 2 - main.offset))
        for (piece, offset) in zip(pieces, offsets) {
          if isLeaving { outPort[piece] = offset + shift } else { inPort[piece] = offset + shift }
        }
      }
    }
  }

  /// Ports slide along their side towards what they are joined to, so that wires become straight.
  mutating func movePorts() {
    for layer in grid.layers {
      for box in layer where grid.isBox(box) {
        slide(box, isLeaving: false)
        slide(box, isLeaving: true)
      }
    }
    for layer in grid.layers.reversed() {
      for box in layer where grid.isBox(box) { slide(box, isLeaving: true) }
    }
  }

  private mutating func slide(_ box: Int, isLeaving: Bool) {
    let ports = isLeaving ? grid.leaving : grid.arriving
    let pieces = ports.items[ports.range(of: box)]
    guard let (first, size) = grid.extent(of: pieces, isLeaving: isLeaving) else { return }
    let slack = grid.after[box] - size
    var fit = IsotonicFit()
    var offset = first
    var offsets: [Int] = []
    for (index, piece) in pieces.enumerated() {
      let room = grid.room(of: piece, isLeaving: isLeaving)
      if index > 0 { offset += room.before }
      offsets.append(offset)
      fit.append([((isLeaving ? end(of: piece) : start(of: piece)) - place[box] - offset, 1)])
      offset += room.after
    }
    if pieces.count == 1, let wish = fit.places.first, wish < 0 || wish > slack {
      // It bends anyway, so it may as well do so from the middle.
      fit = IsotonicFit()
      fit.append([(slack / 2, 1)])
    }
    for ((piece, offset), wish) in zip(zip(pieces, offsets), fit.places) {
      let port = min(max(wish, 0), slack) + offset
      if isLeaving { outPort[piece] = port } else { inPort[piece] = port }
    }
  }
}
