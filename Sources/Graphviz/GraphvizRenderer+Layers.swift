extension GraphvizRenderer {
  /// Where items stand across the flow, by dot's network simplex, when their layers and the order in them are settled.
  ///
  /// For layers `[[0], [1, 2]]` of items 10 points wide, linked 0 to 1 and 0 to 2, item 0 stands over the middle of the
  /// others or straight over one of them, and 1 stands 10 points before 2.
  ///
  /// - Parameters:
  ///   - layers: The items of each layer, in order. Together they name every item once.
  ///   - sizes: By item: its size across the flow and the room around it.
  ///   - links: From an item to one of the next layer. The larger the weight (1 to 1,000), the straighter.
  /// - Returns: By item: its centre. Neighbours keep their distance but for the rounding of their centres.
  package static func centres(
    layers: [[Int]], sizes: [Int], links: [(from: Int, to: Int, weight: Int)]
  ) throws(GraphvizError) -> [Int] {
    guard !sizes.isEmpty else { return [] }
    var dot: [UInt8] = []
    func write(_ text: String) { dot.append(contentsOf: text.utf8) }
    // The least separation that dot keeps is a point, so items are that much smaller.
    write("digraph G{graph[nodesep=\"0.02\" ranksep=\"0.02\" splines=false nslimit=2 nslimit1=2]")
    write("node[label=\"\" shape=box fixedsize=true height=\"0.1\"]\n")
    for item in sizes.indices {
      write("\(item)[width=\"\(Double(max(sizes[item], 2) - 1) / 72)\"]\n")
    }
    // Edges within a layer keep its order, if they weigh something: next to nothing. The layers hang together by one more
    // edge each, so that each has a rank of its own.
    for (index, layer) in layers.enumerated() {
      write("{rank=same;\(layer.map { "\($0)" }.joined(separator: "->"))}\n")
      if index > 0, let before = layers[index - 1].first, let first = layer.first { write("\(before)->\(first)\n") }
    }
    for link in links { write("\(link.from)->\(link.to)[weight=\(64 * link.weight)]\n") }
    write("}\n")
    let centres = try centres(dot: dot)
    guard centres.count == sizes.count else { throw .failed("it lost nodes") }
    return centres.map { Int($0.rounded()) }
  }
}
