/// A part of the graph that is drawn as one node: the node `output` with all the nodes that only it uses,
/// down to the nodes that stay visible.
public struct Region: Sendable, Hashable {
  /// The node that the region computes, and by which it is known.
  public let output: Int
  /// The region's nodes in topological order, `output` last; leaves that are closed in (literals) among them.
  public let nodes: [Int]
  /// The visible nodes that the region uses, in the order of first use.
  public let sources: [Int]
}

extension Graph {
  /// The regions that remain when only `visible` nodes are drawn: one for each visible node that is not a leaf,
  /// in topological order. A node is drawn in each region that uses it unless it is visible.
  /// - Parameter visible: one flag a node.
  /// Complexity: O(nodes + edges) when hidden nodes have one user.
  public func regions(showing visible: [Bool]) -> [Region] { fatalError("contract") }
}

extension Linearization {
  /// ∂output/∂source of a region: the sum over the paths inside of the products along them, where the other
  /// sources are held. A linear map that is never expanded unless its `jacobian()` is asked for.
  public func totalDerivative(of region: Region, by source: Int) -> LinearMap { fatalError("contract") }
}

extension BackwardTrace {
  /// What the region adds to the adjoint of each of its sources, in their order; one reverse sweep inside.
  public func contributions(of region: Region) -> [Tensor] { fatalError("contract") }
}
