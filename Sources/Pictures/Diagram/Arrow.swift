/// An edge of the picture, from operand to user.
package struct Arrow: Sendable, Equatable {
  /// Indices into the diagram's boxes.
  package var from: Int
  package var to: Int
  /// Which operand slot of the target (at `named`: the position among the target's sources).
  package var slot: Int
  /// Which summand of the target uses it first: in `w1·x1 + w2·x2` that of w2 is 1.
  package var term: Int
  /// Whole, as a person would write it: `2e`, `Xᵀ · ∂L/∂ŷ`; nil if too large to write.
  package var formula: Formula?
  /// The same in the flow language: `2*e`, `X.T @ upstream`; nil for what that has no words for.
  package var asciiFormula: String?
  /// The number, or the Jacobian with shape target + source where it has at most 4,096 numbers, else nil.
  package var derivative: Quantity?
  /// The gradient at the target; nil when there are no gradients.
  package var upstream: Quantity?
  /// upstream × local.
  package var contribution: Quantity?
  package var tooltip: String
  /// On a path from a node whose gradient is shown to the output: drawn strong, else quiet.
  package var isActive: Bool
  /// Nil where no stream is drawn.
  package var band: Band?
  /// Between two pictures; nil in one by itself, and where nothing changed.
  package var change: Change?
  package var text: ArrowText

  package init(
    from: Int, to: Int, slot: Int, term: Int? = nil, formula: Formula?, asciiFormula: String?, derivative: Quantity?,
    upstream: Quantity?, contribution: Quantity?, tooltip: String = "", isActive: Bool = true,
    text: ArrowText = ArrowText()
  ) {
    self.from = from
    self.to = to
    self.slot = slot
    self.term = term ?? slot
    self.formula = formula
    self.asciiFormula = asciiFormula
    self.derivative = derivative
    self.upstream = upstream
    self.contribution = contribution
    self.tooltip = tooltip
    self.isActive = isActive
    self.text = text
  }
}

/// What an arrow shows.
package struct ArrowText: Sendable, Equatable {
  /// `∂L/∂e`, where both ends have names.
  package var name: Formula?
  /// `2e`, in at most three lines of 26 columns, or where that is too little the derivative's name; nil where the formula
  /// is the number, or derivatives are hidden.
  package var formula: Formula?
  /// `6`; nil for a derivative that is shown as a formula alone, or hidden.
  package var number: String?
  /// In a circuit what goes forward, `s = 1` or `4`, and what flows back, `0.2`.
  package var forward: Formula?
  package var backward: String?
  /// `6 · 2 = 12`; nil when contributions are not shown here.
  package var contribution: String?

  package init(formula: Formula? = nil, number: String? = nil, contribution: String? = nil) {
    self.formula = formula
    self.number = number
    self.contribution = contribution
  }

  /// `2e = 6`, `2e`, `6`, or nil.
  package var derivative: Formula? {
    var parts: [Formula] = []
    if let formula { parts.append(formula) }
    if let number { parts.append((parts.isEmpty ? "" : " = ") + .number(number)) }
    return parts.isEmpty ? nil : Formula(parts.flatMap { $0.runs })
  }

  /// The same on the lines of a picture.
  package var derivativeLines: [Formula] {
    var lines = formula.map { $0.lines() ?? [$0] } ?? []
    if let number {
      let last = lines.popLast().map { $0 + " = " } ?? Formula()
      lines.append(last + .number(number))
    }
    return lines
  }
}
