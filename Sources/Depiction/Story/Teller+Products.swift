import Autodiff
import Formulas
import Pictures

extension Teller {
  enum Row { case symbols, formulas, beside, numbers, filled }

  /// Which formulas are written between the symbols and the numbers.
  enum Formulas {
    /// None, but where the symbols would say nothing new.
    case none
    /// Those of edges, beside what has come down to them as a number: `6 · x1`.
    case beside
    case all
  }

  /// `∂L/∂w1 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1 = 2e · 1 · x1 = 6 · 1 · 2 = 12`.
  ///
  /// - Parameter total: the number that comes out; nil of tensors, whose equations end with the symbols.
  func telling(_ left: Formula, _ product: ChainProduct, total: Double?, formulas: Formulas = .all) -> Telling {
    var steps: [Telling.Step] = []
    func add(_ part: Telling.Part, _ term: Term, _ relation: Equation.Relation) {
      if case .atom(let only) = term, steps.isEmpty ? only == left || only.runs.isEmpty : steps.last?.term == term {
        return
      }
      if steps.last?.term != term { steps.append(.init(part, term, relation)) }
    }
    // ∂L/∂L · ∂L/∂e would explain ∂L/∂e by itself.
    if !startsAtOutput(product) { add(.symbols, term(product, .symbols, isFirst: true), .equal) }
    guard let total else { return Telling(left, steps) }
    switch formulas {
    case .beside: add(.formulas, term(product, .beside, isFirst: true), .equal)
    case .all: add(.formulas, term(product, .formulas, isFirst: true), .equal)
    case .none:
      if steps.isEmpty, hasSymbols(product) { add(.formulas, term(product, .formulas, isFirst: true), .equal) }
    }
    var readings = reading(product, isFilled: formulas == .beside)
    if value(product) != nil {
      let numbers = term(product, formulas == .beside ? .filled : .numbers, isFirst: true)
      add(.numbers, numbers, .equal)
      if let (parts, relation, reached) = parts(of: product) {
        // Parts that are rounded each may give another sum than the numbers before them.
        let isSame = format.text(readings.double) == format.text(reached.double)
        add(.numbers, parts, isSame ? relation : .approximate)
        readings = reached
      }
    }
    add(.result, .atom(notation.number(total)), readings.relation(to: total, format))
    return Telling(left, steps)
  }

  private func hasSymbols(_ product: ChainProduct) -> Bool {
    switch product {
    case .known(let symbol, _): !symbol.runs.isEmpty
    case .edge: true
    case .omitted: false
    case .product(let parts), .sum(let parts): parts.allSatisfy(hasSymbols)
    }
  }

  /// Whether a factor is ∂L/∂L, or nothing is known of the terms but their numbers.
  private func startsAtOutput(_ product: ChainProduct) -> Bool {
    switch product {
    case .known(let symbol, _): symbol.runs.isEmpty || symbol == notation.partial(output, by: output)
    case .edge, .omitted: false
    case .product(let parts): parts.contains(where: startsAtOutput)
    case .sum(let parts): parts.allSatisfy(startsAtOutput)
    }
  }

  func term(_ product: ChainProduct, _ row: Row, isFirst: Bool, isWhole: Bool = true) -> Term {
    switch product {
    case .edge(let edge): return .atom(factor(edge, row, isFirst: isFirst, isWhole: isWhole))
    case .known(let symbol, let number):
      guard row != .symbols, row != .formulas, let number else { return .atom(symbol) }
      return .atom(isFirst ? notation.number(number) : notation.operand(number))
    case .product(let factors):
      return .product(
        factors.enumerated().map { place, factor in
          if case .sum = factor { return term(factor, row, isFirst: true, isWhole: false) }
          return term(factor, row, isFirst: isFirst && place == 0, isWhole: false)
        })
    case .sum(let terms):
      return .sum(
        terms.enumerated().map { place, part in term(part, row, isFirst: isFirst && place == 0, isWhole: false) })
    case .omitted: return .atom(ChainNotation.omission)
    }
  }

