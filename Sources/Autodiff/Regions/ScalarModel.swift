/// A model expanded into its entries: every node is a single number, and every operation one on numbers.
///
/// An entry of a named node bears a name (`W[0, 1]`, `x[2]`; a number keeps its own), and what a definition computes on the
/// way to it are that entry's unnamed nodes, `W[0, 1].1` and so on. Products of matrices are products and sums, from left to right; what
/// only moves entries (a transpose, an index) has nodes only where it bears a name. Values and derivatives are the same as those of the
/// model, kinks and ties included; only squares that overflow are not scaled.
package struct ScalarModel: Sendable {
  package let model: Model
  /// The model that was expanded.
  package let origin: Model
  /// Its numbers, by slot; −1 for a number that nothing needs.
  let nodes: [Int32]
  let plan: Plan

  /// Why a model cannot be expanded: it has too many numbers.
  package struct TooLarge: Error, Hashable, Sendable {
    /// How many nodes there may be.
    package let limit: Int
  }

  /// The node that an entry of the model's node became; nil for an unnamed one that nothing needs. An entry that was only moved shares
  /// its node with where it came from.
  package func node(of node: Int, entry: Int = 0) -> Int? {
    let slots = plan.slots(of: node)
    precondition(entry >= 0 && entry < slots.count, "no such entry")
    let expanded = nodes[slots.lowerBound + entry]
    return expanded < 0 ? nil : Int(expanded)
  }

  /// The nodes that the entries of these nodes became.
  package func entries(of nodes: [Int]) -> [Int] {
    nodes.flatMap { node in
      (0..<origin.graph.shape(of: node).count).compactMap { self.node(of: node, entry: $0) }
    }
  }

  /// The same leaf values, entry by entry.
  package func entryValues(of leaves: [Int: Tensor]) -> [Int: Tensor] {
    var expanded: [Int: Tensor] = [:]
    for (leaf, value) in leaves {
      for (entry, number) in value.scalars.enumerated() {
        if let node = node(of: leaf, entry: entry) { expanded[node] = Tensor(number) }
      }
    }
    return expanded
  }
}

extension Model {
  /// The most nodes that a model is expanded into.
  package static let expansionLimit = 1_000_000

  /// This model expanded into its entries.
  /// Complexity: O(nodes of the result + entries).
  package func expanded(limit: Int = Model.expansionLimit) throws(ScalarModel.TooLarge) -> ScalarModel {
    // Numbers that nothing needs are not expanded, but they have a place.
    guard graph.entryCount <= 16 * limit else { throw ScalarModel.TooLarge(limit: limit) }
    var expansion = ScalarExpansion(of: self, limit: limit)
    return try expansion.expandedModel()
  }
}
