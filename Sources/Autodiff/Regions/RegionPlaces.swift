/// Finds a region's nodes by their index in the graph.
struct RegionPlaces {
  private let nodes: [Int]
  private let first: Int
  private let isContiguous: Bool

  init(_ region: Region) {
    nodes = region.nodes
    first = region.nodes.first ?? 0
    isContiguous = region.output - first == region.nodes.count - 1
  }

  /// The place among the region's nodes, or nil.
  func inner(_ node: Int) -> Int? {
    if isContiguous { return node >= first && node - first < nodes.count ? node - first : nil }
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count && nodes[low] == node ? low : nil
  }
}

/// Finds a region's sources by their index in the graph.
struct SourcePlaces {
  private let sources: [Int]
  private let placeOf: [Int: Int]

  init(_ region: Region) {
    sources = region.sources
    // Among a few, looking is faster than hashing.
    var placeOf: [Int: Int] = [:]
    if sources.count > 8 {
      for (place, source) in sources.enumerated() { placeOf[source] = place }
    }
    self.placeOf = placeOf
  }

  /// The place among the region's sources, or nil.
  subscript(node: Int) -> Int? { sources.count > 8 ? placeOf[node] : sources.firstIndex(of: node) }
}
