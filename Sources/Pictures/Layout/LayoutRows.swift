/// The coordinates across the direction of flow (rows, when it goes from left to right): of boxes, of lanes, and of the
/// ports where wires leave and enter.
///
/// A layer's order is given, so the best places are an isotonic regression: minimise the sum of |end − end| over the
/// pieces, subject to the distances between neighbours. It is solved exactly, layer by layer, by pooling neighbours.
struct LayoutRows {
  let layering: Layering
  let links: [LayoutLink]
  let direction: Direction
  /// How much there is across; layers that need less stay within it.
  let breadth: Int
  /// Of items, along and across the flow; a lane is 1 across.
  private(set) var along: [Int]
  private(set) var across: [Int]
  /// The first cell of each item, across.
  private(set) var position: [Int]
  /// Of each piece: the place of its port in the box that it leaves and in the one that it enters.
  private(set) var outPort: [Int]
  private(set) var inPort: [Int]

  init(
    layering: Layering, sizes: [LayoutSize], links: [LayoutLink], direction: Direction, breadth: Int
  ) {
    self.layering = layering
    self.links = links
    self.direction = direction
    self.breadth = breadth
    let isAcross = direction == .leftToRight
    let count = layering.layerOfItem.count
    along = sizes.map { isAcross ? $0.width : $0.height } + Array(repeating: 1, count: count - sizes.count)
    across = sizes.map { isAcross ? $0.height : $0.width } + Array(repeating: 1, count: count - sizes.count)
    position = Array(repeating: 0, count: count)
    outPort = Array(repeating: 0, count: layering.pieces.count)
    inPort = outPort
    for box in sizes.indices {
      across[box] = max(
        across[box], span(of: layering.leaving[box]) + 2, layering.arriving[box].count * step - step + 3)
    }
    stretch()
  }

  /// From one port to the next, if there is no label between.
  private var step: Int { direction == .leftToRight ? 1 : 2 }

  private func isLane(_ item: Int) -> Bool { item >= layering.boxCount }

  /// What a label takes after its wire's own cell, across.
  private func tail(of piece: Int) -> Int {
    let part = layering.pieces[piece]
    let label = links[part.link].label
    guard label.width > 0, !isLane(part.from) else { return 0 }
    return direction == .leftToRight ? label.height - 1 : label.width + 1
  }

  /// All ports that leave a box, with their labels, across.
  private func span(of pieces: [Int]) -> Int {
    var span = 0
    for piece in pieces { span += tail(of: piece) + step }
    return max(span - (step - 1), 1)
  }

  /// Boxes of nearly the same size in a layer get the same size, leaves in any case: columns look like columns.
  private mutating func stretch() {
    let tolerance = direction == .leftToRight ? 8 : 2
    for layer in layering.layers {
      let boxes = layer.filter { !isLane($0) }
      let leaves = boxes.filter { layering.arriving[$0].isEmpty }
      let widest = leaves.map { along[$0] }.max() ?? 0
      for leaf in leaves { along[leaf] = widest }
      let most = boxes.map { along[$0] }.max() ?? 0
      for box in boxes where most - along[box] <= tolerance { along[box] = most }
    }
  }

  private func gap(_ a: Int, _ b: Int) -> Int {
    switch (isLane(a), isLane(b)) {
    case (true, true): step - 1
    case (true, false), (false, true): 1
    case (false, false):
      direction == .leftToRight && layering.arriving[a].isEmpty && layering.arriving[b].isEmpty ? 0 : 1
    }
  }

  // MARK: Placing

  mutating func place() {
    centrePorts()
    for layer in layering.layers {
      var next = 0
      for (index, item) in layer.enumerated() {
        if index > 0 { next += gap(layer[index - 1], item) }
        position[item] = next
        next += across[item]
      }
    }
    let last = layering.layerCount - 1
    guard last > 0 else { return }
    for round in 0..<3 {
      for layer in 1...last { align(layer, arriving: true, leaving: false) }
      for layer in (0..<last).reversed() { align(layer, arriving: false, leaving: true) }
      for layer in 0...last { align(layer, arriving: true, leaving: true) }
      if round > 0 { movePorts() }
    }
    let least = position.min() ?? 0
    for item in position.indices { position[item] -= least }
  }

