extension Frame {
  /// The rows as text, each ended by a line feed, without blanks at their ends; a colour code only where the style
  /// changes, and none left open at a line's end.
  package func write(to bytes: inout [UInt8], depth: ColourDepth = .none) {
    for y in 0..<height {
      let row = y * width..<(y + 1) * width
      var end = row.upperBound
      while end > row.lowerBound, cells[end - 1].glyph == .blank, cells[end - 1].style.background == nil { end -= 1 }
      var style = Style.plain
      for index in row.lowerBound..<end {
        let cell = cells[index]
        // A blank shows the background alone.
        if cell.style != style, cell.glyph != .blank || cell.style.background != style.background {
          cell.style.write(after: style, depth: depth, to: &bytes)
          style = cell.style
        }
        cell.glyph.write(to: &bytes)
      }
      Style.plain.write(after: style, depth: depth, to: &bytes)
      bytes.append(0x0a)
    }
  }

  package func text(depth: ColourDepth = .none) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count + height)
    write(to: &bytes, depth: depth)
    return String(decoding: bytes, as: UTF8.self)
  }
}
