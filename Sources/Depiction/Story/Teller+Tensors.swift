import Autodiff
import Formulas
import Pictures

extension Teller {
  /// A derivative by a tensor, in vector–Jacobian products: `∂L/∂w = Xᵀ·∂L/∂ŷ = [1.646, 2.888]`, with its shape.
  ///
  /// - Parameters:
  ///   - paths: each from its target back.
  ///   - upstream: the symbol of what has arrived at a node; nil: written out from the output back.
  func tensorTelling(
    _ left: Formula, _ paths: [[ChainEdge]], upstream: ((Int) -> Formula)?, value: Tensor
  ) -> Telling {
    var steps: [Telling.Step] = []
    let shown = paths.prefix(Depiction.shownPaths)
    if upstream == nil, !paths.isEmpty {
      let symbols = shown.map { path in ChainProduct.shortened(path.map { .edge($0) }) }
      steps += telling(left, .shortenedSum(symbols), total: nil).steps
    }
    let terms = shown.map { applied($0, upstream: upstream) }
    if !terms.isEmpty, upstream != nil || !terms.contains(where: { $0 == nil }) {
      var parts = zip(shown, terms).map { path, applied in
        applied.map(Term.atom) ?? symbols(along: path, upstream: upstream)
      }
      if paths.count > shown.count { parts.append(.atom(ChainNotation.omission)) }
      let term = parts.count == 1 ? parts[0] : Term.sum(parts)
      if term != .atom(left), steps.last?.term != term { steps.append(.init(.formulas, term)) }
    }
    let result = Term.atom(self.shown(value))
    if steps.last?.term.text == result.text { steps.removeLast() }
    steps.append(.init(.result, result))
    return Telling(left, steps)
  }

  /// `∂L/∂M · ∂M/∂R`, where the formula is too long.
  private func symbols(along path: [ChainEdge], upstream: ((Int) -> Formula)?) -> Term {
    var factors: [ChainProduct] = path.map { .edge($0) }
    if let upstream, let first = path.first, first.target != output {
      factors.insert(.known(upstream(first.target), nil), at: 0)
    }
    return term(.shortened(factors), .symbols, isFirst: true)
  }

  /// The vector–Jacobian products along a path, one inside the other; nil if that is too long to be read.
  private func applied(_ path: [ChainEdge], upstream: ((Int) -> Formula)?) -> Formula? {
    var above: Formula?
    if let upstream, let first = path.first, first.target != output { above = upstream(first.target) }
    for (place, edge) in path.enumerated() {
      guard let formula = chain.formula(of: edge), formula.size <= Depiction.shownSymbols else { return nil }
      above = applied(formula, to: above, isInner: place > 0)
      guard let above, above.text.count <= 100 else { return nil }
    }
    return above
  }

  private func applied(_ formula: SymbolicFormula, to above: Formula?, isInner: Bool) -> Formula {
    guard let above else { return formula.formula }
    let whole = isInner ? above.inParentheses : above
    if formula.hasUpstream { return formula.formula == .number("1") ? above : formula.formula(upstream: whole) }
    return formula.literal == 1 ? above : whole + " · " + formula.factor()
  }
}
