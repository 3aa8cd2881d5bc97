import Platform

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
    let place = nodes.partitioningIndex { $0 >= node }
    return place < nodes.count && nodes[place] == node ? place : nil
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
