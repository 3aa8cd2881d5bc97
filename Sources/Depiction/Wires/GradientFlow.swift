import Autodiff

/// On which nodes a picture shows gradients: those asked for, and what lies between them and the output.
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
    let count = graph.nodeCount
    var isShown = [Bool](repeating: false, count: count)
    var isOnPath = isShown
    guard let output else {
      (self.isShown, self.isOnPath, hasPaths) = (isShown, isOnPath, false)
      return
    }
    for node in sources where node >= 0 && node < count { isShown[node] = true }

    var reachesOutput = [Bool](repeating: false, count: count)
    reachesOutput[output] = true
    for node in stride(from: output, through: 0, by: -1) where reachesOutput[node] {
      for slot in 0..<graph.operandCount(of: node) { reachesOutput[graph.operand(of: node, slot: slot)] = true }
    }
    var hasPaths = false
    if output < count {
      for node in 0...output where reachesOutput[node] {
        var depends = isShown[node]
        for slot in 0..<graph.operandCount(of: node) where !depends {
          depends = isOnPath[graph.operand(of: node, slot: slot)]
        }
        guard depends else { continue }
        isOnPath[node] = true
        isShown[node] = true
        hasPaths = true
      }
    }
    (self.isShown, self.isOnPath, self.hasPaths) = (isShown, isOnPath, hasPaths)
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
