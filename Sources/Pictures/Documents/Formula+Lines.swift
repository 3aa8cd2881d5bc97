/// A formula is never cut: it is broken before operators, or not shown.
extension Formula {
  /// What a line of a formula in a picture has at most.
  package static let columns = 26
  /// A sign alone is no line.
  private static let leastColumns = 2

  /// At most `most` lines of at most so many characters, for lines alone; nil if it does not fit.
  ///
  /// Broken where the fewest parentheses are open, rather between terms than between factors, and then so that no line is longer than
  /// it must be.
  package func lines(of columns: Int = Formula.columns, atMost most: Int = 3) -> [Formula]? {
    // No sign has less than a byte, and `e` before an exponent is one more: most formulas are known to be short by that.
    if runs.reduce(0, { $0 + $1.text.utf8.count + ($1.kind == .exponent ? 1 : 0) }) <= columns { return [self] }
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
    let places = line.indices.dropFirst().filter { place in
      lengths[place] > Self.leastColumns && whole - lengths[place] > Self.leastColumns
        && (line[place].isOperator || line[place - 1].kind == .comma || line[place - 1].endsPhrase)
    }
    var least = Int.max
    var breaks: [Int] = []
    for (index, first) in places.enumerated() {
      let seconds = most > 2 ? places[(index + 1)...] : []
      for attempt in [[first]] + seconds.map({ [first, $0] }) {
        let ends = attempt + [line.count]
        let longest = zip([0] + attempt, ends).reduce(0) { max($0, lengths[$1.1] - lengths[$1.0]) }
        let cost = attempt.reduce(longest) { $0 + 16 + 8 * depths[$1] + (line[$1].isFactorSign ? 6 : 0) }
        if longest <= columns, cost < least { (least, breaks) = (cost, attempt) }
      }
    }
    if breaks.isEmpty { return nil }
    return zip([0] + breaks, breaks + [line.count]).map { start, end in
      var part = Array(line[start..<end])
      if start > 0, part[0].line.hasPrefix(" ") {
        part[0] = Run(part[0].kind, String(part[0].text.drop { $0 == " " }), node: part[0].node)
      }
      if end < line.count, let last = part.last, last.text.hasSuffix(" ") {
        part[part.count - 1] = Run(last.kind, String(last.text.dropLast()), node: last.node)
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

  fileprivate var isFactorSign: Bool {
    switch (kind, text) {
    case (.dot, _), (.sign, " · "), (.sign, " ⊙ "), (.sign, " @ "): true
    default: false
    }
  }

  /// `Σ over all entries of `.
  fileprivate var endsPhrase: Bool { kind == .words && text.hasSuffix(" ") }

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
