/// The edges inside a region, for sums over the paths from its sources to its output. Of each end the place, as
/// `RegionPlaces` has it.
struct RegionEdges: Sendable {
  struct Edge: Sendable {
    let node: Int
    let slot: Int
    let from: Int
    let to: Int
  }

  /// In ascending order of the node, then in descending order of the slot.
  private(set) var edges: [Edge] = []
  private let sourceCount: Int
  private let placeCount: Int

  init(of region: Region, in graph: Graph) {
    sourceCount = region.sources.count
    placeCount = sourceCount + region.nodes.count
    let places = RegionPlaces(region)
    for (index, node) in region.nodes.enumerated() {
      for slot in (0..<graph.operandCount(of: node)).reversed() where graph.primitive(of: node).hasEdge(slot) {
        let operand = graph.operand(of: node, slot: slot)
        // Of a closed leaf nobody asks.
        guard let from = places[operand], from < sourceCount || graph.operandCount(of: operand) > 0 else { continue }
        edges.append(Edge(node: node, slot: slot, from: from, to: sourceCount + index))
      }
    }
  }

  /// Those alone that lie on paths from one source to the output.
  func from(_ source: Int) -> RegionEdges {
    var depends = [Bool](repeating: false, count: placeCount)
    var leads = depends
    depends[source] = true
    leads[placeCount - 1] = true
    for edge in edges where depends[edge.from] { depends[edge.to] = true }
    for edge in edges.reversed() where leads[edge.to] { leads[edge.from] = true }
    var copy = self
    copy.edges = edges.filter { depends[$0.from] && leads[$0.to] }
    return copy
  }

  // Nothing is handed on from where nothing arrives, since 0 times an infinite partial is not 0.

  /// What becomes of a source's value at the output, the other sources held; nil: nothing arrives.
  func forward<Value>(
    _ value: Value, from source: Int, along: (Edge, Value) -> Value, sum: (Value, Value) -> Value
  ) -> Value? {
    var values = [Value?](repeating: nil, count: placeCount)
    values[source] = value
    for edge in edges {
      guard let below = values[edge.from] else { continue }
      let part = along(edge, below)
      values[edge.to] = values[edge.to].map { sum($0, part) } ?? part
    }
    return values[placeCount - 1]
  }

  /// What becomes of the output's value at each source; nil: nothing arrives.
  func backward<Value>(
    _ value: Value, along: (Edge, Value) -> Value, sum: (Value, Value) -> Value
  ) -> [Value?] {
    var values = [Value?](repeating: nil, count: placeCount)
    values[placeCount - 1] = value
    for edge in edges.reversed() {
      guard let above = values[edge.to] else { continue }
      let part = along(edge, above)
      values[edge.from] = values[edge.from].map { sum($0, part) } ?? part
    }
    return Array(values[..<sourceCount])
  }
}
