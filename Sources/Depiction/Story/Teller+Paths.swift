import Autodiff
import Pictures

extension Teller {
  /// A node's derivative along whole paths: `∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1 = 2e · 1 · x1 = 6 · 1 · 2 = 12`, along w1 → ŷ → e → L.
  /// Nil where there is none, or too many to be told.
  func path(from source: Int) -> (telling: Telling, edges: [ChainEdge])? {
    guard let backward = annotated.backward, source != output else { return nil }
    let passage = chain.passage(from: source, to: output)
    guard !passage.isEmpty, !passage.pathCount.paths.exceeds(Self.toldPaths) else { return nil }
    let paths = passage.paths(limit: Self.toldPaths)
    guard paths.allSatisfy({ $0.count <= ChainProduct.shownFactors }) else { return nil }
    let left = notation.partial(output, by: source)
    let value = backward.adjoint(of: source)
    var telling: Telling
    if let total = value.scalar, passage.edges.allSatisfy({ chain.number(of: $0) != nil }) {
      let terms = paths.map { ChainProduct.shortened($0.map { .edge($0) }) }
      telling = self.telling(left, .shortenedSum(terms), total: total, formulas: .all)
    } else {
      telling = tensorTelling(left, paths, upstream: nil, value: value)
      // One inside of the other they are soon too long to be read.
      telling.steps.removeAll { $0.part == .formulas && $0.term.text.count > Self.toldFormula }
    }
    telling.sentence = Prose("along " + paths.map(walk).joined(separator: " and "))
    return (telling, passage.edges)
  }

  private static let toldPaths = 4
  private static let toldFormula = 48

  /// `w1 → ŷ → e → L`
  private func walk(_ path: [ChainEdge]) -> String {
    var text = path.last.map { annotated.ids[$0.source] } ?? ""
    for edge in path.reversed() { text += " → " + annotated.ids[edge.target] }
    return text
  }
}
