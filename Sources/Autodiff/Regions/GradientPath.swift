/// The path along which most of the gradient comes from the output back to a leaf, and how large it is on the way.
package struct GradientPath: Sendable {
  /// One named node.
  package struct Stop: Sendable, Hashable {
    package let node: Int
    /// ‖∂output/∂node‖, over all its entries.
    package let size: Double
  }
  /// From the output to the leaf.
  package let stops: [Stop]

  /// Where it leads to.
  package var leaf: Int { stops[stops.count - 1].node }

  /// From so many named operations on, gradients can be said to vanish or explode, where their size changes by so much.
  static let shortest = 5
  static let change = 1e4

  /// The size near the leaf over that near the output, among what is computed between the two: the product of the factors' sizes. Nil where
  /// there is nothing between.
  package var ratio: Double? {
    let between = stops.dropFirst().dropLast()
    guard let first = between.first, let last = between.last, between.count > 1, first.size > 0 else { return nil }
    return last.size / first.size
  }

  /// Whether it vanishes or explodes on the way.
  package var symptom: Symptom? {
    let between = stops.dropFirst().dropLast()
    guard let ratio, ratio > 0, ratio.isFinite, between.count >= Self.shortest, let last = between.last else {
      return nil
    }
    if ratio < 1 / Self.change { return Symptom(node: last.node, kind: .vanishing(ratio, over: between.count)) }
    if ratio > Self.change { return Symptom(node: last.node, kind: .exploding(ratio, over: between.count)) }
    return nil
  }
}

extension Model {
  /// At each node on the way the user that contributes most to it comes before.
  /// Complexity: O(nodes + edges + entries).
  package func gradientPath(to leaf: Int, in backward: BackwardTrace) -> GradientPath? {
    GradientRoutes(of: self, backward).path(to: leaf)
  }

  /// The path to the parameter that is the most named nodes away; of several the first.
  package func longestGradientPath(in backward: BackwardTrace) -> GradientPath? {
    let routes = GradientRoutes(of: self, backward)
    let parameters = definitions.filter { $0.role == .parameter && backward.reaches($0.node) }.map { $0.node }
    guard var farthest = parameters.first else { return nil }
    for parameter in parameters where routes.stopCount[parameter] > routes.stopCount[farthest] {
      farthest = parameter
    }
    return routes.path(to: farthest)
  }
}

/// For each node the user that contributes most to its adjoint.
private struct GradientRoutes {
  let backward: BackwardTrace
  /// −1 at the output, and where nothing leads.
  private var next: [Int]
  private var isNamed: [Bool]
  /// How many named nodes lie on the way.
  private(set) var stopCount: [Int]

  init(of model: Model, _ backward: BackwardTrace) {
    self.backward = backward
    let graph = model.graph
    next = Array(repeating: -1, count: graph.nodeCount)
    isNamed = Array(repeating: false, count: graph.nodeCount)
    stopCount = Array(repeating: 0, count: graph.nodeCount)
    for definition in model.definitions { isNamed[definition.node] = true }
    isNamed[backward.output] = true
    var largest = [Double](repeating: -1, count: graph.nodeCount)
    for node in stride(from: backward.output, through: 0, by: -1) where backward.reaches(node) {
      stopCount[node] = (isNamed[node] ? 1 : 0) + (next[node] < 0 ? 0 : stopCount[next[node]])
      for slot in 0..<graph.operandCount(of: node) {
        let operand = graph.operand(of: node, slot: slot)
        let size = Self.size(of: node, slot, backward)
        if size > largest[operand] || size.isNaN && largest[operand] < 0 {
          largest[operand] = size
          next[operand] = node
        }
      }
    }
  }

  private static func size(of node: Int, _ slot: Int, _ backward: BackwardTrace) -> Double {
    if backward.graph.isAllScalar {
      return abs(backward.scalarAdjoint(of: node) * backward.linearization.scalarDerivative(of: node, slot: slot))
    }
    return norm(backward.contribution(of: node, slot: slot).scalars)
  }

  private static func norm(_ scalars: [Double]) -> Double {
    let largest = scalars.reduce(0) { $1.isNaN ? $1 : max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * scalars.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  func path(to leaf: Int) -> GradientPath? {
    guard backward.reaches(leaf) else { return nil }
    var stops: [GradientPath.Stop] = []
    var node = leaf
    while node >= 0 {
      if isNamed[node] || node == leaf {
        stops.append(GradientPath.Stop(node: node, size: Self.norm(backward.adjoint(of: node).scalars)))
      }
      node = next[node]
    }
    return GradientPath(stops: stops.reversed())
  }
}
