/// One event in mathematics and in words: an equation from its left side to its number, and what it means. It is made once, and every
/// medium shows it.
///
///     ∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1     symbols
///            =   6   ·   x1        formulas
///            =   6   ·   2         numbers
///            = 12                  result
package struct Telling: Sendable, Hashable {
  /// In the order in which they become known.
  package enum Part: UInt8, Sendable, Comparable, CaseIterable {
    case symbols, formulas, numbers, result

    package static func < (a: Part, b: Part) -> Bool { a.rawValue < b.rawValue }
  }

  package struct Step: Sendable, Hashable {
    package var part: Part
    package var relation: Equation.Relation
    package var term: Term

    package init(_ part: Part, _ term: Term, _ relation: Equation.Relation = .equal) {
      self.part = part
      self.relation = relation
      self.term = term
    }
  }

  /// `∂L/∂w1`; empty where there are words alone.
  package var left: Formula
  /// Whether the left side becomes what stands on the right: `w1 ← w1 − lr·∂L/∂w1`.
  package var isAssignment: Bool
  package var steps: [Step]
  /// What it means; empty where nothing need be said.
  package var sentence: Prose

  package init(_ left: Formula, _ steps: [Step], isAssignment: Bool = false, sentence: Prose = Prose([])) {
    self.left = left
    self.steps = steps
    self.isAssignment = isAssignment
    self.sentence = sentence
  }

  /// Words alone.
  package init(_ words: String) { self.init(Formula(), [], sentence: Prose(words)) }

  package var isEquation: Bool { !left.runs.isEmpty }

  /// As a document sets it.
  package var equation: Equation { Equation(left, steps.map { Equation.Step($0.term, $0.relation) }) }

  /// What stands before a step.
  package func sign(before place: Int) -> String {
    place == 0 && isAssignment ? "←" : steps[place].relation == .equal ? "=" : "≈"
  }

  /// As one formula, without the steps before a part.
  package func formula(from first: Part = .symbols) -> Formula {
    var formula = left
    var isFirst = true
    for (place, step) in steps.enumerated() where step.part >= first {
      formula = formula + .sign(" \(isFirst && isAssignment ? "←" : sign(before: place)) ")
      isFirst = false
      let pieces = step.term.pieces
      for piece in pieces.atoms { formula = formula + .sign(piece.lead) + piece.atom }
      if !pieces.tail.isEmpty { formula = formula + .sign(pieces.tail) }
    }
    return formula
  }

  /// On one line, as far as it is known: `∂L/∂e = 1 · 2e = 1 · 2·3 = 6`; without a left side the words.
  package func text(through part: Part = .result) -> String {
    guard isEquation else { return sentence.text }
    var text = left.text
    for (place, step) in steps.enumerated() where step.part <= part {
      text += " " + sign(before: place) + " " + step.term.text
    }
    return text
  }
}

extension Term {
  /// On one line.
  package var text: String {
    let pieces = pieces
    var text = ""
    for piece in pieces.atoms { text += piece.lead + piece.atom.text }
    return text + pieces.tail
  }
}

extension Prose {
  /// On one line.
  package var text: String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += words
      case .formula(let formula): text += formula.text
      }
    }
    return text
  }
}