  private mutating func align(_ layer: Int, arriving: Bool, leaving: Bool) {
    let items = layering.layers[layer]
    var wishes = Wishes()
    var offset = 0
    var offsets: [Int] = []
    offsets.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      if index > 0 { offset += across[items[index - 1]] + gap(items[index - 1], item) }
      offsets.append(offset)
      var values: [Int] = []
      if arriving {
        for piece in layering.arriving[item] {
          let from = layering.pieces[piece].from
          let wish = position[from] + outPort[piece] - inPort[piece] - offset
          for _ in 0..<weight(from, item) { values.append(wish) }
        }
      }
      if leaving {
        for piece in layering.leaving[item] {
          let to = layering.pieces[piece].to
          let wish = position[to] + inPort[piece] - outPort[piece] - offset
          for _ in 0..<weight(item, to) { values.append(wish) }
        }
      }
      if values.isEmpty { values.append(position[item] - offset) }
      wishes.append(values)
    }
    // Bounds on all of them leave the optimum what it is, but for those that they stop.
    let slack = breadth == .max ? .max : breadth - offset - (items.last.map { across[$0] } ?? 0)
    for (index, place) in wishes.places.enumerated() {
      position[items[index]] = (slack < .max ? max(min(place, slack), 0) : place) + offsets[index]
    }
  }

  /// How much a bend is to be avoided: most within a lane; beside a label, where it costs room; least where a lane ends.
  private func weight(_ from: Int, _ to: Int) -> Int { isLane(from) ? (isLane(to) ? 4 : 1) : 2 }

  // MARK: Ports

  private mutating func centrePorts() {
    for box in 0..<layering.boxCount {
      var place = 1 + (across[box] - 2 - span(of: layering.leaving[box])) / 2
      for piece in layering.leaving[box] {
        outPort[piece] = place
        place += tail(of: piece) + step
      }
      let count = layering.arriving[box].count
      place = 1 + (across[box] - 2 - (count * step - step + 1)) / 2
      for piece in layering.arriving[box] {
        inPort[piece] = place
        place += step
      }
    }
  }

  /// Ports slide along their side towards what they are joined to, so that wires become straight.
  private mutating func movePorts() {
    for layer in layering.layers {
      for box in layer where !isLane(box) {
        slide(layering.arriving[box], box: box, isLeaving: false)
        slide(layering.leaving[box], box: box, isLeaving: true)
      }
    }
    for layer in layering.layers.reversed() {
      for box in layer where !isLane(box) { slide(layering.leaving[box], box: box, isLeaving: true) }
    }
  }

  private mutating func slide(_ pieces: [Int], box: Int, isLeaving: Bool) {
    guard !pieces.isEmpty else { return }
    var wishes = Wishes()
    var offset = 1
    var offsets: [Int] = []
    for piece in pieces {
      let part = layering.pieces[piece]
      let wish = isLeaving ? position[part.to] + inPort[piece] : position[part.from] + outPort[piece]
      offsets.append(offset)
      wishes.append([wish - position[box] - offset])
      offset += (isLeaving ? tail(of: piece) : 0) + step
    }
    let slack = across[box] - 1 - (offset - (step - 1))
    if pieces.count == 1, let wish = wishes.places.first, wish < 0 || wish > slack {
      // It bends anyway, so it may as well do so from the middle.
      wishes = Wishes()
      wishes.append([slack / 2])
    }
    for (index, place) in wishes.places.enumerated() {
      let port = min(max(place, 0), slack) + offsets[index]
      if isLeaving { outPort[pieces[index]] = port } else { inPort[pieces[index]] = port }
    }
  }
}

/// Isotonic regression in the sum of absolute differences: places that never fall, each as near as can be to its wishes.
private struct Wishes {
  private var blocks: [(values: [Int], count: Int)] = []

  /// O(values in the blocks that are pooled).
  mutating func append(_ values: [Int]) {
    var block = (values: values.sorted(), count: 1)
    while let last = blocks.last, Wishes.median(last.values) > Wishes.median(block.values) {
      blocks.removeLast()
      block = (Wishes.merged(last.values, block.values), last.count + block.count)
    }
    blocks.append(block)
  }

  var places: [Int] {
    var places: [Int] = []
    for block in blocks {
      let median = Wishes.median(block.values)
      for _ in 0..<block.count { places.append(median) }
    }
    return places
  }

  private static func median(_ values: [Int]) -> Int {
    let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
    return low + (high - low) / 2
  }

  private static func merged(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count && j < b.count {
      if a[i] <= b[j] {
        result.append(a[i])
        i += 1
      } else {
        result.append(b[j])
        j += 1
      }
    }
    result += a[i...]
    result += b[j...]
    return result
  }
}
