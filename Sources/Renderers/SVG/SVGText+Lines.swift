import Pictures

extension SVGText {
  /// `head` and `formula` behind it, on lines of at most `room`, broken where a reader would: before `+` and `−`, behind `=` and
  /// commas, inside of as few parentheses as can be. Nil if that takes more than `most` lines.
  static func lines(of formula: Formula, behind head: SVGText, room: Double, atMost most: Int) -> [SVGText]? {
    let pieces = Self.pieces(of: formula)
    var lines: [SVGText] = []
    var next = 0
    while next < pieces.count {
      guard lines.count < most else { return nil }
      let isFirst = lines.isEmpty && !head.runs.isEmpty
      // As far as the line goes, and of that as far as the break is a good one.
      var line = isFirst ? head : SVGText(plain: "", head.tone)
      var best: (line: SVGText, end: Int, depth: Int)? = isFirst ? (head, next, 0) : nil
      for end in (next + 1)..<(pieces.count + 1) {
        let runs = pieces[end - 1].runs(isFirst: end == next + 1 && !isFirst)
        line.append(SVGText(Formula(runs), head.tone), gap: end == next + 1 && isFirst ? 5 : 0)
        if line.width > (best == nil ? room * 1.3 : room) { break }
        let depth = end < pieces.count ? pieces[end].depth : 0
        if best.map({ depth <= $0.depth || end == pieces.count }) ?? true { best = (line, end, depth) }
      }
      guard let best else { return nil }
      lines.append(best.line)
      next = best.end
    }
    return lines
  }

  private struct Piece {
    var runs: [Formula.Run]
    /// How deep in parentheses the place before it is; behind the dot of a product it counts as deeper.
    let depth: Int

    /// Without the blank before an operator that begins a line.
    func runs(isFirst: Bool) -> [Formula.Run] {
      guard isFirst, var first = runs.first, first.kind == .sign, first.text.hasPrefix(" ") else { return runs }
      first.text.removeFirst()
      return [first] + runs.dropFirst()
    }
  }

  /// What stays on one line.
  private static func pieces(of formula: Formula) -> [Piece] {
    var pieces = [Piece(runs: [], depth: 0)]
    var depth = 0
    for run in formula.runs where run.layout != .stacked {
      let isSum = run.kind == .sign && run.text.hasPrefix(" ") && run.text.hasSuffix(" ")
      if isSum, pieces.last?.runs.isEmpty == false { pieces.append(Piece(runs: [], depth: depth)) }
      if run.kind == .open { depth += 1 }
      if run.kind == .close { depth -= 1 }
      pieces[pieces.count - 1].runs.append(run)
      if run.kind == .comma { pieces.append(Piece(runs: [], depth: depth)) }
      if run.kind == .dot { pieces.append(Piece(runs: [], depth: depth + 10)) }
    }
    if pieces.last?.runs.isEmpty == true { pieces.removeLast() }
    return pieces
  }
}
