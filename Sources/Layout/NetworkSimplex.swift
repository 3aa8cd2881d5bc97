/// Places on a line: given pairs of which the second must stand at least so far behind the first, minimises the weighted sum
/// of all distances. Exact, if it is not stopped before.
///
/// A network simplex after Gansner, Koutsofios, North and Vo (1993), from places that keep the distances to better ones: a
/// tree holds what moves together. Where a branch pulls one way more than the other, it moves until it meets something, and
/// hangs on that from then on. How a branch pulls is the sum of how its nodes do, which never changes.
struct NetworkSimplex {
  struct Edge {
    var tail: Int
    var head: Int
    /// head − tail ≥ length.
    var length: Int
    var weight: Int
  }

  private(set) var places: [Int]
  private let edges: [Edge]
  private let leaving: Adjacency
  private let entering: Adjacency
  /// The tree; its root is one more than all nodes. A branch that hangs on no edge is held by nothing.
  private var parent: [Int]
  private var parentEdge: [Int]
  private var firstChild: [Int]
  private var nextSibling: [Int]
  private var lastSibling: [Int]
  /// How much is won for each step of a node's branch forwards, or less than 0 backwards.
  private var pull: [Int]
  private var branch: [Int] = []
  private var isInBranch: [Bool]
  private let root: Int

  /// - Parameter places: must keep all distances.
  init(places: [Int], edges: [Edge]) {
    self.places = places
    self.edges = edges
    root = places.count
    leaving = Adjacency(count: root, pairs: edges.indices.map { (edges[$0].tail, $0) })
    entering = Adjacency(count: root, pairs: edges.indices.map { (edges[$0].head, $0) })
    parent = Array(repeating: root, count: root + 1)
    parentEdge = Array(repeating: -1, count: root + 1)
    firstChild = parentEdge
    nextSibling = parentEdge
    lastSibling = parentEdge
    pull = Array(repeating: 0, count: root + 1)
    isInBranch = Array(repeating: false, count: root + 1)
    for edge in edges {
      pull[edge.tail] += edge.weight
      pull[edge.head] -= edge.weight
    }
    growTree()
  }

  private func slack(_ edge: Int) -> Int {
    places[edges[edge].head] - places[edges[edge].tail] - edges[edge].length
  }

  /// Trees of edges without slack, each held by the root.
  private mutating func growTree() {
    var isSeen = Array(repeating: false, count: root)
    var order: [Int] = []
    for start in 0..<root where !isSeen[start] {
      isSeen[start] = true
      link(start, to: root, by: -1)
      var next = order.count
      order.append(start)
      while next < order.count {
        let node = order[next]
        next += 1
        for (list, isHead) in [(leaving, false), (entering, true)] {
          for index in list.range(of: node) {
            let edge = list.items[index]
            let other = isHead ? edges[edge].tail : edges[edge].head
            guard !isSeen[other], slack(edge) == 0 else { continue }
            isSeen[other] = true
            link(other, to: node, by: edge)
            order.append(other)
          }
        }
      }
    }
    for node in order.reversed() { pull[parent[node]] += pull[node] }
  }

  private mutating func link(_ node: Int, to other: Int, by edge: Int) {
    parent[node] = other
    parentEdge[node] = edge
    lastSibling[node] = -1
    nextSibling[node] = firstChild[other]
    if firstChild[other] >= 0 { lastSibling[firstChild[other]] = node }
    firstChild[other] = node
  }

  private mutating func unlink(_ node: Int) {
    let (last, next) = (lastSibling[node], nextSibling[node])
    if last >= 0 { nextSibling[last] = next } else { firstChild[parent[node]] = next }
    if next >= 0 { lastSibling[next] = last }
  }

  /// As long as there is `effort`: what a step costs is how many nodes it moves.
  mutating func solve(effort: inout Int) {
    var idle = 0
    var node = 0
    while idle < root, effort > 0 {
      if move(node) {
        effort -= branch.count
        idle = 0
      } else {
        idle += 1
      }
      node = node + 1 < root ? node + 1 : 0
    }
  }

  /// Where nothing is won or lost, a branch goes to the middle of where it may stand, if that is `step` from both ends.
  mutating func balance(step: Int) {
    for node in 0..<root where pull[node] == 0 {
      let edge = parentEdge[node]
      collect(node)
      // What holds a branch lets it go one way only; what nothing holds may go both.
      if let ahead = edge < 0 || edges[edge].head == node ? room(isForward: true)?.slack : 0,
        let behind = edge < 0 || edges[edge].tail == node ? room(isForward: false)?.slack : 0,
        ahead < .max - behind, ahead + behind >= 2 * step
      {
        for member in branch { places[member] += (ahead - behind) / 2 }
      }
      for member in branch { isInBranch[member] = false }
    }
  }

  /// Moves the branch at `node` where that wins something; whether it does.
  private mutating func move(_ node: Int) -> Bool {
    let pull = pull[node]
    guard pull != 0 else { return false }
    let edge = parentEdge[node]
    // What holds a branch back lets it go the other way.
    if edge >= 0, (edges[edge].head == node) != (pull > 0) { return false }
    collect(node)
    defer { for member in branch { isInBranch[member] = false } }
    guard let (slack, met) = room(isForward: pull > 0) else { return false }
    for member in branch { places[member] += pull > 0 ? slack : -slack }
    rehang(node, on: met)
    return true
  }

  /// How far the branch can move, and the edge that stops it.
  private func room(isForward: Bool) -> (slack: Int, edge: Int)? {
    var found: (slack: Int, edge: Int)?
    let list = isForward ? leaving : entering
    for member in branch {
      for index in list.range(of: member) {
        let edge = list.items[index]
        if isInBranch[isForward ? edges[edge].head : edges[edge].tail] { continue }
        let slack = slack(edge)
        if found.map({ slack < $0.slack }) ?? true { found = (slack, edge) }
      }
    }
    return found
  }

  private mutating func collect(_ node: Int) {
    branch.removeAll(keepingCapacity: true)
    branch.append(node)
    isInBranch[node] = true
    var next = 0
    while next < branch.count {
      var child = firstChild[branch[next]]
      while child >= 0 {
        branch.append(child)
        isInBranch[child] = true
        child = nextSibling[child]
      }
      next += 1
    }
  }

  private mutating func rehang(_ top: Int, on edge: Int) {
    let total = pull[top]
    var node = parent[top]
    while node != root {
      pull[node] -= total
      node = parent[node]
    }
    unlink(top)
    let (inner, outer) =
      isInBranch[edges[edge].head] ? (edges[edge].head, edges[edge].tail) : (edges[edge].tail, edges[edge].head)
    // From the new top to the old one everything hangs the other way round.
    var (child, above, by, below) = (inner, outer, edge, 0)
    while true {
      let (next, nextEdge, own) = (parent[child], parentEdge[child], pull[child])
      if child != top { unlink(child) }
      link(child, to: above, by: by)
      pull[child] = total - below
      if child == top { break }
      (above, child, by, below) = (child, next, nextEdge, own)
    }
    node = outer
    while node != root {
      pull[node] += total
      node = parent[node]
    }
  }
}
