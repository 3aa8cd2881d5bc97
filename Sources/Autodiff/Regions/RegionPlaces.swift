import Platform

/// Finds a region's sources and nodes by their index in the graph: the sources have the first places, in their order,
/// then come the nodes, the output last.
struct RegionPlaces {
  private let region: Region
  private let first: Int
  private let isContiguous: Bool
  private let placeOfSource: [Int: Int]

  init(_ region: Region) {
    self.region = region
    first = region.nodes.first ?? 0
    isContiguous = region.output - first == region.nodes.count - 1
    // Among a few, looking is faster than hashing.
    var placeOfSource: [Int: Int] = [:]
    if region.sources.count > 8 {
      for (place, source) in region.sources.enumerated() { placeOfSource[source] = place }
    }
    self.placeOfSource = placeOfSource
  }

  subscript(node: Int) -> Int? {
    if let place = place(among: node) { return region.sources.count + place }
    return region.sources.count > 8 ? placeOfSource[node] : region.sources.firstIndex(of: node)
  }

  private func place(among node: Int) -> Int? {
    if isContiguous { return node >= first && node <= region.output ? node - first : nil }
    let place = region.nodes.partitioningIndex { $0 >= node }
    return place < region.nodes.count && region.nodes[place] == node ? place : nil
  }
}
