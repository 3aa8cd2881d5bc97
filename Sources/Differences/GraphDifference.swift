import Pictures

/// What two pictures of graphs differ in. Nodes are matched by id, then by operation and operands.
package struct GraphDifference: Sendable {
  package let before: Diagram
  package let after: Diagram
  /// Numbers that differ by no more than this are the same; above 1 in relation to their size.
  package let tolerance: Double
  let matching: (new: [Int?], old: [Int?])
  /// By the index of the old node and of the new one.
  let nodes: [(old: Int, new: Int, facts: [Fact])]
  /// By the index of the old arrow and of the new one.
  let edges: [(old: Int, new: Int, facts: [Fact])]
  /// Arrows that are gone, and those that were not there.
  let removedEdges: [Int]
  let addedEdges: [Int]
  /// Of the whole picture.
  let facts: [Fact]

  /// One thing that is another now.
  struct Fact: Sendable, Equatable {
    enum Kind: Sendable { case name, expression, value, gradient, derivative, other }
    var kind: Kind
    /// `value`; of a name and an expression nothing.
    var label: String
    var old: String
    var new: String
  }

  /// - Complexity: O(boxes + arrows + numbers + expressions).
  package init(from before: Diagram, to after: Diagram, tolerance: Double = 0) {
    self.before = before
    self.after = after
    self.tolerance = tolerance
    let matching = NodeMatching(from: before, to: after)
    self.matching = (matching.new, matching.old)
    let comparison = FactComparison(before, after, matching, tolerance)
    var nodes: [(old: Int, new: Int, facts: [Fact])] = []
    for new in after.boxes.indices {
      if let old = matching.old[new] { nodes.append((old, new, comparison.ofNodes(old, new))) }
    }
    self.nodes = nodes

    var removed: [Int] = []
    var added: [Int] = []
    var edges: [(old: Int, new: Int, facts: [Fact])] = []
    var waiting: [Ends: [Int]] = [:]
    for (place, arrow) in after.arrows.enumerated().reversed() {
      waiting[Ends(from: arrow.from, to: arrow.to), default: []].append(place)
    }
    for (place, arrow) in before.arrows.enumerated() {
      guard let from = matching.new[arrow.from], let to = matching.new[arrow.to],
        let new = waiting[Ends(from: from, to: to)]?.popLast()
      else {
        removed.append(place)
        continue
      }
      edges.append((place, new, comparison.ofEdges(place, new)))
    }
    let kept = Set(edges.map { $0.new })
    for place in after.arrows.indices where !kept.contains(place) { added.append(place) }
    self.edges = edges
    removedEdges = removed
    addedEdges = added
    facts = comparison.ofPictures()
  }

  private struct Ends: Hashable {
    let from: Int
    let to: Int
  }

  /// Whether nothing differs.
  package var isEmpty: Bool {
    facts.isEmpty && removedEdges.isEmpty && addedEdges.isEmpty && nodes.count == before.boxes.count
      && nodes.count == after.boxes.count && nodes.allSatisfy { $0.facts.isEmpty }
      && edges.allSatisfy { $0.facts.isEmpty }
  }
}
