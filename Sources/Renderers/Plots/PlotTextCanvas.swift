import Pictures
import Terminal

/// A field of dots: eight to a character in Braille, one in ASCII.
struct PlotTextCanvas {
  let columns: Int
  let rows: Int
  let isFine: Bool
  /// The dots of each character: bit n is Braille's dot n + 1.
  private var cells: [UInt8]
  private var across: Int { isFine ? 2 * columns : columns }
  private var down: Int { isFine ? 4 * rows : rows }

  init(columns: Int, rows: Int, isFine: Bool) {
    self.columns = columns
    self.rows = rows
    self.isFine = isFine
    cells = Array(repeating: 0, count: columns * rows)
  }

  private static let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// Sets the dot at a position; both coordinates from 0 to 1.
  private mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, x < across, y >= 0, y < down else { return }
    if isFine {
      cells[y / 4 * columns + x / 2] |= Self.bits[x % 2 * 4 + y % 4]
    } else {
      cells[y * columns + x] = 1
    }
  }

  private func dot(at position: Plot.Point) -> (x: Double, y: Double) {
    (position.x * Double(across) - 0.5, (1 - position.y) * Double(down) - 0.5)
  }

  private func place(_ number: Double, below limit: Int) -> Int { min(max(Int(number.rounded()), 0), limit - 1) }

  /// A line of touching dots.
  mutating func line(from: Plot.Point, to: Plot.Point) {
    let (a, b) = (dot(at: from), dot(at: to))
    // Two samples to a dot, so that rounding leaves no gap.
    let count = max(2 * Int(max((b.x - a.x).magnitude, (b.y - a.y).magnitude).rounded(.up)), 1)
    for step in 0...count {
      let t = Double(step) / Double(count)
      set(place(a.x + t * (b.x - a.x), below: across), place(a.y + t * (b.y - a.y), below: down))
    }
  }

  /// A line of dots some way apart, to stand behind others.
  mutating func dot(_ line: [Plot.Point]) {
    let spacing = isFine ? 3.0 : 2.0
    var walked = spacing
    for (from, to) in zip(line, line.dropFirst()) {
      let (a, b) = (dot(at: from), dot(at: to))
      let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
      guard length > 0, length.isFinite else { continue }
      var next = spacing - walked
      while next <= length {
        let t = max(next, 0) / length
        set(place(a.x + t * (b.x - a.x), below: across), place(a.y + t * (b.y - a.y), below: down))
        next += spacing
      }
      walked = length - (next - spacing)
    }
  }

  /// Puts the dots into a frame; characters without a dot leave what is there.
  func draw(into frame: inout Frame, x: Int, y: Int, style: Style, letter: Glyph) {
    for row in 0..<rows {
      for column in 0..<columns {
        let dots = cells[row * columns + column]
        guard dots != 0 else { continue }
        let glyph = isFine ? Glyph(Unicode.Scalar(0x2800 + UInt32(dots)) ?? " ") : letter
        frame[x + column, y + row] = Cell(glyph: glyph, style: style)
      }
    }
  }
}
