/// Turns one frame after the other into the bytes that make a terminal show it: only the cells that differ, in the order
/// that takes the shortest moves of the cursor and the fewest changes of colour, in one synchronized update
/// (`CSI ? 2026 h` … `l`, which a terminal without it ignores) if it is long enough to be seen by halves.
///
/// The terminal is expected not to wrap lines (`CSI ? 7 l`) and to take a line feed as a move down.
package struct FrameDiff: Sendable {
  package let depth: ColourDepth
  /// What the terminal shows; nil if that is not known.
  private var shown: Frame?
  /// Where the cursor stands; nil if that is not known.
  private var cursor: (x: Int, y: Int)?
  private var style = Style.plain
  /// What a change from the present style to others costs, as far as somebody has asked.
  private var prices: [(style: Style, bytes: Int)] = []

  package init(depth: ColourDepth) { self.depth = depth }

  /// The next frame is drawn whole: the terminal was resized, or another program has written to it.
  package mutating func forget() { shown = nil }

  /// Bytes that a terminal takes at once, brackets or not.
  package static let unbracketed = 256

  /// Appends what turns the frame written last into this one; nothing if they look the same.
  /// - Returns: how many cells differ.
  /// Complexity: O(cells).
  @discardableResult
  package mutating func write(_ frame: Frame, to bytes: inout [UInt8]) -> Int {
    let start = bytes.count
    bytes += Self.begin
    let body = bytes.count
    let before: Frame
    if let shown, shown.width == frame.width, shown.height == frame.height {
      before = shown
    } else {
      // Attributes off, all blank, cursor at the first place.
      bytes += [0x1b, 0x5b, 0x6d, 0x1b, 0x5b, 0x32, 0x4a, 0x1b, 0x5b, 0x48]
      become(.plain)
      cursor = (0, 0)
      before = Frame(width: frame.width, height: frame.height)
    }
    let changes = FrameChanges(from: before, to: frame, depth: depth)
    write(changes.runs, of: frame, to: &bytes)
    shown = frame
    if bytes.count - body <= Self.unbracketed {
      bytes.removeSubrange(start..<body)
    } else {
      bytes += Self.end
    }
    return changes.count
  }

  private static let begin: [UInt8] = [0x1b, 0x5b, 0x3f, 0x32, 0x30, 0x32, 0x36, 0x68]
  private static let end: [UInt8] = [0x1b, 0x5b, 0x3f, 0x32, 0x30, 0x32, 0x36, 0x6c]

  /// Of how many runs, in reading order, the one that costs least comes next.
  private static let reach = 24

  private mutating func write(_ runs: [FrameChanges.Run], of frame: Frame, to bytes: inout [UInt8]) {
    var waiting = Array(runs.prefix(Self.reach))
    var next = waiting.count
    while !waiting.isEmpty {
      var (best, least) = (0, Int.max)
      for (index, run) in waiting.enumerated() {
        let cost = moveCost(to: run) + styleCost(of: run, below: least)
        if cost < least { (best, least) = (index, cost) }
      }
      write(waiting.remove(at: best), of: frame, to: &bytes)
      if next < runs.count {
        waiting.append(runs[next])
        next += 1
      }
    }
  }

  private mutating func write(_ run: FrameChanges.Run, of frame: Frame, to bytes: inout [UInt8]) {
    move(to: run, in: frame, to: &bytes)
    if !run.accepts(style) {
      run.style.write(after: style, depth: depth, to: &bytes)
      become(run.style)
    }
    if run.endsRow {
      // `CSI K` blanks the rest of the line in the present background.
      bytes += [0x1b, 0x5b, 0x4b]
      return
    }
    for x in run.columns {
      let glyph = frame[x, run.y].glyph
      if glyph.isContinuation { continue }
      if cursor == nil { CursorMove.place(x: x, y: run.y).write(to: &bytes) }
      glyph.write(to: &bytes)
      // In the last column, and behind glyphs on whose width terminals disagree, it is not known where the cursor is.
      cursor = glyph.isPlain && x + 1 < frame.width ? (x + 1, run.y) : nil
    }
  }

  private mutating func become(_ new: Style) {
    style = new
    prices.removeAll(keepingCapacity: true)
  }

  private mutating func styleCost(of run: FrameChanges.Run, below most: Int) -> Int {
    if run.accepts(style) { return 0 }
    if let known = prices.first(where: { $0.style == run.style }) { return known.bytes }
    var bytes: [UInt8] = []
    run.style.write(after: style, depth: depth, to: &bytes)
    prices.append((run.style, bytes.count))
    return bytes.count
  }

  private func moveCost(to run: FrameChanges.Run) -> Int {
    guard let cursor else { return CursorMove.place(x: run.columns.lowerBound, y: run.y).count }
    return CursorMove.shortest(fromX: cursor.x, fromY: cursor.y, toX: run.columns.lowerBound, y: run.y).count
  }

  /// Moves the cursor by the fewest bytes; over a short gap by writing again what stands there.
  private mutating func move(to run: FrameChanges.Run, in frame: Frame, to bytes: inout [UInt8]) {
    let (x, y) = (run.columns.lowerBound, run.y)
    defer { cursor = (x, y) }
    guard let (fromX, fromY) = cursor else { return CursorMove.place(x: x, y: y).write(to: &bytes) }
    guard (fromX, fromY) != (x, y) else { return }
    let best = CursorMove.shortest(fromX: fromX, fromY: fromY, toX: x, y: y)
    if fromY == y, fromX < x, x - fromX <= best.count {
      let end = bytes.count
      for place in fromX..<x {
        let cell = FrameChanges.seen(frame[place, y], depth)
        guard cell.glyph.isPlain,
          cell.glyph == .blank ? cell.style.background == style.background : cell.style == style
        else { break }
        cell.glyph.write(to: &bytes)
        if place + 1 == x, bytes.count - end <= best.count { return }
      }
      bytes.removeLast(bytes.count - end)
    }
    best.write(to: &bytes)
  }
}

extension Glyph {
  /// One column by everybody's reckoning.
  var isPlain: Bool { self == Glyph(base, isWide: false) && (base < 0x1100 || (0x2000..<0x2e80).contains(base)) }
}
