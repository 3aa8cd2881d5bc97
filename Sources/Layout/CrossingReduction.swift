/// Orders the items of each layer so that few wires cross, and among orders with as many crossings takes one that keeps to the
/// author's.
///
/// After Gansner, Koutsofios, North and Vo (1993): sweeps over the layers order them by medians, and neighbours change places
/// where that saves a crossing, every other time also where it costs none, which finds ways out of dead ends. At last each
/// item is sifted: it goes to the best place within reach while all others stay (Matuszewski, Schönfeld and Molitor 1999).
struct CrossingReduction {
  /// The items, layer by layer, and where each layer begins.
  private var order: [Int]
  private let starts: [Int]
  private(set) var cost = Cost()
  /// Of each item, within its layer.
  private var position: [Int]
  /// Of each item its neighbours in the layer before and in the one after, and where those stand, sorted, for items of the
  /// layer that is at work.
  private let above: Adjacency
  private let below: Adjacency
  private var placesAbove: [Int]
  private var placesBelow: [Int]
  /// The author's order: lower first.
  private let keys: [Int]
  private let boxCount: Int

  struct Cost: Comparable, Sendable {
    var crossings = 0
    /// Pairs in a layer that stand against the author's order; a pair of boxes counts four times.
    var inversions = 0

    static func < (a: Cost, b: Cost) -> Bool {
      a.crossings != b.crossings ? a.crossings < b.crossings : a.inversions < b.inversions
    }
    static func += (a: inout Cost, b: Cost) {
      a.crossings += b.crossings
      a.inversions += b.inversions
    }
  }

  /// How far an item is sifted.
  private static let reach = 48
  private static let mostRounds = 24

  /// - Parameters:
  ///   - layers: A first order of all items; those below `boxCount` are boxes.
  ///   - pieces: Each leads from one layer to the next.
  init(layers: [[Int]], pieces: [(from: Int, to: Int)], keys: [Int], boxCount: Int) {
    var starts = [0]
    for layer in layers { starts.append((starts.last ?? 0) + layer.count) }
    self.starts = starts
    order = Array(layers.joined())
    self.keys = keys
    self.boxCount = boxCount
    above = Adjacency(count: keys.count, pairs: pieces.map { ($0.to, $0.from) })
    below = Adjacency(count: keys.count, pairs: pieces.map { ($0.from, $0.to) })
    placesAbove = above.items
    placesBelow = below.items
    position = Array(repeating: 0, count: keys.count)
    for layer in layers.indices { number(layer) }
    cost = counted()
  }

  var layers: [[Int]] { (0..<layerCount).map { Array(order[range(of: $0)]) } }

  private var layerCount: Int { starts.count - 1 }

  private func range(of layer: Int) -> Range<Int> { starts[layer]..<starts[layer + 1] }

  private mutating func number(_ layer: Int) {
    for index in range(of: layer) { position[order[index]] = index - starts[layer] }
  }

  private mutating func take(_ order: [Int]) {
    self.order = order
    for layer in 0..<layerCount { number(layer) }
    cost = counted()
  }

  // MARK: Search

  private struct Run {
    var order: [Int]
    /// The best that it has come by, which its sweeps may leave again.
    var best: [Int]
    var cost: Cost
    var rounds = 0
    var fruitless = 0
  }

  /// From the first order and from `others` a few rounds each, or all in small pictures; then on with the best of them.
  /// O(rounds · pieces), with a factor for wide layers.
  mutating func reduce(from others: [[[Int]]]) {
    let isSmall = below.items.count <= 200
    var chosen: Run?
    for start in [order] + others.map({ Array($0.joined()) }) {
      take(start)
      transpose(alsoEqual: false)
      var run = Run(order: order, best: order, cost: counted())
      search(&run, until: isSmall ? Self.mostRounds : 4)
      if isSmall { settle(&run) }
      if chosen.map({ run.cost < $0.cost }) ?? true { chosen = run }
    }
    guard var chosen else { return }
    if !isSmall {
      take(chosen.order)
      search(&chosen, until: Self.mostRounds)
      settle(&chosen)
    }
    take(chosen.best)
  }

  private mutating func search(_ run: inout Run, until end: Int) {
    while run.rounds < end, run.fruitless < 3, run.cost.crossings > 0 {
      sweep(isForward: run.rounds % 2 == 0, alsoEqual: run.rounds % 4 < 2)
      transpose(alsoEqual: run.rounds % 4 >= 2)
      let cost = counted()
      run.rounds += 1
      run.fruitless += 1
      if cost < run.cost {
        if 200 * cost.crossings < 199 * run.cost.crossings { run.fruitless = 0 }
        (run.best, run.cost) = (order, cost)
      }
    }
    run.order = order
  }

