import Autodiff

/// On which nodes a picture shows gradients: those asked for, and what lies on paths of edges from them to the output.
struct GradientFlow {
  /// One flag a node.
  let isShown: [Bool]
  /// One flag a node: on a path from a node that was asked for to the output.
  private let isOnPath: [Bool]
  /// False where no node was asked for or there is no gradient: then no path stands out.
  private let hasPaths: Bool

  /// - Parameter sources: the nodes that were asked for.
  /// Complexity: O(nodes + edges).
  init(through graph: Graph, from sources: [Int], to output: Int?) {
    let sources = sources.filter { $0 >= 0 && $0 < graph.nodeCount }
    var isShown = [Bool](repeating: false, count: graph.nodeCount)
    if let output {
      let depends = graph.descendants(of: sources, upTo: output, by: .edge)
      isShown = zip(graph.ancestors(of: output, by: .edge), depends).map { $0 && $1 }
    }
    isOnPath = isShown
    hasPaths = isShown.contains(true)
    if output != nil { for node in sources { isShown[node] = true } }
    self.isShown = isShown
  }

  /// Whether the arrow from `source` to `target` lies on a path that is shown; where no path is, all are alike.
  func isActive(from source: Int, to target: Int) -> Bool {
    !hasPaths || (isOnPath[source] && isOnPath[target])
  }

  /// Whether what flows back along the arrow belongs to a gradient that is shown.
  func carriesShownGradient(from source: Int, to target: Int) -> Bool {
    isOnPath[source] && isOnPath[target]
  }
}
