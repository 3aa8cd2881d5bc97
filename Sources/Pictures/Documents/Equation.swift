/// An equation that goes on from step to step: `∂L/∂w = ∂L/∂e · ∂e/∂w = 2e · x = 6 · 2 = 12`.
package struct Equation: Sendable, Hashable {
  /// How one step follows from the one before.
  package enum Relation: Sendable, Hashable {
    case equal
    /// The numbers as printed do not give the next ones to the last digit.
    case approximate
  }

  /// One step. Steps of the same form are set below each other, factor by factor.
  package struct Step: Sendable, Hashable {
    package var relation: Relation
    package var term: Term

    package init(_ term: Term, _ relation: Relation = .equal) {
      self.relation = relation
      self.term = term
    }
  }

  package var left: Formula
  package var steps: [Step]
  /// Said behind the last step.
  package var remark: Prose?

  package init(_ left: Formula, _ steps: [Step], remark: Prose? = nil) {
    self.left = left
    self.steps = steps
    self.remark = remark
  }
}

/// Sums and products of what is not taken apart any further.
package indirect enum Term: Sendable, Hashable {
  case atom(Formula)
  case product([Term])
  case sum([Term])

  /// The atoms in order, each with what stands before it, and what stands at the end.
  package var pieces: (atoms: [(lead: String, atom: Formula)], tail: String) {
    var atoms: [(lead: String, atom: Formula)] = []
    var lead = ""
    flatten(into: &atoms, &lead)
    return (atoms, lead)
  }

  /// Whether a sum stands inside of a product.
  package var hasParentheses: Bool {
    guard case .product(let factors) = self, factors.count > 1 else { return false }
    return factors.contains { if case .sum(let terms) = $0 { terms.count > 1 } else { false } }
  }

  private func flatten(into atoms: inout [(lead: String, atom: Formula)], _ lead: inout String) {
    switch self {
    case .atom(let formula):
      atoms.append((lead, formula))
      lead = ""
    case .product(let factors):
      for (place, factor) in factors.enumerated() {
        if place > 0 { lead += " · " }
        if case .sum(let terms) = factor, terms.count > 1, factors.count > 1 {
          lead += "("
          factor.flatten(into: &atoms, &lead)
          lead += ")"
        } else {
          factor.flatten(into: &atoms, &lead)
        }
      }
    case .sum(let terms):
      for (place, term) in terms.enumerated() {
        if place > 0 { lead += " + " }
        term.flatten(into: &atoms, &lead)
      }
    }
  }
}