  private mutating func settle(_ run: inout Run) {
    take(run.best)
    sift()
    (run.best, run.cost) = (order, cost)
  }

  /// Every layer by the medians of the one before it (or after it). What has no neighbours there keeps its place.
  private mutating func sweep(isForward: Bool, alsoEqual: Bool) {
    let neighbours = isForward ? above : below
    var medians: [Double] = []
    var places: [Int] = []
    for index in 0..<layerCount {
      let range = range(of: isForward ? index : layerCount - 1 - index)
      medians.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      for place in range {
        Self.fill(&placesAbove, neighbours, order[place], position)
        guard let median = Self.median(placesAbove, neighbours.range(of: order[place])) else { continue }
        medians.append(median)
        places.append(place)
      }
      // Those with equal medians keep their order, or all turn round.
      let sorted = medians.indices.sorted {
        medians[$0] != medians[$1] ? medians[$0] < medians[$1] : ($0 < $1) != alsoEqual
      }
      let items = sorted.map { order[places[$0]] }
      for (place, item) in zip(places, items) { order[place] = item }
      number(isForward ? index : layerCount - 1 - index)
    }
  }

  /// Of two in the middle, nearer to that on the side on which they lie closer together.
  private static func median(_ places: [Int], _ range: Range<Int>) -> Double? {
    let middle = range.lowerBound + range.count / 2
    if range.isEmpty { return nil }
    if range.count % 2 == 1 { return Double(places[middle]) }
    let (a, b) = (places[middle - 1], places[middle])
    let (left, right) = (a - places[range.lowerBound], places[range.upperBound - 1] - b)
    return left + right == 0 ? Double(a + b) / 2 : Double(a * right + b * left) / Double(left + right)
  }

  private mutating func fillPlaces() {
    for item in order {
      Self.fill(&placesAbove, above, item, position)
      Self.fill(&placesBelow, below, item, position)
    }
  }

  private static func fill(_ places: inout [Int], _ neighbours: Adjacency, _ item: Int, _ position: [Int]) {
    let range = neighbours.range(of: item)
    if range.count > 32 {
      for index in range { places[index] = position[neighbours.items[index]] }
      return places[range].sort()
    }
    for index in range {
      let value = position[neighbours.items[index]]
      var slot = index
      while slot > range.lowerBound, places[slot - 1] > value {
        places[slot] = places[slot - 1]
        slot -= 1
      }
      places[slot] = value
    }
  }

  /// Renews one place by the next or the one before in a sorted list, which stays sorted.
  private static func step(_ places: inout [Int], _ range: Range<Int>, from old: Int, to new: Int) {
    var index = old < new ? range.upperBound - 1 : range.lowerBound
    while places[index] != old { index += old < new ? -1 : 1 }
    places[index] = new
  }

  /// Neighbours change places while that saves crossings.
  private mutating func transpose(alsoEqual: Bool) {
    fillPlaces()
    // Items that must be compared with the next one, and layers that hold some.
    var isOpen = Array(repeating: true, count: keys.count)
    var hasOpen = Array(repeating: true, count: layerCount)
    var hasSaved = false
    repeat {
      hasSaved = false
      for layer in 0..<layerCount where hasOpen[layer] {
        hasOpen[layer] = false
        for index in range(of: layer).dropLast() where isOpen[order[index]] {
          let (a, b) = (order[index], order[index + 1])
          isOpen[a] = false
          let (now, then) = crossings(a, b)
          guard then < now || alsoEqual && then == now && now > 0 else { continue }
          order.swapAt(index, index + 1)
          position[a] += 1
          position[b] -= 1
          hasSaved = hasSaved || then < now
          hasOpen[layer] = true
          isOpen[a] = true
          if index > starts[layer] { isOpen[order[index - 1]] = true }
          for (item, was) in [(a, position[b]), (b, position[a])] {
            for near in above.range(of: item) {
              Self.step(&placesBelow, below.range(of: above.items[near]), from: was, to: position[item])
              open(above.items[near], layer - 1, &isOpen, &hasOpen)
            }
            for near in below.range(of: item) {
              Self.step(&placesAbove, above.range(of: below.items[near]), from: was, to: position[item])
              open(below.items[near], layer + 1, &isOpen, &hasOpen)
            }
          }
        }
      }
    } while hasSaved
  }

