import Autodiff
import Formulas
import Pictures

/// The formulas of a graph, which are the same whatever the values.
struct WrittenFormulas {
  /// A derivative, as people write it and in the flow language.
  struct Derivative {
    let formula: Formula
    /// Nil if it is not asked for.
    let code: String?
    /// Its number, if it is a literal.
    let literal: Double?
  }

  /// Of edges, in their order; nil where a formula is too large.
  private(set) var derivatives: [Derivative?] = []
  /// Of regions, in their order; empty if they are not asked for.
  private(set) var definitions: [Formula?] = []

  /// - Complexity: O(nodes + edges + symbols).
  init(of graph: AnnotatedGraph) {
    let texts = graph.texts
    graph.forEachTarget { node, region in
      let symbols =
        region.flatMap { graph.isSplit($0) ? nil : graph.writer.totalDerivatives(of: $0) }
        ?? (0..<graph.graph.operandCount(of: node)).map { graph.writer.localDerivative(of: node, slot: $0) }
      for symbols in symbols {
        derivatives.append(
          symbols.map {
            Derivative(
              formula: $0.formula, code: texts.contains(.code) ? $0.code : nil, literal: $0.literal)
          })
      }
    }
    if !texts.isDisjoint(with: [.labels, .tooltips]) {
      definitions = graph.regions.map { graph.writer.expression(of: $0)?.formula }
    }
  }
}
