/// Turns one frame after the other into the bytes that make a terminal show it: only the cells that differ, by the
/// shortest moves of the cursor and the fewest changes of colour, in one synchronized update (`CSI ? 2026 h` … `l`,
/// which a terminal without it ignores).
///
/// The terminal is expected not to wrap lines (`CSI ? 7 l`) and to take a line feed as a move down.
package struct FrameDiff: Sendable {
  package let depth: ColourDepth
  /// Whether an update is bracketed, for 16 bytes.
  package let isSynchronized: Bool
  /// What the terminal shows; nil if that is not known.
  private var shown: Frame?
  /// Where the cursor stands; nil if that is not known.
  private var cursor: (x: Int, y: Int)?
  private var style = Style.plain

  package init(depth: ColourDepth, isSynchronized: Bool = true) {
    self.depth = depth
    self.isSynchronized = isSynchronized
  }

  /// The next frame is drawn whole: the terminal was resized, or another program has written to it.
  package mutating func forget() { shown = nil }

  /// Appends what turns the frame written last into this one; nothing if they look the same.
  /// - Returns: how many cells differ.
  /// Complexity: O(cells).
  @discardableResult
  package mutating func write(_ frame: Frame, to bytes: inout [UInt8]) -> Int {
    let start = bytes.count
    if isSynchronized { bytes += Self.begin }
    let body = bytes.count
    let before: Frame
    if let shown, shown.width == frame.width, shown.height == frame.height {
      before = shown
    } else {
      // Attributes off, all blank, cursor at the first place.
      bytes += [0x1b, 0x5b, 0x6d, 0x1b, 0x5b, 0x32, 0x4a, 0x1b, 0x5b, 0x48]
      style = .plain
      cursor = (0, 0)
      before = Frame(width: frame.width, height: frame.height)
    }
    var changes = 0
    for y in 0..<frame.height { changes += writeRow(y, of: frame, over: before, to: &bytes) }
    shown = frame
    if bytes.count == body {
      bytes.removeLast(body - start)
    } else if isSynchronized {
      bytes += Self.end
    }
    return changes
  }

  private static let begin: [UInt8] = [0x1b, 0x5b, 0x3f, 0x32, 0x30, 0x32, 0x36, 0x68]
  private static let end: [UInt8] = [0x1b, 0x5b, 0x3f, 0x32, 0x30, 0x32, 0x36, 0x6c]

  /// A cell as far as it can be seen: a blank shows nothing of its style but the background, and the second half of a
  /// wide glyph is the first one's.
  private func seen(_ cell: Cell) -> Cell {
    if cell.glyph.isContinuation { return Cell(glyph: .continuation) }
    if depth == .none { return Cell(glyph: cell.glyph) }
    if cell.glyph == .blank { return Cell(glyph: .blank, style: Style(background: cell.style.background)) }
    return cell
  }

  private mutating func writeRow(_ y: Int, of frame: Frame, over before: Frame, to bytes: inout [UInt8]) -> Int {
    let row = y * frame.width
    let width = frame.width
    return frame.cells.withUnsafeBufferPointer { new in
      before.cells.withUnsafeBufferPointer { old in
        func differs(_ x: Int) -> Bool {
          let (a, b) = (new[row + x], old[row + x])
          return a != b && seen(a) != seen(b)
        }
        var x = 0
        while x < width, !differs(x) { x += 1 }
        guard x < width else { return 0 }
        // From here on the row is empty.
        var blankFrom = width
        while blankFrom > 0, seen(new[row + blankFrom - 1]) == .blank { blankFrom -= 1 }
        var changes = 0
        while x < width {
          guard differs(x) else {
            x += 1
            continue
          }
          if x >= blankFrom {
            let rest = (x..<width).reduce(into: 0) { if differs($1) { $0 += 1 } }
            // `CSI K` takes three bytes, and blanks the rest of the line in the present background.
            if rest > 3 {
              move(toX: x, y: y, in: new, width: width, to: &bytes)
              if style.background != nil { change(to: .plain, &bytes) }
              bytes += [0x1b, 0x5b, 0x4b]
              return changes + rest
            }
          }
          let cell = new[row + x]
          // Half a glyph cannot be written.
          if cell.glyph.isContinuation {
            changes += 1
            x += 1
            continue
          }
          move(toX: x, y: y, in: new, width: width, to: &bytes)
          let visible = seen(cell)
          if visible.glyph != .blank || visible.style.background != style.background {
            change(to: visible.style, &bytes)
          }
          cell.glyph.write(to: &bytes)
          changes += 1
          advance(by: cell.glyph, x: x, y: y, width: width)
          x += 1
        }
        return changes
      }
    }
  }

  private mutating func advance(by glyph: Glyph, x: Int, y: Int, width: Int) {
    // In the last column, and behind glyphs on whose width terminals disagree, it is not known where the cursor is.
    cursor = glyph.isPlain && x + 1 < width ? (x + 1, y) : nil
  }

  private mutating func change(to new: Style, _ bytes: inout [UInt8]) {
    new.write(after: style, depth: depth, to: &bytes)
    style = new
  }

  /// Moves the cursor by the fewest bytes; over a short gap by writing again what stands there.
  private mutating func move(
    toX x: Int, y: Int, in cells: UnsafeBufferPointer<Cell>, width: Int, to bytes: inout [UInt8]
  ) {
    defer { cursor = (x, y) }
    guard let (fromX, fromY) = cursor else { return CursorMove.place(x: x, y: y).write(to: &bytes) }
    guard (fromX, fromY) != (x, y) else { return }
    let best = CursorMove.shortest(fromX: fromX, fromY: fromY, toX: x, y: y)
    if fromY == y, fromX < x, x - fromX <= best.count {
      let gap = cells[(y * width + fromX)..<(y * width + x)]
      if gap.allSatisfy({ canRewrite(seen($0)) }) {
        for cell in gap { cell.glyph.write(to: &bytes) }
        return
      }
    }
    best.write(to: &bytes)
  }

  private func canRewrite(_ cell: Cell) -> Bool {
    guard cell.glyph.isASCII else { return false }
    return cell.glyph == .blank ? cell.style.background == style.background : cell.style == style
  }
}

extension Glyph {
  /// One byte, one column.
  var isASCII: Bool { base < 0x80 && self == Glyph(base, isWide: false) }

  /// One column by everybody's reckoning.
  var isPlain: Bool { self == Glyph(base, isWide: false) && (base < 0x1100 || (0x2000..<0x2e80).contains(base)) }
}
