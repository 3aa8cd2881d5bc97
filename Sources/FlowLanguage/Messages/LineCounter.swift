/// Which line an offset is on. Offsets mostly come in ascending order, so it counts on from the last.
struct LineCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var line: Int

  init(_ bytes: [UInt8], firstLine: Int = 1) {
    self.bytes = bytes
    line = firstLine
  }

  /// Counted from the first.
  mutating func line(of target: Int) -> Int {
    if target < offset {
      // Back: count the line ends between.
      var lines = line
      var position = offset
      while position > target {
        position -= 1
        if bytes[position] == 0x0A { lines -= 1 }
      }
      offset = target
      line = lines
      return line
    }
    while offset < target, offset < bytes.count {
      if bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
    return line
  }
}