  private func factor(_ edge: ChainEdge, _ row: Row, isFirst: Bool, isWhole: Bool) -> Formula {
    let symbol = notation.partial(along: edge, hasDetour: chain.hasDetour(edge))
    switch row {
    case .symbols: return symbol
    case .formulas, .beside:
      // What is too long to be read stands for itself.
      guard let formula = chain.formula(of: edge), formula.size <= Depiction.shownSymbols else { return symbol }
      return isWhole ? formula.formula : formula.factor(isFirst: isFirst)
    case .numbers, .filled:
      // What stands on the first link is worked out.
      if row == .filled, edge.target == output, let filled = filledFactor(edge) { return filled.formula }
      guard let number = chain.number(of: edge) else { return symbol }
      return isFirst ? notation.number(number) : notation.operand(number)
    }
  }

  // MARK: Numbers

  /// Nil where there are tensors.
  func value(_ product: ChainProduct) -> Double? {
    switch product {
    case .edge(let edge): return chain.number(of: edge)
    case .known(_, let number): return number
    case .product(let factors), .omitted(let factors):
      var result = 1.0
      for factor in factors {
        guard let value = value(factor) else { return nil }
        result *= value
      }
      return result
    case .sum(let terms):
      var result = 0.0
      for term in terms {
        // Of a sum the omitted are terms.
        if case .omitted(let rest) = term {
          for part in rest {
            guard let value = value(part) else { return nil }
            result += value
          }
          continue
        }
        guard let value = value(term) else { return nil }
        result += value
      }
      return result
    }
  }

  /// What the printed numbers give.
  private func reading(_ product: ChainProduct, isFilled: Bool = false) -> Reading {
    switch product {
    case .edge(let edge):
      if isFilled, edge.target == output, let filled = filledFactor(edge) { return filled.reading }
      return chain.number(of: edge).map(reading) ?? .notFinite
    case .known(_, let number): return number.map(reading) ?? .notFinite
    case .product(let factors), .omitted(let factors):
      return .combined(factors.map { reading($0, isFilled: isFilled) }, .product)
    case .sum(let terms):
      var all: [ChainProduct] = []
      for term in terms { if case .omitted(let rest) = term { all += rest } else { all.append(term) } }
      return .combined(all.map { reading($0, isFilled: isFilled) }, .sum)
    }
  }

  func reading(_ number: Double) -> Reading { format.printedNumber(number).map { .exactly($0) } ?? .notFinite }

  /// The numbers of a sum's terms, or of a product's sums, each worked out; nil if there is nothing between the numbers and the result.
  private func parts(of product: ChainProduct) -> (Term, Equation.Relation, Reading)? {
    var isExact = true
    func workedOut(_ parts: [ChainProduct], _ join: ([Term]) -> Term) -> (Term, [Reading])? {
      var terms: [Term] = []
      var readings: [Reading] = []
      for part in parts {
        if case .omitted(let rest) = part {
          terms.append(.atom(ChainNotation.omission))
          for hidden in rest {
            guard let value = value(hidden) else { return nil }
            readings.append(reading(value))
          }
          continue
        }
        guard let value = value(part) else { return nil }
        if reading(part).relation(to: value, format) == .approximate { isExact = false }
        terms.append(.atom(terms.isEmpty ? notation.number(value) : notation.operand(value)))
        readings.append(reading(value))
      }
      return (join(terms), readings)
    }
    switch product {
    case .sum(let terms) where terms.contains(where: { $0.isCompound }):
      guard let (term, readings) = workedOut(terms, Term.sum) else { return nil }
      return (term, isExact ? .equal : .approximate, .combined(readings, .sum))
    case .product(let factors) where factors.contains(where: { $0.isCompound }):
      guard let (term, readings) = workedOut(factors, Term.product) else { return nil }
      return (term, isExact ? .equal : .approximate, .combined(readings, .product))
    default: return nil
    }
  }
}

extension ChainProduct {
  /// Whether it is to be worked out.
  fileprivate var isCompound: Bool {
    switch self {
    case .edge, .known, .omitted: false
    case .product(let parts), .sum(let parts): parts.count > 1
    }
  }
}

extension ChainNotation {
  /// What a long product or sum leaves out.
  static let omission: Formula = "⋯"
}
