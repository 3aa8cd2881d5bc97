import Autodiff
import Formulas
import Pictures

/// One edge of the annotated graph, before it is a part of a picture.
struct Wire {
  let source: Int
  let target: Int
  let slot: Int
  /// Which summand of the target it belongs to.
  let term: Int
  /// Whether the target has another edge from the same source.
  let isRepeated: Bool
  /// The derivative between numbers.
  var number: Double?
  /// Any other.
  var map: LinearMap?
  /// upstream × local; nil when there are no gradients.
  var contribution: Quantity?
}

extension AnnotatedGraph {
  /// All nodes with edges into them, in order; with what is drawn as one node, if it is.
  func forEachTarget(_ body: (_ node: Int, _ region: Region?) -> Void) {
    if detail.closesDefinitions {
      for region in drawnRegions { body(region.output, region) }
      return
    }
    var port = 0
    for node in isVisible.indices where isVisible[node] {
      if port < drawnRegions.count, drawnRegions[port].output == node {
        body(node, drawnRegions[port])
        port += 1
      } else {
        body(node, nil)
      }
    }
  }

  /// Into a region one edge for each source of it, into a single operation one for each operand slot; in the order of
  /// their target, then of the source's first use.
  func forEachEdge(_ body: (Wire) -> Void) {
    forEachTarget { node, region in
      if let region, !isSplit(region) { forEachEdge(into: region, body) } else { forEachEdge(into: node, body) }
    }
  }

  /// Whether a region's operand that is used twice, as in `x·x`, has two wires: where bands are drawn, of which one would hide that
  /// two add up.
  func isSplit(_ region: Region) -> Bool {
    guard texts.contains(.gates), parts.union(partsWhereFew).contains(.bands), region.nodes.count == 1 else {
      return false
    }
    return graph.operandCount(of: region.output) > region.sources.count
  }

  /// The edges into a closed region carry its total derivatives.
  private func forEachEdge(into region: Region, _ body: (Wire) -> Void) {
    let terms = graph.terms(of: region)
    func edge(_ slot: Int) -> Wire {
      Wire(source: region.sources[slot], target: region.output, slot: slot, term: terms[slot], isRepeated: false)
    }
    if let numbers = linearization.scalarSweep(of: region, seed: 1) {
      let seed = backward.flatMap { $0.reaches(region.output) ? $0.scalarAdjoint(of: region.output) : nil }
      let parts = seed.flatMap { linearization.scalarSweep(of: region, seed: $0) }
      for (slot, number) in numbers.enumerated() {
        var edge = edge(slot)
        edge.number = number
        if backward != nil { edge.contribution = .number(parts?[slot] ?? 0) }
        body(edge)
      }
      return
    }
    let maps = linearization.totalDerivatives(of: region)
    // What only this region uses gets its whole gradient from here.
    let isOnlyUser = region.sources.allSatisfy { isUsedOnce[$0] && $0 != backward?.output }
    let parts = isOnlyUser ? nil : backward?.contributions(of: region)
    for (slot, map) in maps.enumerated() {
      var edge = edge(slot)
      if let number = map.scalar { edge.number = number } else { edge.map = map }
      edge.contribution = parts.map { Quantity($0[slot]) } ?? gradient(of: edge.source)
      body(edge)
    }
  }

  private func forEachEdge(into node: Int, _ body: (Wire) -> Void) {
    let operands = graph.operands(of: node)
    if operands.isEmpty { return }
    let terms = graph.terms(of: Region(output: node, nodes: [node], sources: operands))
    for (slot, source) in operands.enumerated() {
      // Operations with more operands than two are lists of parts, and rare.
      let isRepeated = operands.count == 2 ? operands[0] == operands[1] : operands.filter { $0 == source }.count > 1
      var edge = Wire(source: source, target: node, slot: slot, term: terms[slot], isRepeated: isRepeated)
      let map = linearization.localDerivative(of: node, slot: slot)
      if let number = map.scalar { edge.number = number } else { edge.map = map }
      if let backward { edge.contribution = Quantity(backward.contribution(of: node, slot: slot)) }
      body(edge)
    }
  }
}
