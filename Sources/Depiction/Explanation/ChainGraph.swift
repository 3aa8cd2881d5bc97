import Autodiff
import Formulas

/// The edges of a graph as it is shown, for walking along paths: what is known of an edge is computed when it is asked for.
struct ChainGraph {
  let annotated: AnnotatedGraph
  let output: Int
  /// In ascending order of the target, then of the source's first use.
  private(set) var edges: [ChainEdge] = []
  /// The edges into node n are `first[n] ..< first[n + 1]`.
  private var first: [Int32]
  /// The edges out of node n are `users[firstUser[n] ..< firstUser[n + 1]]`, in ascending order of the target.
  private var users: [Int32]
  private var firstUser: [Int32]

  /// Complexity: O(nodes + edges).
  init(_ annotated: AnnotatedGraph, output: Int) {
    self.annotated = annotated
    self.output = output
    let graph = annotated.graph
    let count = graph.nodeCount
    var regionOfNode = [Int32](repeating: -1, count: annotated.drawnRegions.isEmpty ? 0 : count)
    for (place, region) in annotated.drawnRegions.enumerated() { regionOfNode[region.output] = Int32(place) }
    first = [0]
    first.reserveCapacity(count + 1)
    for node in 0..<count {
      if node <= output, annotated.isVisible[node] {
        if !regionOfNode.isEmpty, regionOfNode[node] >= 0 {
          let place = Int(regionOfNode[node])
          let region = annotated.drawnRegions[place]
          let hasGradient = graph.sourcesWithGradient(of: region)
          for (slot, source) in region.sources.enumerated() {
            edges.append(
              ChainEdge(source: source, target: node, slot: slot, region: place, hasGradient: hasGradient[slot]))
          }
        } else {
          for (slot, source) in graph.operands(of: node).enumerated() {
            edges.append(
              ChainEdge(
                source: source, target: node, slot: slot, region: nil,
                hasGradient: graph.primitive(of: node).hasEdge(slot)))
          }
        }
      }
      first.append(Int32(edges.count))
    }
    var starts = [Int32](repeating: 0, count: count + 1)
    for edge in edges { starts[edge.source + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    firstUser = starts
    users = [Int32](repeating: 0, count: edges.count)
    for (place, edge) in edges.enumerated() {
      users[Int(starts[edge.source])] = Int32(place)
      starts[edge.source] += 1
    }
  }

  func edges(into node: Int) -> ArraySlice<ChainEdge> { edges[Int(first[node])..<Int(first[node + 1])] }

  func edges(outOf node: Int) -> some Sequence<ChainEdge> {
    users[Int(firstUser[node])..<Int(firstUser[node + 1])].lazy.map { edges[Int($0)] }
  }

  /// The edges on paths from `source` to `target`, in order; where no gradient flows back no path leads.
  /// - Parameter ofValues: paths that a value takes count too: through a comparison, a condition, `detach`.
  /// Complexity: O(nodes and edges between).
  func passage(from source: Int, to target: Int, ofValues: Bool = false) -> PathBundle {
    guard source <= target else { return PathBundle(source: source, target: target, edges: []) }
    let between = edges[Int(first[source])..<Int(first[target + 1])].filter { $0.hasGradient || ofValues }
    var depends = [Bool](repeating: false, count: target - source + 1)
    depends[0] = true
    for edge in between where edge.source >= source && depends[edge.source - source] {
      depends[edge.target - source] = true
    }
    var leads = [Bool](repeating: false, count: depends.count)
    leads[leads.count - 1] = true
    var onPath: [ChainEdge] = []
    for edge in between.reversed()
    where edge.source >= source && leads[edge.target - source] && depends[edge.source - source] {
      leads[edge.source - source] = true
      onPath.append(edge)
    }
    return PathBundle(source: source, target: target, edges: onPath.reversed())
  }

  // MARK: What stands on an edge

  func derivative(of edge: ChainEdge) -> LinearMap {
    edge.region.map { annotated.linearization.totalDerivative(of: annotated.drawnRegions[$0], by: edge.source) }
      ?? annotated.linearization.localDerivative(of: edge.target, slot: edge.slot)
  }

  /// The number; nil where a tensor is at one of its ends.
  func number(of edge: ChainEdge) -> Double? {
    let graph = annotated.graph
    guard graph.shape(of: edge.source).isScalar, graph.shape(of: edge.target).isScalar else { return nil }
    guard edge.region == nil else { return derivative(of: edge).scalar }
    return annotated.linearization.scalarDerivative(of: edge.target, slot: edge.slot)
  }

  /// Nil where it is too long to be written, or where it says a number and the value has left its domain: `log(w)·0` at 0.
  func formula(of edge: ChainEdge) -> SymbolicFormula? {
    let formula =
      edge.region.map { annotated.writer.totalDerivative(of: annotated.drawnRegions[$0], by: edge.source) }
      ?? annotated.writer.localDerivative(of: edge.target, slot: edge.slot)
    if let literal = formula?.literal, literal.isFinite, number(of: edge)?.isFinite == false { return nil }
    return formula
  }

  /// Whether the edge's symbol means more than the edge: another way leads between its ends.
  ///
  /// A search that gets long is given up.
  func hasDetour(_ edge: ChainEdge) -> Bool {
    var others = 0
    for way in edges(outOf: edge.source) where way != edge && way.hasGradient {
      if way.target == edge.target { return true }
      others += 1
    }
    if others == 0 { return false }
    var seen: Set<Int> = []
    var waiting = edges(into: edge.target).filter { $0.hasGradient && $0.source > edge.source }.map { $0.source }
    while let node = waiting.popLast(), seen.count < 2_000 {
      guard seen.insert(node).inserted else { continue }
      for way in edges(into: node) where way.hasGradient {
        if way.source == edge.source { return true }
        if way.source > edge.source { waiting.append(way.source) }
      }
    }
    return false
  }
}

/// One edge of the graph as it is shown.
struct ChainEdge: Hashable {
  let source: Int
  let target: Int
  let slot: Int
  /// The closed region that it leads into; nil for an operand slot.
  let region: Int?
  /// Whether a gradient can flow back along it.
  let hasGradient: Bool
}
