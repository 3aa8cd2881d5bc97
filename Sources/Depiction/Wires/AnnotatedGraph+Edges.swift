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
  let derivative: LinearMap
  let formula: WrittenFormula?
  /// upstream × local; nil when there are no gradients.
  let contribution: Tensor?
}

/// A derivative's formula, as people write it and in the flow language.
struct WrittenFormula {
  let formula: Formula
  let code: String
  /// Its number, if it is a literal.
  let literal: Double?

  init(_ symbols: SymbolicFormula) {
    formula = symbols.formula
    code = symbols.code
    literal = symbols.literal
  }
}

/// Formulas, which are the same whatever the values.
struct WrittenFormulas {
  /// Of edges, in their order.
  var derivatives: [WrittenFormula?] = []
  /// Of regions, in their order.
  var definitions: [Formula?] = []
}

extension AnnotatedGraph {
  /// Writes the formulas once, for this graph and all that it is moved to.
  mutating func keepFormulas() {
    var formulas = WrittenFormulas()
    forEachEdge { formulas.derivatives.append($0.formula) }
    formulas.definitions = regions.map { writer.expression(of: $0)?.formula }
    keptFormulas = formulas
  }

  /// Into a region one edge for each source of it, into a single operation one for each operand slot; in the order of
  /// their target, then of the source's first use.
  func forEachEdge(_ body: (Wire) -> Void) {
    var count = 0
    if detail.closesDefinitions {
      for region in drawnRegions { forEachEdge(into: region, &count, body) }
      return
    }
    var ports = drawnRegions[...]
    for node in isVisible.indices where isVisible[node] {
      if let region = ports.first, region.output == node {
        ports.removeFirst()
        forEachEdge(into: region, &count, body)
      } else {
        forEachEdge(into: node, &count, body)
      }
    }
  }

  /// The edges into a closed region carry its total derivatives.
  private func forEachEdge(into region: Region, _ count: inout Int, _ body: (Wire) -> Void) {
    let derivatives = linearization.totalDerivatives(of: region)
    let formulas = keptFormulas == nil ? writer.totalDerivatives(of: region) : []
    let contributions = backward?.contributions(of: region)
    let terms = graph.terms(of: region)
    for (slot, source) in region.sources.enumerated() {
      body(
        Wire(
          source: source, target: region.output, slot: slot, term: terms[slot], isRepeated: false,
          derivative: derivatives[slot],
          formula: keptFormulas.map { $0.derivatives[count] } ?? formulas[slot].map(WrittenFormula.init),
          contribution: contributions?[slot]))
      count += 1
    }
  }

  private func forEachEdge(into node: Int, _ count: inout Int, _ body: (Wire) -> Void) {
    let operands = graph.operands(of: node)
    let terms = graph.terms(of: Region(output: node, nodes: [node], sources: operands))
    for (slot, source) in operands.enumerated() {
      // Operations with more operands than two are lists of parts, and rare.
      let isRepeated = operands.count == 2 ? operands[0] == operands[1] : operands.filter { $0 == source }.count > 1
      body(
        Wire(
          source: source, target: node, slot: slot, term: terms[slot], isRepeated: isRepeated,
          derivative: linearization.localDerivative(of: node, slot: slot),
          formula: keptFormulas.map { $0.derivatives[count] }
            ?? writer.localDerivative(of: node, slot: slot).map(WrittenFormula.init),
          contribution: backward?.contribution(of: node, slot: slot)))
      count += 1
    }
  }
}
