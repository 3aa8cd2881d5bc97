import Autodiff

/// All that lies between two nodes: the edges on paths from one to the other.
struct PathBundle {
  let source: Int
  let target: Int
  /// In ascending order of the target. Empty if no path leads, and from a node to itself.
  let edges: [ChainEdge]

  var isEmpty: Bool { edges.isEmpty && source != target }

  /// How many paths there are, and how many edges these have together.
  /// Complexity: O(edges).
  var pathCount: (paths: PathCount, edges: PathCount) {
    if source == target { return (.exactly(1), .none) }
    if edges.isEmpty { return (.none, .none) }
    var counts = [(paths: PathCount, edges: PathCount)](
      repeating: (.none, .none), count: target - source + 1)
    counts[0].paths = .exactly(1)
    for edge in edges {
      let below = counts[edge.source - source]
      counts[edge.target - source].paths += below.paths
      counts[edge.target - source].edges += below.edges + below.paths
    }
    return counts[target - source]
  }

  /// The passages between the nodes that every path meets, from the source on: their derivatives multiply.
  /// Complexity: O(edges).
  var stages: [PathBundle] {
    guard !edges.isEmpty else { return [] }
    // How far the edges from below a node reach.
    var reach = [Int](repeating: 0, count: target - source + 1)
    for edge in edges { reach[edge.source - source] = max(reach[edge.source - source], edge.target) }
    var stages: [PathBundle] = []
    var begin = source
    var from = edges.startIndex
    var farthest = reach[0]
    for (place, edge) in edges.enumerated() {
      // The last edge into a node decides.
      if place + 1 < edges.count, edges[place + 1].target == edge.target { continue }
      if farthest == edge.target {
        stages.append(PathBundle(source: begin, target: edge.target, edges: Array(edges[from...place])))
        begin = edge.target
        from = place + 1
      }
      farthest = max(farthest, reach[edge.target - source])
    }
    return stages
  }

  /// The first paths, each as its edges from the target back; by the order of the edges into each node.
  func paths(limit: Int) -> [[ChainEdge]] {
    guard limit > 0, !edges.isEmpty else { return [] }
    var into: [Int: [ChainEdge]] = [:]
    for edge in edges { into[edge.target, default: []].append(edge) }
    var found: [[ChainEdge]] = []
    var path: [ChainEdge] = []
    // For each node on the way, the target first, which edge is tried next.
    var next = [0]
    var node = target
    while true {
      if node == source {
        found.append(path)
        if found.count == limit { return found }
      }
      let choices = node == source ? [] : into[node] ?? []
      let choice = next[next.count - 1]
      if choice < choices.count {
        next[next.count - 1] += 1
        path.append(choices[choice])
        next.append(0)
        node = choices[choice].source
      } else {
        next.removeLast()
        guard let last = path.popLast() else { return found }
        node = last.target
      }
    }
  }
}
