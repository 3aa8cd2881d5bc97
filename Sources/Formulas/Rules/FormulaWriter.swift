import Autodiff

/// Writes the formulas of one model at one level of detail: formulas use the names of visible nodes; a node without a
/// name is written out in the names that it is computed from.
///
/// At points where a derivative is a convention or does not exist, a formula follows the engine at kinks, and at the ties
/// of the values that are drawn, but not where the value itself leaves the domain (`x·log(x)` at 0, `a^b` at a = b = 0),
/// nor where a slope is infinite on the way and not in the end (`√x·√x` at 0).
package final class FormulaWriter: Sendable {
  package let model: Model
  /// One flag a node.
  package let visible: [Bool]
  /// The values at which the formulas are drawn: what a maximum has at a tie is written only there. Nil: never.
  let trace: ForwardTrace?
  /// What the upstream gradient is called in the flow language: `upstream`, with primes if a node bears that name.
  package let upstreamName: String
  /// Index of the definition that names the node, or −1.
  private let definitionOfNode: [Int32]
  private let extents: FormulaSizes

  /// Formulas with more symbols are not written.
  package static let sizeLimit = 1024

  /// Complexity: O(nodes + edges).
  package init(model: Model, visible: [Bool], trace: ForwardTrace? = nil) {
    self.model = model
    self.visible = visible
    self.trace = trace
    var definitionOfNode = [Int32](repeating: -1, count: model.graph.nodeCount)
    var upstreamNames: Set<String> = []
    for (index, definition) in model.definitions.enumerated() {
      if definition.node < definitionOfNode.count { definitionOfNode[definition.node] = Int32(index) }
      if definition.name.hasPrefix("upstream") {
        upstreamNames.insert(String(definition.name.map { $0 == "\u{2032}" ? "'" : $0 }))
      }
    }
    var upstreamName = "upstream"
    while upstreamNames.contains(upstreamName) { upstreamName += "'" }
    self.upstreamName = upstreamName
    self.definitionOfNode = definitionOfNode
    extents = FormulaSizes(of: model.graph) { visible[$0] && definitionOfNode[$0] >= 0 }
  }

  /// The name by which formulas know the node; nil if they write it out.
  func name(of node: Int) -> String? {
    guard visible[node], definitionOfNode[node] >= 0 else { return nil }
    return model.definitions[Int(definitionOfNode[node])].name
  }

  /// Whether a leaf is trained.
  func isParameter(_ node: Int) -> Bool {
    definitionOfNode[node] >= 0 && model.definitions[Int(definitionOfNode[node])].role == .parameter
  }

  func isWritable(_ node: Int) -> Bool { extents.isWritable(node) }
  func isDefinitionWritable(_ node: Int) -> Bool { extents.isDefinitionWritable(node) }

  /// What the region computes, as the lesson wrote it, not simplified: `w1·x1 + w2·x2`. Nil above `sizeLimit`, or if
  /// it is nested too deep to be read.
  package func expression(of region: Region) -> SymbolicFormula? {
    var draft = Differentiation(self, sources: region.sources, simplifies: false)
    do {
      return SymbolicFormula(try draft.definition(of: region.output))
    } catch {
      return nil
    }
  }
}
