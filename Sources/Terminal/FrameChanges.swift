/// What differs between two frames of one size, in runs: cells beside each other that are written without a move of the
/// cursor or a change of colour between them.
struct FrameChanges {
  struct Run {
    let y: Int
    var columns: Range<Int>
    /// Of blanks the background is all that can be seen.
    var style: Style
    var isBlank: Bool
    /// The row is empty from here on.
    var endsRow = false

    func accepts(_ present: Style) -> Bool {
      isBlank ? present.background == style.background : present == style
    }
  }

  /// In reading order.
  private(set) var runs: [Run] = []
  /// Cells.
  private(set) var count = 0
  private let depth: ColourDepth

  init(from before: Frame, to frame: Frame, depth: ColourDepth) {
    self.depth = depth
    for y in 0..<frame.height { readRow(y, of: frame, over: before) }
  }

  /// A cell as far as it can be seen: a blank shows nothing of its style but the background, and the second half of a
  /// wide glyph is the first one's.
  static func seen(_ cell: Cell, _ depth: ColourDepth) -> Cell {
    if cell.glyph.isContinuation { return Cell(glyph: .continuation) }
    if depth == .none { return Cell(glyph: cell.glyph) }
    if cell.glyph == .blank { return Cell(glyph: .blank, style: Style(background: cell.style.background)) }
    return cell
  }

  private mutating func readRow(_ y: Int, of frame: Frame, over before: Frame) {
    let (row, width, depth) = (y * frame.width, frame.width, depth)
    frame.cells.withUnsafeBufferPointer { new in
      before.cells.withUnsafeBufferPointer { old in
        func differs(_ x: Int) -> Bool {
          let (a, b) = (new[row + x], old[row + x])
          return a != b && Self.seen(a, depth) != Self.seen(b, depth)
        }
        var x = 0
        while x < width, !differs(x) { x += 1 }
        guard x < width else { return }
        var blankFrom = width
        while blankFrom > 0, Self.seen(new[row + blankFrom - 1], depth) == .blank { blankFrom -= 1 }
        while x < width {
          guard differs(x) else {
            x += 1
            continue
          }
          if x >= blankFrom {
            let rest = (x..<width).reduce(into: 0) { if differs($1) { $0 += 1 } }
            // Three bytes blank the rest of the row.
            if rest > 3 {
              count += rest
              runs.append(Run(y: y, columns: x..<width, style: .plain, isBlank: true, endsRow: true))
              return
            }
          }
          add(Self.seen(new[row + x], depth), x: x, y: y)
          count += 1
          x += 1
        }
      }
    }
  }

  private mutating func add(_ cell: Cell, x: Int, y: Int) {
    let isBlank = cell.glyph == .blank
    if let last = runs.last, last.y == y, last.columns.upperBound == x {
      let isSame =
        cell.glyph.isContinuation || last.style == cell.style
        || (isBlank || last.isBlank) && last.style.background == cell.style.background
      if isSame {
        runs[runs.count - 1].columns = last.columns.lowerBound..<(x + 1)
        if last.isBlank, !isBlank, !cell.glyph.isContinuation {
          runs[runs.count - 1].style = cell.style
          runs[runs.count - 1].isBlank = false
        }
        return
      }
    }
    // Half a glyph cannot be written.
    if cell.glyph.isContinuation { return }
    runs.append(Run(y: y, columns: x..<(x + 1), style: cell.style, isBlank: isBlank))
  }
}
