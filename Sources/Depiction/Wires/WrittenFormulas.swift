import Autodiff
import Formulas
import Pictures

/// The formulas of a graph, which are the same whatever the values, but for ties.
struct WrittenFormulas {
  /// A derivative, as people write it and in the flow language.
  struct Derivative {
    let formula: Formula
    /// What stands on the arrow: the same, with names for its repetitions; nil if there is no room.
    let label: Formula?
    /// Nil if it is not asked for.
    let code: String?
    /// Its number, if it is a literal.
    let literal: Double?
  }

  /// Of edges, in their order; nil where a formula is too large.
  private(set) var derivatives: [Derivative?] = []
  /// Of regions, in their order; empty if they are not asked for.
  private(set) var definitions: [Formula?] = []
  /// What has no room where it belongs, and what names of repetitions stand for.
  private(set) var captions: [Formula] = []

  /// More formulas are not written out below a picture, nor longer ones, above all where they stand in tooltips.
  private static let mostCaptions = 12
  private let longestCaption: Int

  /// - Complexity: O(nodes + edges + symbols).
  init(of graph: AnnotatedGraph) {
    let texts = graph.texts
    longestCaption = texts.contains(.tooltips) ? 90 : 240
    let hasLabels =
      texts.contains(.labels) && graph.parts.isSuperset(of: [.derivatives, .formulas]) && !graph.isCircuit
    var abbreviations = Abbreviations(avoiding: graph.ids)
    graph.forEachTarget { node, region in
      let region = region.flatMap { graph.isSplit($0) ? nil : $0 }
      let sources = region?.sources ?? graph.graph.operands(of: node)
      if texts.isEmpty {
        derivatives += sources.map { _ in nil }
        return
      }
      let symbols =
        region.map { graph.writer.totalDerivatives(of: $0) }
        ?? (0..<graph.graph.operandCount(of: node)).map { graph.writer.localDerivative(of: node, slot: $0) }
      let upstream = graph.upstreamName(of: node)
      for (source, symbols) in zip(sources, symbols) {
        guard let symbols else {
          derivatives.append(nil)
          continue
        }
        let formula = upstream.map { symbols.formula(upstream: $0) } ?? symbols.formula
        var label: Formula? = formula
        if hasLabels, !graph.fits(formula, in: 1) {
          let before = abbreviations
          let short = abbreviations.formula(of: symbols, upstream: upstream)
          label = graph.fits(short, in: graph.formulaLines) ? short : nil
          if label == nil, !add(graph.derivativeName(of: node, by: source) + ": " + short) { abbreviations = before }
        }
        derivatives.append(
          Derivative(
            formula: formula, label: label, code: texts.contains(.code) ? symbols.code : nil,
            literal: symbols.literal))
      }
    }
    if !texts.isDisjoint(with: [.labels, .tooltips]) {
      definitions = graph.regions.map { graph.writer.expression(of: $0)?.formula }
      if texts.contains(.labels), graph.parts.contains(.formulas), !graph.isCircuit {
        for (region, formula) in zip(graph.regions, definitions) where graph.isVisible[region.output] {
          if let formula, !graph.fits(formula, in: 3), !region.sources.isEmpty {
            _ = add(.name(graph.ids[region.output], node: region.output) + " = " + formula)
          }
        }
      }
    }
    captions += abbreviations.meanings.map { .words("with ") + $0 }
  }

  /// False if there is no room for it.
  private mutating func add(_ caption: Formula) -> Bool {
    guard captions.count < Self.mostCaptions, caption.text.count <= longestCaption else { return false }
    captions.append(caption)
    return true
  }
}

extension AnnotatedGraph {
  /// `∂L/∂ŷ`, which arrives at the node; nil at the output, where it is 1. Without gradients what it would be of anything.
  func upstreamName(of node: Int) -> Formula? {
    if node == backward?.output { return nil }
    let output: Formula = backward == nil ? Formula() : .name(outputName)
    return .derivative(of: output, by: .name(ids[node], node: node))
  }

  func derivativeName(of target: Int, by source: Int) -> Formula {
    .derivative(of: .name(ids[target], node: target), by: .name(ids[source], node: source))
  }

  func fits(_ formula: Formula, in lines: Int) -> Bool {
    formula.lines(atMost: lines) != nil
  }
}