  private func open(_ item: Int, _ layer: Int, _ isOpen: inout [Bool], _ hasOpen: inout [Bool]) {
    hasOpen[layer] = true
    isOpen[item] = true
    if position[item] > 0 { isOpen[order[starts[layer] + position[item] - 1]] = true }
  }

  // MARK: Sifting

  private mutating func sift() {
    for pass in 0..<4 {
      var hasImproved = false
      for index in 0..<layerCount {
        let layer = pass % 2 == 0 ? index : layerCount - 1 - index
        if range(of: layer).count > 1, sift(layer) { hasImproved = true }
      }
      if !hasImproved { return }
    }
  }

  private mutating func sift(_ layer: Int) -> Bool {
    for item in order[range(of: layer)] {
      Self.fill(&placesAbove, above, item, position)
      Self.fill(&placesBelow, below, item, position)
    }
    var hasImproved = false
    let range = range(of: layer)
    for item in order[range] {
      let start = starts[layer] + position[item]
      var (best, bestPlace) = (Cost(), start)
      for step in [-1, 1] {
        var sum = Cost()
        var place = start + step
        let end = start + step * Self.reach
        while range.contains(place), place != end {
          sum += step < 0 ? change(putting: item, before: order[place]) : change(putting: order[place], before: item)
          if sum < best { (best, bestPlace) = (sum, place) }
          place += step
        }
      }
      guard bestPlace != start else { continue }
      hasImproved = true
      cost += best
      let step = bestPlace < start ? -1 : 1
      for place in stride(from: start, to: bestPlace, by: step) {
        order[place] = order[place + step]
        position[order[place]] -= step
      }
      order[bestPlace] = item
      position[item] = bestPlace - starts[layer]
    }
    return hasImproved
  }

  /// What is lost, or with less than 0 won, when `a` stands before `b` instead of after it.
  private func change(putting a: Int, before b: Int) -> Cost {
    let (with, without) = crossings(a, b)
    var change = Cost(crossings: with - without)
    if keys[a] != keys[b] {
      let weight = a < boxCount && b < boxCount ? 4 : 1
      change.inversions = keys[a] > keys[b] ? weight : -weight
    }
    return change
  }

  // MARK: Counting

  /// How often the wires of `a` and `b` cross when `a` stands before `b`, and when it stands after it.
  private func crossings(_ a: Int, _ b: Int) -> (before: Int, after: Int) {
    let first = Self.pairs(placesAbove, above.range(of: a), above.range(of: b))
    let second = Self.pairs(placesBelow, below.range(of: a), below.range(of: b))
    return (first.falling + second.falling, first.rising + second.rising)
  }

  /// Pairs in which the place in `a` is above that in `b`, and below it. O(both): each list is sorted.
  @inline(__always)
  private static func pairs(_ places: [Int], _ a: Range<Int>, _ b: Range<Int>) -> (falling: Int, rising: Int) {
    var (falling, rising) = (0, 0)
    var (low, high) = (b.lowerBound, b.lowerBound)
    for index in a {
      let place = places[index]
      while low < b.upperBound, places[low] < place { low += 1 }
      high = max(low, high)
      while high < b.upperBound, places[high] == place { high += 1 }
      falling += low - b.lowerBound
      rising += b.upperBound - high
    }
    return (falling, rising)
  }

  private func counted() -> Cost {
    var total = Cost()
    var tree: [Int] = []
    for layer in 0..<layerCount {
      // Of pieces in the order of their sources, the inversions of their targets, by a tree of counts.
      let width = layer + 1 < layerCount ? range(of: layer + 1).count : 0
      tree.removeAll(keepingCapacity: true)
      for _ in 0...width { tree.append(0) }
      var seen = 0
      for place in range(of: layer) {
        let item = order[place]
        let pieces = below.range(of: item)
        total.crossings += seen * pieces.count
        for index in pieces {
          var node = position[below.items[index]] + 1
          while node > 0 {
            total.crossings -= tree[node]
            node -= node & -node
          }
        }
        for index in pieces {
          var node = position[below.items[index]] + 1
          while node <= width {
            tree[node] += 1
            node += node & -node
          }
        }
        seen += pieces.count
        for other in order[place + 1..<min(starts[layer + 1], place + Self.reach)] where keys[item] > keys[other] {
          total.inversions += item < boxCount && other < boxCount ? 4 : 1
        }
      }
    }
    return total
  }
}
