import Autodiff
import Formulas
import Pictures
import Training

/// How a parameter moves, line by line: every rule with what it remembers, in symbols and in numbers.
struct UpdateTeller {
  let model: Model
  let descent: Descent
  let format: NumberFormat

  private var run: TrainingRun { descent.run }

  /// A quantity with its numbers, or a sign between quantities.
  private enum Piece {
    case quantity(Formula, [Double])
    /// A number that is known beforehand: β₁.
    case constant(Double)
    case sign(String)
    case raised(Int)
  }

  /// What a rule remembers, by letters that no name of the lesson has: momentum's buffer, or m and v.
  static func letters(of rule: UpdateRule, in model: Model) -> (first: String?, second: String?) {
    let taken = Set(model.definitions.map { $0.name })
    func free(_ letters: String...) -> String { letters.first { !taken.contains($0) } ?? letters[0] }
    switch rule {
    case .gradientDescent: return (nil, nil)
    case .momentum, .nesterov: return (free("b", "u", "B"), nil)
    case .adagrad, .rmsprop: return (nil, free("s", "r", "S"))
    case .adam, .adamw: return (free("m", "M", "μ"), free("v", "V", "ν"))
    }
  }

  /// The lines of one parameter's update; one in words where steps between were not kept.
  /// - Parameter isFirst: whether it is told what holds of all parameters.
  func tellings(of leaf: Int, at place: Int, isFirst: Bool = false) -> [Telling] {
    let (step, next) = (descent.steps[place], descent.steps[place + 1])
    guard let old = descent.leafValues(at: step)[leaf], let new = descent.leafValues(at: next)[leaf],
      let slope = descent.gradients(at: step)[leaf], let offset = descent.offset(of: leaf)
    else { return [] }
    let name = Formula.name(model.id(of: leaf), node: leaf)
    let updates = next.number - step.number
    guard updates == 1, let state = descent.updateState(before: place) else {
      let rule = updates == 1 ? run.rule.name : "\(updates) updates of \(run.rule.name)"
      return [Telling("\(name.text): \(format.line(old)) → \(format.line(new)) (\(rule))")]
    }
    var lines: [Telling] = []
    var w = old.scalars
    let loss = Formula.name(model.id(of: run.loss), node: run.loss)
    var g = (symbol: Formula.derivative(of: loss, by: name), numbers: slope.scalars)
    func quantity(_ symbol: Formula, _ numbers: [Double]) -> Piece { .quantity(symbol, numbers) }
    func add(
      _ left: Formula, _ pieces: [Piece], _ result: [Double], isAssignment: Bool = true,
      _ reads: ([Double]) -> Double
    ) {
      lines.append(line(left, pieces, Tensor(shape: old.shape, scalars: result), isAssignment: isAssignment, reads))
    }

    let scale = descent.clipping(at: step)
    if scale != 1, let limit = run.clipNorm {
      let clipped = g.numbers.map { $0 * scale }
      add(
        .name("g"),
        [quantity(g.symbol, g.numbers), .sign("·"), .constant(limit), .sign("/"), .constant(step.gradientNorm)],
        clipped, isAssignment: false
      ) { $0[0] * limit / format.printed(step.gradientNorm) }
      lines[lines.count - 1].sentence =
        Prose("the whole gradient is \(format.text(step.gradientNorm)) long, and may be \(format.text(limit))")
      g = (.name("g"), clipped)
    }
    if run.weightDecay != 0 {
      let λ = run.weightDecay
      let decayed = zip(g.numbers, w).map { $0 + λ * $1 }
      add(
        .name("g"), [quantity(g.symbol, g.numbers), .sign(" + "), .constant(λ), .sign("·"), quantity(name, w)],
        decayed,
        isAssignment: g.symbol == .name("g")
      ) { $0[0] + format.printed(λ) * $0[1] }
      lines[lines.count - 1].sentence = "weight decay pulls towards 0"
      g = (.name("g"), decayed)
    }

    let (rate, lr) = (step.learningRate, quantity(.name("lr"), [step.learningRate]))
    let places = offset..<offset + w.count
    let (firstLetter, secondLetter) = Self.letters(of: run.rule, in: model)
    let (first, second) = (Formula.name(firstLetter ?? ""), Formula.name(secondLetter ?? ""))
    let end = new.scalars
    switch run.rule {
    case .gradientDescent:
      add(name, [quantity(name, w), .sign(" − "), lr, .sign("·"), quantity(g.symbol, g.numbers)], end) {
        $0[0] - $0[1] * $0[2]
      }
    case .momentum(let β), .nesterov(let β):
      let before = Array(state.first[places])
      let after = zip(before, g.numbers).map { β * $0 + $1 }
      add(
        first, [.constant(β), .sign("·"), quantity(first, before), .sign(" + "), quantity(g.symbol, g.numbers)], after
      ) { format.printed(β) * $0[0] + $0[1] }
      if case .nesterov = run.rule {
        add(
          name,
          [
            quantity(name, w), .sign(" − "), lr, .sign("·("), quantity(g.symbol, g.numbers), .sign(" + "),
            .constant(β),
            .sign("·"), quantity(first, after), .sign(")"),
          ], end
        ) { $0[0] - $0[1] * ($0[2] + format.printed(β) * $0[3]) }
      } else {
        add(name, [quantity(name, w), .sign(" − "), lr, .sign("·"), quantity(first, after)], end) {
          $0[0] - $0[1] * $0[2]
        }
      }
    case .adagrad(let ε), .rmsprop(_, let ε):
      let before = Array(state.second[places])
      let squares: [Piece] = [quantity(g.symbol, g.numbers), .raised(2)]
      let after: [Double]
      if case .rmsprop(let α, _) = run.rule {
        after = zip(before, g.numbers).map { α * $0 + (1 - α) * $1 * $1 }
        add(
          second,
          [.constant(α), .sign("·"), quantity(second, before), .sign(" + "), .constant(1 - α), .sign("·")] + squares,
          after
        ) { format.printed(α) * $0[0] + format.printed(1 - α) * $0[1] * $0[1] }
      } else {
        after = zip(before, g.numbers).map { $0 + $1 * $1 }
        add(second, [quantity(second, before), .sign(" + ")] + squares, after) { $0[0] + $0[1] * $0[1] }
      }
      add(
        name,
        [
          quantity(name, w), .sign(" − "), lr, .sign("·"), quantity(g.symbol, g.numbers), .sign("/(√"),
          quantity(second, after), .sign(" + "), .constant(ε), .sign(")"),
        ], end
      ) { $0[0] - $0[1] * $0[2] / ($0[3].squareRoot() + format.printed(ε)) }
    case .adam(let β1, let β2, let ε), .adamw(let β1, let β2, let ε, _):
      if case .adamw(_, _, _, let λ) = run.rule {
        let shrunk = w.map { $0 * (1 - rate * λ) }
        add(
          name, [quantity(name, w), .sign(" − "), lr, .sign("·"), .constant(λ), .sign("·"), quantity(name, w)], shrunk
        ) { $0[0] - $0[1] * format.printed(λ) * $0[2] }
        lines[lines.count - 1].sentence = "weight decay, apart from the gradient"
        w = shrunk
      }
      let t = state.count + 1
      func power(_ β: Double) -> Double {
        var power = 1.0
        for _ in 0..<t { power *= β }
        return power
      }
      let m = zip(state.first[places], g.numbers).map { $0 + (1 - β1) * ($1 - $0) }
      let v = zip(state.second[places], g.numbers).map { β2 * $0 + (1 - β2) * $1 * $1 }
      let (mHat, vHat) = (m.map { $0 / (1 - power(β1)) }, v.map { $0 / (1 - power(β2)) })
      add(
        first,
        [
          .constant(β1), .sign("·"), quantity(first, Array(state.first[places])), .sign(" + "), .constant(1 - β1),
          .sign("·"), quantity(g.symbol, g.numbers),
        ], m
      ) { format.printed(β1) * $0[0] + format.printed(1 - β1) * $0[1] }
      add(
        second,
        [
          .constant(β2), .sign("·"), quantity(second, Array(state.second[places])), .sign(" + "), .constant(1 - β2),
          .sign("·"), quantity(g.symbol, g.numbers), .raised(2),
        ], v
      ) { format.printed(β2) * $0[0] + format.printed(1 - β2) * $0[1] * $0[1] }
      let (firstHat, secondHat) = (Formula.name(first.text + "\u{302}"), Formula.name(second.text + "\u{302}"))
      func unbias(_ left: Formula, _ symbol: Formula, _ numbers: [Double], _ β: Double, _ result: [Double]) {
        add(
          left,
          [quantity(symbol, numbers), .sign("/(1 − "), .constant(β)] + (t > 1 ? [.raised(t)] : []) + [.sign(")")],
          result, isAssignment: false
        ) { $0[0] / (1 - power(format.printed(β))) }
      }
      unbias(firstHat, first, m, β1, mHat)
      unbias(secondHat, second, v, β2, vHat)
      if isFirst, t == 1, β1 > 0, β2 > 0 {
        lines[lines.count - 1].sentence =
          Prose("\(first.text) and \(second.text) began at 0: at first they are too small by these factors")
      }
      add(
        name,
        [
          quantity(name, w), .sign(" − "), lr, .sign("·"), quantity(firstHat, mHat), .sign("/(√"),
          quantity(secondHat, vHat), .sign(" + "), .constant(ε), .sign(")"),
        ], end
      ) { $0[0] - $0[1] * $0[2] / ($0[3].squareRoot() + format.printed(ε)) }
    }
    if let last = lines.indices.last, lines[last].sentence.pieces.isEmpty {
      if run.schedule != .constant {
        lines[last].sentence = Prose("lr \(format.text(rate)) by the \(run.schedule.name) schedule")
      } else if run.rule == .gradientDescent, let slope = g.numbers.first, w.count == 1, slope != 0, slope.isFinite {
        let isNew = isFirst && state.count == 0
        lines[last].sentence =
          Prose((slope > 0 ? "uphill is +, so down" : "uphill is −, so up") + (isNew ? "; lr says how far" : ""))
      }
    }
    return lines
  }

