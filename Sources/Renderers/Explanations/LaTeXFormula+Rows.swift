import Pictures

/// What is wider than a page.
extension LaTeXFormula {
  /// In rows of about so many columns of plain text, broken before signs, but inside of no fraction and the like. What encloses
  /// more than a row stands on a line: a fraction, a root, cases.
  func rows(of formula: Formula, width: Int) -> [String] {
    var plain = self
    plain.hasPlainBrackets = true
    var rows: [[Formula.Run]] = [[]]
    var (length, depth) = (0, 0)
    var piece: [Formula.Run] = []
    func close() {
      let columns = piece.reduce(0) { $0 + $1.line.count }
      if length > 0, length + columns > width {
        rows.append([])
        length = 0
      }
      rows[rows.count - 1] += piece
      length += columns
      piece = []
    }
    for run in Self.runs(formula.runs[...], width: width) {
      switch run.kind {
      case .fraction, .root, .power, .cases, .matrix: depth += 1
      case .end: depth -= 1
      case .sign, .dot: if depth == 0 { close() }
      default: break
      }
      // Words end at a comma: the numbers of a tensor.
      var rest = run.text[...]
      while run.kind == .words, depth == 0, rest.count > width, let comma = rest.firstIndex(of: ",") {
        piece.append(Formula.Run(.words, String(rest[...comma]) + " "))
        close()
        rest = rest[comma...].dropFirst().drop { $0 == " " }
      }
      piece.append(rest.count == run.text.count ? run : Formula.Run(run.kind, String(rest)))
    }
    close()
    return rows.map { row in
      var place = 0
      return plain.text(row, &place)
    }
  }

  /// How wide it is, in columns of plain text: of a fraction its wider part.
  static func columns(of formula: Formula) -> Int { columns(of: formula.runs[...]) }

  private static func columns(of runs: ArraySlice<Formula.Run>) -> Int {
    var columns = 0
    var place = runs.startIndex
    while place < runs.endIndex {
      let ends = runs[place].kind == .fraction ? ends(ofPart: runs, place) : []
      if ends.count == 2 {
        columns += max(self.columns(of: runs[place + 1..<ends[0]]), self.columns(of: runs[ends[0] + 1..<ends[1]]))
        place = ends[1] + 1
      } else {
        columns += runs[place].layout == .line ? 0 : runs[place].line.count
        place += 1
      }
    }
    return columns
  }

  /// - Parameter isOnLine: inside of a fraction that is not stacked.
  private static func runs(
    _ runs: ArraySlice<Formula.Run>, width: Int, isOnLine: Bool = false
  ) -> [Formula.Run] {
    var result: [Formula.Run] = []
    var place = runs.startIndex
    while place < runs.endIndex {
      let run = runs[place]
      let ends = ends(ofPart: runs, place)
      guard let end = ends.last else {
        if run.layout != (isOnLine ? .stacked : .line) { result.append(run) }
        place += 1
        continue
      }
      var parts = [runs[place + 1..<ends[0]]]
      for (start, stop) in zip(ends, ends.dropFirst()) { parts.append(runs[start + 1..<stop]) }
      let widths = parts.map { columns(of: $0) }
      func onLine(_ part: Int) -> [Formula.Run] { Self.runs(parts[part], width: width, isOnLine: true) }
      switch run.kind {
      case .fraction where widths.contains { $0 > width }:
        result += onLine(0) + [Formula.Run(.sign, "/")] + onLine(1)
      case .root where widths[0] > width: result += [Formula.Run(.sign, "√")] + onLine(0)
      case .cases where isOnLine || widths[0] + max(widths[1], widths[2]) > width:
        result += [Formula.Run(.function, "where"), Formula.Run(.open, "(")] + onLine(0)
        result += [Formula.Run(.comma, ", ")] + onLine(1) + [Formula.Run(.comma, ", ")] + onLine(2)
        result.append(Formula.Run(.close, ")"))
      default: result += runs[place...end].filter { $0.layout != .line }
      }
      place = end + 1
    }
    return result
  }

  /// Where what begins at a run has its parts' ends, the last of all behind them; empty of a run that encloses nothing.
  private static func ends(ofPart runs: ArraySlice<Formula.Run>, _ start: Int) -> [Int] {
    var ends: [Int] = []
    var depth = 0
    for place in start..<runs.endIndex {
      switch runs[place].kind {
      case .fraction, .root, .power, .cases, .matrix: depth += 1
      case .next where depth == 1: ends.append(place)
      case .end:
        depth -= 1
        if depth == 0 { return ends + [place] }
      default: break
      }
      if depth == 0 { return [] }
    }
    return []
  }
}
