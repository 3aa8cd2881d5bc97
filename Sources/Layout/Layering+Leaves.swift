extension Layering {
  /// Puts each own leaf where its wires cross as few others as can be; of such places, where the wires come to its user in
  /// the order of the terms, and within a term of the file. Nothing else changes its order. O(users · pieces) within a layer.
  mutating func placeOwnLeaves(users: [Int], _ links: [LayoutLink]) {
    var leaves: [[Int]] = Array(repeating: [], count: layers.count)
    for box in 0..<boxCount where isOwn[box] { leaves[layerOfItem[box]].append(box) }
    guard leaves.contains(where: { !$0.isEmpty }) else { return }
    var terms = Array(repeating: Int.max, count: boxCount)
    var piecesOfLayer: [[Piece]] = Array(repeating: [], count: layers.count)
    for piece in pieces {
      if piece.from < boxCount, isOwn[piece.from] {
        terms[piece.from] = min(terms[piece.from], links[piece.link].term)
      } else {
        piecesOfLayer[layerOfItem[piece.from]].append(piece)
      }
    }
    var position = Array(repeating: 0, count: layerOfItem.count)
    for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }

    var ordered = layers
    for (layer, leaves) in leaves.enumerated() where !leaves.isEmpty {
      let leaves = leaves.sorted {
        (position[users[$0]], terms[$0], $0) < (position[users[$1]], terms[$1], $1)
      }
      var slots: [(leaf: Int, slot: Int)] = []
      var costs: [Int] = []
      var operands: [(place: Int, term: Int, box: Int)] = []
      for (index, leaf) in leaves.enumerated() {
        let user = users[leaf]
        if index == 0 || users[leaves[index - 1]] != user {
          costs = costsOfSlots(
            layer, to: position[user], position, piecesOfLayer[layer],
            placed: slots.map { $0.slot })
          operands = piecesOfLayer[layer].filter { $0.to == user }.map {
            (position[$0.from], links[$0.link].term, links[$0.link].from)
          }
        }
        slots.append((leaf, Self.slot(costs, operands, term: terms[leaf], leaf: leaf)))
      }
      // At one place in the order of the users, so that they do not cross each other.
      let sorted = slots.enumerated().sorted { ($0.element.slot, $0.offset) < ($1.element.slot, $1.offset) }
      var result: [Int] = []
      var next = 0
      for (place, item) in layers[layer].enumerated() {
        while next < sorted.count, sorted[next].element.slot <= place {
          result.append(sorted[next].element.leaf)
          next += 1
        }
        result.append(item)
      }
      result += sorted[next...].map { $0.element.leaf }
      ordered[layer] = result
    }
    layers = ordered
  }

  /// How many wires a leaf's wire to the item at `target` crosses from each place between the layer's items.
  private func costsOfSlots(
    _ layer: Int, to target: Int, _ position: [Int], _ pieces: [Piece], placed: [Int]
  ) -> [Int] {
    // Of each slot what it costs more than the one before.
    var costs = Array(repeating: 0, count: layers[layer].count + 1)
    for piece in pieces where position[piece.to] != target {
      let after = position[piece.from] + 1
      if position[piece.to] < target {
        costs[0] += 1
        if after < costs.count { costs[after] -= 1 }
      } else if after < costs.count {
        costs[after] += 1
      }
    }
    // Leaves that are there already belong to users before this one.
    for slot in placed where slot > 0 {
      costs[0] += 1
      costs[slot] -= 1
    }
    for slot in costs.indices.dropFirst() { costs[slot] += costs[slot - 1] }
    return costs
  }

  private static func slot(
    _ costs: [Int], _ operands: [(place: Int, term: Int, box: Int)], term: Int, leaf: Int
  ) -> Int {
    var best = (cost: Int.max, inversions: 0, distance: 0, slot: 0)
    for (slot, cost) in costs.enumerated() where cost <= best.cost {
      var (inversions, distance) = (0, operands.isEmpty ? 0 : Int.max)
      for operand in operands {
        if (operand.place < slot) != ((operand.term, operand.box) < (term, leaf)) { inversions += 1 }
        distance = min(distance, operand.place < slot ? slot - operand.place - 1 : operand.place - slot)
      }
      if (cost, inversions, distance) < (best.cost, best.inversions, best.distance) {
        best = (cost, inversions, distance, slot)
      }
    }
    return best.slot
  }

  /// Wires of one source never need to cross each other, nor those of one target: where they do, they change lanes. That
  /// never makes others cross.
  mutating func unravel(_ links: [LayoutLink]) {
    var (before, after) = (
      Array(repeating: 0, count: layerOfItem.count), Array(repeating: 0, count: layerOfItem.count)
    )
    var linkOfLane = after
    for piece in pieces {
      if piece.from >= boxCount { after[piece.from] = piece.to }
      if piece.to >= boxCount {
        before[piece.to] = piece.from
        linkOfLane[piece.to] = piece.link
      }
    }
    var position = Array(repeating: 0, count: layerOfItem.count)
    for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }

    func change(_ layer: Int, end: (Int) -> Int, beyond: [Int]) {
      var lanes = layers[layer].filter { $0 >= boxCount }
      guard lanes.count > 1 else { return }
      lanes.sort { (end($0), position[$0]) < (end($1), position[$1]) }
      var first = 0
      while first < lanes.count {
        var last = first + 1
        while last < lanes.count, end(lanes[last]) == end(lanes[first]) { last += 1 }
        let group = lanes[first..<last]
        let places = group.map { position[$0] }
        let sorted = group.sorted { (position[beyond[$0]], linkOfLane[$0]) < (position[beyond[$1]], linkOfLane[$1]) }
        for (lane, place) in zip(sorted, places) {
          layers[layer][place] = lane
          position[lane] = place
        }
        first = last
      }
    }
    for layer in layers.indices { change(layer, end: { links[linkOfLane[$0]].to }, beyond: before) }
    for layer in layers.indices.reversed() { change(layer, end: { links[linkOfLane[$0]].from }, beyond: after) }
  }
}
