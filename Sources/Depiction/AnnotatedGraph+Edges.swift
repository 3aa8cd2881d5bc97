import Autodiff
import Formulas

/// One edge of the annotated graph, before it is a part of a picture.
struct Edge {
  let source: Int
  let target: Int
  let slot: Int
  /// Whether the target has another edge from the same source.
  let isRepeated: Bool
  let derivative: LinearMap
  let formula: Formula?
  /// upstream × local; nil when there are no gradients.
  let contribution: Tensor?
}

extension AnnotatedGraph {
  /// At `named` one edge for each pair of a region and a source of it, else one for each operand slot; in the order of
  /// their target, then of the source's first use.
  func forEachEdge(_ body: (Edge) -> Void) {
    if detail == .named {
      for region in regions { forEachEdge(into: region, body) }
    } else {
      for node in isVisible.indices { forEachEdge(into: node, body) }
    }
  }

  /// The edges into a closed region carry its total derivatives.
  private func forEachEdge(into region: Region, _ body: (Edge) -> Void) {
    let derivatives = linearization.totalDerivatives(of: region)
    let formulas = writer.totalDerivatives(of: region)
    let contributions = backward?.contributions(of: region)
    for (slot, source) in region.sources.enumerated() {
      body(
        Edge(
          source: source, target: region.output, slot: slot, isRepeated: false,
          derivative: derivatives[slot], formula: formulas[slot], contribution: contributions?[slot]))
    }
  }

  private func forEachEdge(into node: Int, _ body: (Edge) -> Void) {
    let operands = graph.operands(of: node)
    for (slot, source) in operands.enumerated() {
      // Operations with more operands than two are lists of parts, and rare.
      let isRepeated = operands.count == 2 ? operands[0] == operands[1] : operands.filter { $0 == source }.count > 1
      body(
        Edge(
          source: source, target: node, slot: slot, isRepeated: isRepeated,
          derivative: linearization.localDerivative(of: node, slot: slot),
          formula: writer.localDerivative(of: node, slot: slot),
          contribution: backward?.contribution(of: node, slot: slot)))
    }
  }
}
