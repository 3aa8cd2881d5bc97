import Pictures
import Terminal

/// What happens, in equations and words, on as many rows as there are.
struct FilmCaption {
  let spelling: TerminalCharacters
  let width: Int
  let rows: Int

  typealias Row = [Glyph]

  /// Everything as far as it is known; where it stands does not depend on that.
  func lines(of tellings: [Telling], through part: Telling.Part) -> [Row] {
    if tellings.count == 1, rows >= 3, let lines = stacked(tellings[0], through: part) { return lines }
    if tellings.count == 1, tellings[0].isEquation { return single(tellings[0], through: part) }
    for first in Telling.Part.allCases {
      let lines = flowing(tellings.map { text(of: $0, from: first, through: .result) })
      guard lines.count <= rows else { continue }
      let known = flowing(tellings.map { text(of: $0, from: first <= part ? first : .symbols, through: part) })
      guard part == .result, let sentence = tellings.first(where: { $0.isEquation && !$0.sentence.pieces.isEmpty })
      else { return known }
      return below(known, sentence.sentence)
    }
    var lines = Array(flowing(tellings.map { text(of: $0, from: .result, through: .result) }).prefix(rows))
    if let last = lines.last { lines[lines.count - 1] = spelling.cut(last + spelling.glyphs(" …  …"), to: width) }
    return lines
  }

  /// Side by side; of too many the last.
  func latest(_ tellings: [Telling]) -> [Row] {
    var texts = tellings.map { $0.text() }
    var lines = flowing(texts)
    while lines.count > rows, texts.count > 1 {
      texts.removeFirst()
      lines = flowing(["…"] + texts)
    }
    guard let first = tellings.first, first.isEquation else { return lines }
    return below(lines, first.sentence)
  }

  private func text(of telling: Telling, from first: Telling.Part, through part: Telling.Part) -> String {
    guard telling.isEquation else { return telling.sentence.text }
    var telling = telling
    let kept = telling.steps.filter { $0.part >= first }
    if !kept.isEmpty { telling.steps = kept }
    return telling.text(through: part)
  }

  /// With a sentence below, where there is room for all of it.
  private func below(_ lines: [Row], _ sentence: Prose) -> [Row] {
    if sentence.pieces.isEmpty { return lines }
    let words = spelling.wrapped(spelling.glyphs(sentence.text), to: width)
    return lines.count + words.count <= rows ? lines + words : lines
  }

  /// Side by side, each whole.
  private func flowing(_ texts: [String]) -> [Row] {
    var lines: [Row] = []
    for text in texts {
      let row = spelling.glyphs(text)
      if let last = lines.last, last.count + 3 + row.count <= width {
        lines[lines.count - 1] = last + [.blank, .blank, .blank] + row
      } else {
        lines += spelling.wrapped(row, to: width, indent: 2)
      }
    }
    return lines
  }

  /// On one line with its sentence behind it or below, where there is room.
  private func single(_ telling: Telling, through part: Telling.Part) -> [Row] {
    for first in Telling.Part.allCases {
      let whole = spelling.glyphs(text(of: telling, from: first, through: .result))
      guard whole.count <= width || rows > 1 && whole.count <= width * (rows - 1) else { continue }
      let known = first <= part ? first : .symbols
      var lines = spelling.wrapped(
        spelling.glyphs(text(of: telling, from: known, through: part)), to: width, indent: 2)
      if part == .result { lines = below(lines, telling.sentence) }
      return Array(lines.prefix(rows))
    }
    return [spelling.cut(spelling.glyphs(text(of: telling, from: .result, through: part)), to: width)]
  }

  /// ```
  /// ∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1
  ///        =   6   ·   x1        if w1 grows by 1, ŷ grows by x1 = 2,
  ///        =   6   ·   2  = 12   and L by 6 for each
  /// ```
  private func stacked(_ telling: Telling, through part: Telling.Part) -> [Row]? {
    let steps = telling.steps
    guard telling.isEquation, steps.count >= 3, let result = steps.last, result.part == .result else { return nil }
    let left = spelling.glyphs(telling.left.text)
    let pieces = steps.dropLast().map { $0.term.pieces }
    let cells = pieces.map { $0.atoms.map { spelling.glyphs($0.atom.text) } }
    let leads = pieces[0].atoms.map { spelling.glyphs($0.lead) }
    // Steps of one form stand factor below factor.
    let isAligned =
      leads.count > 1
      && pieces.allSatisfy {
        $0.atoms.map { $0.lead } == pieces[0].atoms.map { $0.lead } && $0.tail == pieces[0].tail
      }
    let widths = leads.indices.map { column in isAligned ? cells.map { $0[column].count }.max() ?? 0 : 0 }
    var lines: [Row] = []
    for (place, row) in cells.enumerated() {
      guard steps[place].part <= part || place == 0 else { break }
      var line = place == 0 ? left : Row(repeating: .blank, count: left.count)
      line += spelling.glyphs(" \(telling.sign(before: place)) ")
      for (column, cell) in row.enumerated() {
        line += spelling.glyphs(pieces[place].atoms[column].lead)
        let space = isAligned ? max(widths[column] - cell.count, 0) : 0
        line += Row(repeating: .blank, count: space / 2) + cell + Row(repeating: .blank, count: space - space / 2)
      }
      lines.append(line + spelling.glyphs(pieces[place].tail))
    }
    let tail = spelling.glyphs(" \(telling.sign(before: steps.count - 1)) \(result.term.text)")
    // The last step and the result share a row; steps too many for the rows share one.
    guard steps.count - 1 <= rows else { return nil }
    if part == .result { lines[lines.count - 1] += tail }
    let widest = (lines.map { $0.count }.max() ?? 0)
    guard widest <= width else { return nil }
    if part == .result { add(telling.sentence, behind: widest + 3, to: &lines) }
    return lines
  }

  /// At the side, from the second row on, or below.
  private func add(_ sentence: Prose, behind column: Int, to lines: inout [Row]) {
    let words = spelling.glyphs(sentence.text)
    guard !words.isEmpty else { return }
    let room = width - column
    if room >= 24 {
      let parts = spelling.wrapped(words, to: room)
      let start = max(min(1, rows - parts.count), 0)
      if start + parts.count <= rows {
        for (place, row) in parts.enumerated() {
          while lines.count <= start + place { lines.append([]) }
          let gap = column - lines[start + place].count
          lines[start + place] += Row(repeating: .blank, count: gap) + row
        }
        return
      }
    }
    lines = below(lines, sentence)
  }
}
