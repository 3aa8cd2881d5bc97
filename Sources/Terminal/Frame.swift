/// A rectangle of cells: a picture of characters, as a value.
package struct Frame: Sendable, Equatable {
  package let width: Int
  package let height: Int
  /// Row by row, `width * height` of them.
  package private(set) var cells: [Cell]

  package init(width: Int, height: Int) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    cells = Array(repeating: .blank, count: self.width * self.height)
  }

  /// Places outside the frame are blank and stay so.
  package subscript(x: Int, y: Int) -> Cell {
    get { contains(x, y) ? cells[y * width + x] : .blank }
    set { if contains(x, y) { cells[y * width + x] = newValue } }
  }

  package func contains(_ x: Int, _ y: Int) -> Bool { x >= 0 && x < width && y >= 0 && y < height }

  /// Writes a row of glyphs from (x, y) on to the right; what lies outside the frame is not written, and a wide glyph
  /// only whole.
  package mutating func write(_ row: [Glyph], x: Int, y: Int, style: Style = .plain) {
    guard y >= 0, y < height else { return }
    for (index, glyph) in row.enumerated() {
      let place = x + index
      guard place >= 0, place + max(glyph.columns, 1) <= width else { continue }
      cells[y * width + place] = Cell(glyph: glyph, style: style)
    }
  }

  /// All blank again.
  package mutating func clear() {
    for index in cells.indices { cells[index] = .blank }
  }

  mutating func withCells(_ body: (UnsafeMutableBufferPointer<Cell>) -> Void) {
    cells.withUnsafeMutableBufferPointer { body($0) }
  }
}
