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

  /// From the first order and from `others`, the best that is found. O(rounds · pieces), with a factor for wide layers.
  mutating func reduce(from others: [[[Int]]], rounds: Int) {
    var best: (order: [Int], cost: Cost)?
    for start in [order] + others.map({ Array($0.joined()) }) {
      take(start)
      transpose(alsoEqual: false)
      var reached = (order: order, cost: counted())
      var fruitless = 0
      for round in 0..<rounds where fruitless < 3 && reached.cost.crossings > 0 {
        sweep(isForward: round % 2 == 0, alsoEqual: round % 4 < 2)
        transpose(alsoEqual: round % 4 >= 2)
        let cost = counted()
        fruitless += 1
        if cost < reached.cost {
          if 200 * cost.crossings < 199 * reached.cost.crossings { fruitless = 0 }
          reached = (order, cost)
        }
      }
      take(reached.order)
      sift()
      if best.map({ cost < $0.cost }) ?? true { best = (order, cost) }
    }
    if let best { take(best.order) }
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
      // As bubbles rise, so that few change places where medians are equal.
      var end = places.count
      for _ in places.indices.dropFirst() {
        var hasChanged = false
        for k in 1..<max(end, 1) where medians[k - 1] > medians[k] || alsoEqual && medians[k - 1] == medians[k] {
          medians.swapAt(k - 1, k)
          order.swapAt(places[k - 1], places[k])
          hasChanged = true
        }
        if !hasChanged { break }
        if !alsoEqual { end -= 1 }
      }
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
          for item in [a, b] {
            for near in above.range(of: item) {
              Self.fill(&placesBelow, below, above.items[near], position)
              open(above.items[near], layer - 1, &isOpen, &hasOpen)
            }
            for near in below.range(of: item) {
              Self.fill(&placesAbove, above, below.items[near], position)
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
