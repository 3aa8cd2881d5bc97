/// A formula is never cut: it is broken before operators, or not shown.
extension Formula {
  /// What a line of a formula in a picture has at most.
  package static let columns = 26

  /// At most `most` lines of at most so many characters, for lines alone; nil if it does not fit.
  ///
  /// Broken where the fewest parentheses are open, and then so that no line is longer than it must be.
  package func lines(of columns: Int = Formula.columns, atMost most: Int = 3) -> [Formula]? {
    let line = runs.filter { $0.layout != .stacked }
    var lengths = [0]
    var depths: [Int] = []
    var depth = 0
    for run in line {
      if run.opens == -1 { depth -= 1 }
      depths.append(depth)
      if run.opens == 1 { depth += 1 }
      lengths.append((lengths.last ?? 0) + run.line.count)
    }
    let whole = lengths.last ?? 0
    if whole <= columns { return [self] }
    guard whole <= columns * most, most > 1 else { return nil }
    // Names of derivatives are fractions too, and stay whole.
    let places = line.indices.filter { $0 > 0 && line[$0].isOperator || $0 > 0 && line[$0 - 1].kind == .comma }
    var best: (cost: Int, breaks: [Int])?
    func attempt(_ breaks: [Int]) {
      let ends = breaks + [line.count]
      var (start, longest, cost) = (0, 0, 0)
      for end in ends {
        longest = max(longest, lengths[end] - lengths[start])
        if end < line.count { cost += 8 * depths[end] }
        start = end
      }
      guard longest <= columns else { return }
      cost += longest + 16 * breaks.count
      if best.map({ cost < $0.cost }) ?? true { best = (cost, breaks) }
    }
    for (index, first) in places.enumerated() {
      attempt([first])
      if most > 2 { for second in places[(index + 1)...] { attempt([first, second]) } }
    }
    guard let breaks = best?.breaks else { return nil }
    return zip([0] + breaks, breaks + [line.count]).map { start, end in
      var part = Array(line[start..<end])
      if start > 0, part[0].line.hasPrefix(" ") {
        part[0] = Run(part[0].kind, String(part[0].text.drop { $0 == " " }), node: part[0].node)
      }
      return Formula(part)
    }
  }
}

extension Formula.Run {
  /// 1 before what is inside of something, −1 behind it.
  fileprivate var opens: Int {
    switch kind {
    case .open, .cases: 1
    case .close: -1
    case .end where text == ")": -1
    default: 0
    }
  }

  /// A sum's or a product's; what begins a phrase.
  fileprivate var isOperator: Bool {
    switch kind {
    case .sign: text.hasPrefix(" ") && text.hasSuffix(" ")
    case .words: text.hasPrefix(" ")
    case .dot: true
    default: false
    }
  }
}
