import Letters

extension Glyph {
  /// The text, one element a column, so that its count is its width: a wide glyph is followed by a continuation.
  ///
  /// Nothing in the result can move a cursor, change a colour or turn the line around: a control character becomes
  /// its picture (U+2400 …), and bidirectional controls, other invisible format characters and the C1 controls become
  /// U+FFFD. Variation selectors are dropped, since terminals disagree on their width, and so are joiners of pictures and at the
  /// beginning; between letters they stay. O(length).
  package static func row(of text: String) -> [Glyph] {
    var row: [Glyph] = []
    row.reserveCapacity(text.utf8.count)
    var last = -1
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value >= 0x20, value < 0x7f {
        last = row.count
        row.append(Glyph(scalar))
        continue
      }
      switch Display(value) {
      case .shown(let drawn, let columns):
        if isRegionalIndicator(value), last >= 0, row.count == last + 1, isRegionalIndicator(row[last].base),
          let flag = row[last].marked(with: value)
        {
          // Two of them are one flag, two columns wide.
          row[last] = flag.widened
          row.append(.continuation)
          last = -1
          continue
        }
        last = row.count
        row.append(Glyph(drawn, isWide: columns == 2))
        if columns == 2 { row.append(.continuation) }
      case .mark where value == 0x200c || value == 0x200d:
        guard last >= 0, row.count == last + 1, let marked = row[last].marked(with: value) else { continue }
        row[last] = marked
      case .mark:
        if last < 0 {
          last = row.count
          row.append(Glyph(0x25cc, isWide: false))
        }
        if let marked = row[last].marked(with: value) {
          row[last] = marked
        } else if row.last != replacement {
          // A tower of marks: the surplus is owned up to, once.
          row.append(replacement)
        }
      case .dropped:
        break
      }
    }
    return row
  }

  /// Columns that the text takes in a terminal, as `row(of:)` draws it.
  package static func columns(of text: String) -> Int {
    var columns = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return row(of: text).count }
      columns += 1
    }
    return columns
  }

  /// At most `columns` columns of a row, the last of them `mark` if anything had to go.
  package static func cut(_ row: [Glyph], to columns: Int, mark: [Glyph] = [Glyph("…")]) -> [Glyph] {
    guard row.count > columns else { return row }
    guard columns > mark.count else { return Array(mark.prefix(max(columns, 0))) }
    var end = columns - mark.count
    // Never half a glyph, and no blank before the sign.
    while end > 0, row[end].isContinuation || row[end - 1] == .blank { end -= 1 }
    return Array(row[..<end]) + mark
  }

  private static let replacement = Glyph(0xfffd, isWide: false)

  private static func isRegionalIndicator(_ scalar: UInt32) -> Bool { scalar >= 0x1f1e6 && scalar <= 0x1f1ff }
}
