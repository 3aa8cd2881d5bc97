/// Which layer each box stands in: the shortest wires that all go forwards.
///
/// Leaves that one box alone uses have no say: they stand just before it, wherever that is, so that one more of them
/// changes nothing else. Of the others, longest paths, and then what is used late is computed late where that shortens
/// more wires than it lengthens. O(boxes + links).
struct LayerRanks {
  private(set) var of: [Int]
  /// A leaf whose wires all go to one box.
  private(set) var isOwn: [Bool]

  init(boxCount: Int, links: [LayoutLink]) {
    of = Array(repeating: 0, count: boxCount)
    isOwn = Array(repeating: false, count: boxCount)
    var user = Array(repeating: -1, count: boxCount)
    for link in links { user[link.from] = user[link.from] == -1 || user[link.from] == link.to ? link.to : -2 }
    for box in user.indices { isOwn[box] = user[box] >= 0 }
    for link in links { isOwn[link.to] = false }

    let links = links.filter { !isOwn[$0.from] }
    // Boxes are in topological order, so one pass by target is enough.
    for link in links.sorted(by: { ($0.to, $0.from) < ($1.to, $1.from) }) {
      of[link.to] = max(of[link.to], of[link.from] + 1)
    }
    var simplex = NetworkSimplex(
      places: of, edges: links.map { .init(tail: $0.from, head: $0.to, length: 1, weight: 1) })
    var effort = 1_000 * boxCount
    simplex.solve(effort: &effort)
    of = simplex.places
    for box in 0..<boxCount where isOwn[box] { of[box] = of[user[box]] - 1 }
    let least = of.min() ?? 0
    for box in 0..<boxCount { of[box] -= least }
  }
}
