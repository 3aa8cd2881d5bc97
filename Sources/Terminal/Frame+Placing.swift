extension Frame {
  /// Puts another frame over this one with its upper left corner at (x, y); what lies outside is left out. O(cells).
  package mutating func place(_ other: Frame, x: Int, y: Int) {
    let columns = max(x, 0)..<max(min(x + other.width, width), max(x, 0))
    let rows = max(y, 0)..<max(min(y + other.height, height), max(y, 0))
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let (width, otherWidth) = (self.width, other.width)
    withCells { cells in
      other.cells.withUnsafeBufferPointer { source in
        for row in rows {
          let from = (row - y) * otherWidth + columns.lowerBound - x
          let to = row * width + columns.lowerBound
          for offset in 0..<columns.count { cells[to + offset] = source[from + offset] }
        }
      }
    }
  }
}
