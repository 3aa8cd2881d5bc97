import Platform

extension Glyph {
  /// The text, one element a column, so that its count is its width: a wide glyph is followed by a continuation.
  ///
  /// Nothing in the result can move a cursor, change a colour or turn the line around: a control character becomes its
  /// picture (U+2400 …), and bidirectional controls, other invisible format characters and the C1 controls become U+FFFD.
  /// Variation selectors and joiners are dropped, since terminals disagree on their width. O(length).
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

/// How one scalar is displayed.
enum Display: Equatable {
  case shown(UInt32, columns: Int)
  case mark
  case dropped

  init(_ scalar: UInt32) {
    switch scalar {
    case ..<0x20: self = .shown(0x2400 + scalar, columns: 1)
    case ..<0x7f: self = .shown(scalar, columns: 1)
    case 0x7f: self = .shown(0x2421, columns: 1)
    case ..<0xa0: self = .shown(0xfffd, columns: 1)
    case 0xa0: self = .shown(0x20, columns: 1)
    case 0xad: self = .shown(0xfffd, columns: 1)
    case ..<0x300: self = .shown(scalar, columns: 1)
    case 0x200c, 0x200d, 0xfe00...0xfe0f, 0xe0100...0xe01ef: self = .dropped
    case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800: self = .shown(0xfffd, columns: 1)  // letters that look like nothing
    case 0x2000...0x200a, 0x202f, 0x205f, 0x1680: self = .shown(0x20, columns: 1)
    default:
      if Display.contains(WidthTable.zero, scalar) {
        self = .mark
      } else if Display.contains(WidthTable.invisible, scalar) || scalar & 0xfffe == 0xfffe {
        self = .shown(0xfffd, columns: 1)
      } else {
        self = .shown(scalar, columns: Display.contains(WidthTable.wide, scalar) ? 2 : 1)
      }
    }
  }

  /// Whether the scalar is in one of the ranges. O(log ranges).
  private static func contains(_ ranges: [UInt32], _ scalar: UInt32) -> Bool {
    let place = (0..<ranges.count / 2).partitioningIndex { ranges[2 * $0 + 1] >= scalar }
    return place < ranges.count / 2 && ranges[2 * place] <= scalar
  }
}