  /// - Parameter reads: what the numbers give as they are printed, for one entry.
  private func line(
    _ left: Formula, _ pieces: [Piece], _ result: Tensor, isAssignment: Bool, _ reads: ([Double]) -> Double
  ) -> Telling {
    var (symbols, numbers) = ([Formula.Run](), [Formula.Run]())
    var quantities: [[Double]] = []
    for (place, piece) in pieces.enumerated() {
      switch piece {
      case .quantity(let symbol, let values):
        quantities.append(values)
        var isRaised = false
        if place + 1 < pieces.count, case .raised = pieces[place + 1] { isRaised = true }
        symbols += (isRaised && symbol.runs.count > 1 ? symbol.inParentheses : symbol).runs
        let written = format.formula(
          values.count == 1 ? Tensor(values[0]) : Tensor(shape: result.shape, scalars: values))
        let isLoose = values.count == 1 && (place > 0 || isRaised) && written.runs[0].text.hasPrefix("−")
        let isPower = isRaised && written.runs.last?.kind == .exponent
        numbers += (isLoose || isPower ? written.inParentheses : written).runs
      case .constant(let number):
        symbols += format.formula(number).runs
        numbers += format.formula(number).runs
      case .sign("·"):
        symbols.append(.init(.dot, "·"))
        numbers.append(.init(.dot, "·"))
      case .sign(let sign):
        symbols.append(.init(.sign, sign))
        numbers.append(.init(.sign, sign))
      case .raised(let exponent):
        symbols.append(.raised(exponent))
        numbers.append(.raised(exponent))
      }
    }
    var steps = [Telling.Step(.symbols, .atom(Formula(symbols)))]
    var relation = Equation.Relation.equal
    if result.scalars.count <= 6 {
      steps.append(.init(.numbers, .atom(Formula(numbers))))
      for (entry, number) in result.scalars.enumerated() {
        let read = reads(quantities.map { format.printed($0.count == 1 ? $0[0] : $0[entry]) })
        if format.text(read) != format.text(number) { relation = .approximate }
      }
    }
    steps.append(.init(.result, .atom(format.formula(result)), relation))
    return Telling(left, steps, isAssignment: isAssignment)
  }
}
