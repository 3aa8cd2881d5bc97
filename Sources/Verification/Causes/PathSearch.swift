import Autodiff
import FlowLanguage

/// What each path from a number back to a node adds to its derivative, the paths one after the other.
struct PathSearch {
  private let backward: BackwardTrace
  private let target: Claim.Place
  private let source: Int
  /// Which nodes lie on a path.
  private let isBetween: [Bool]
  /// Numbers that may still be handed on.
  private var work = 1_000_000
  /// Paths that may still be tried.
  private var left = 256

  init(from target: Claim.Place, to source: Int, _ backward: BackwardTrace) {
    (self.target, self.source, self.backward) = (target, source, backward)
    isBetween = backward.graph.descendants(of: [source], upTo: target.node, by: .edge)
  }

  /// The nodes on the first path, from the target on, whose share satisfies the condition; then those of an edge into the
  /// source that does with all paths that end with it. There is none if there is no choice of paths.
  mutating func first(where isIt: (Tensor) -> Bool) -> [Int]? {
    guard target.node != source, isBetween[target.node] else { return nil }
    let graph = backward.graph
    // The stretch of the path that is gone, with what is handed on; the last one is gone on with. Iterative, since paths are
    // as long as the graph is deep.
    var open: [(node: Int, slot: Int, share: Tensor)] = [
      (target.node, 0, .unit(target.first, of: graph.shape(of: target.node)))
    ]
    var count = 0
    while let (node, slot, share) = open.last, work > 0, left > 0 {
      if node == source {
        (left, count) = (left - 1, count + 1)
        if isIt(share) { return open.map { $0.node } }
        open.removeLast()
        continue
      }
      guard slot < graph.operandCount(of: node) else {
        open.removeLast()
        continue
      }
      open[open.count - 1].slot += 1
      let operand = graph.operand(of: node, slot: slot)
      guard isBetween[operand], graph.primitive(of: node).hasEdge(slot) else { continue }
      work -= share.scalars.count + graph.shape(of: operand).count
      let map = backward.linearization.localDerivative(of: node, slot: slot)
      open.append((operand, 0, map.transposeApplied(to: share)))
    }
    return firstLastEdge(where: isIt)
  }

  private func firstLastEdge(where isIt: (Tensor) -> Bool) -> [Int]? {
    let graph = backward.graph
    guard source < target.node else { return nil }
    for node in source + 1...target.node where isBetween[node] && backward.reaches(node) {
      for slot in 0..<graph.operandCount(of: node) where graph.operand(of: node, slot: slot) == source {
        if isIt(backward.contribution(of: node, slot: slot)) { return [target.node, node, source] }
      }
    }
    return nil
  }
}
