import Pictures

/// On which layer each box stands: leaves first, the output last, every wire forwards.
struct Layers {
  private(set) var of: [Int]
  let isLeaf: [Bool]
  let count: Int

  subscript(box: Int) -> Int { of[box] }

  /// - Precondition: every arrow leads to a later box. O(boxes + arrows).
  init(boxCount: Int, arrows: [Arrow]) {
    var isLeaf = [Bool](repeating: true, count: boxCount)
    for arrow in arrows { isLeaf[arrow.to] = false }
    self.isLeaf = isLeaf

    // Longest paths. Arrows may come in any order, so they are sorted by target without comparing.
    let byTarget = Self.sorted(arrows, boxCount, by: \.to)
    var layer = [Int](repeating: 0, count: boxCount)
    for index in byTarget {
      let arrow = arrows[index]
      layer[arrow.to] = max(layer[arrow.to], layer[arrow.from] + 1)
    }

    // What is used late is computed late, if that shortens more wires than it lengthens.
    let bySource = Self.sorted(arrows, boxCount, by: \.from)
    var entering = [Int](repeating: 0, count: boxCount)
    for arrow in arrows where !isLeaf[arrow.from] { entering[arrow.to] += 1 }
    let left = layer
    func pull(leaves: Bool) {
      var end = bySource.count
      while end > 0 {
        let source = arrows[bySource[end - 1]].from
        var start = end
        var first = Int.max
        while start > 0, arrows[bySource[start - 1]].from == source {
          first = min(first, layer[arrows[bySource[start - 1]].to])
          start -= 1
        }
        if isLeaf[source] ? leaves : entering[source] < end - start { layer[source] = max(layer[source], first - 1) }
        end = start
      }
    }
    pull(leaves: false)
    if !Self.leavesStayLeft(arrows, isLeaf: isLeaf, layer: layer) {
      layer = left
      pull(leaves: true)
    }
    of = layer
    count = (layer.max() ?? -1) + 1
    alignComponents(arrows)
  }

  /// All leaves in the first column is what a textbook draws, as long as that column is not much taller than the
  /// picture is wide, and few long wires come of it.
  private static func leavesStayLeft(_ arrows: [Arrow], isLeaf: [Bool], layer: [Int]) -> Bool {
    let leaves = isLeaf.reduce(0) { $0 + ($1 ? 1 : 0) }
    let layers = (layer.max() ?? 0) + 1
    let lanes = arrows.reduce(0) { $0 + layer[$1.to] - layer[$1.from] - 1 }
    return lanes <= max(3, leaves) && leaves <= 2 * layers + 4
  }

  /// libgvc starts every connected part at its first rank; so do we, so that ranks mean the same on both sides.
  private mutating func alignComponents(_ arrows: [Arrow]) {
    var root = Array(of.indices)
    func find(_ box: Int) -> Int {
      var at = box
      while root[at] != at {
        root[at] = root[root[at]]
        at = root[at]
      }
      return at
    }
    for arrow in arrows {
      let (a, b) = (find(arrow.from), find(arrow.to))
      if a != b { root[max(a, b)] = min(a, b) }
    }
    var first = [Int](repeating: Int.max, count: of.count)
    for box in of.indices { first[find(box)] = min(first[find(box)], of[box]) }
    for box in of.indices { of[box] -= first[find(box)] }
  }

  /// The indices of `arrows` in the order of one of their ends. O(boxes + arrows).
  private static func sorted(_ arrows: [Arrow], _ boxCount: Int, by end: KeyPath<Arrow, Int>) -> [Int] {
    var start = [Int](repeating: 0, count: boxCount + 1)
    for arrow in arrows { start[arrow[keyPath: end] + 1] += 1 }
    for box in 0..<boxCount { start[box + 1] += start[box] }
    var sorted = [Int](repeating: 0, count: arrows.count)
    for index in arrows.indices {
      sorted[start[arrows[index][keyPath: end]]] = index
      start[arrows[index][keyPath: end]] += 1
    }
    return sorted
  }
}
