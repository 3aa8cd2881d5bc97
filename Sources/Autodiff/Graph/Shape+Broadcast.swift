extension Shape {
  /// The shape that NumPy broadcasts these to; nil if they do not fit.
  package static func broadcast(_ shapes: [Shape]) -> Shape? {
    let rank = shapes.reduce(0) { max($0, $1.rank) }
    var result = [Int](repeating: 1, count: rank)
    for shape in shapes {
      let offset = rank - shape.rank
      for (axis, length) in shape.dimensions.enumerated() where length != 1 {
        if result[offset + axis] == 1 {
          result[offset + axis] = length
        } else if result[offset + axis] != length {
          return nil
        }
      }
    }
    return Shape(result)
  }

  /// The product of the lengths; nil if it exceeds `Int`.
  var safeCount: Int? {
    var count = 1
    for length in dimensions {
      let (next, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      count = next
    }
    return count
  }

  /// How far apart neighbours along each axis stand, in row-major order.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    var stride = 1
    for axis in (0..<rank).reversed() {
      strides[axis] = stride
      stride *= dimensions[axis]
    }
    return strides
  }
}

/// Entries of a tensor seen in another order: result axis k has `lengths[k]` entries, `strides[k]` apart.
struct View {
  var lengths: [Int]
  var strides: [Int]
  var offset = 0

  /// An operand as broadcasting repeats it.
  init(of operand: Shape, broadcastTo result: Shape) {
    lengths = result.dimensions
    strides = Array(repeating: 0, count: result.rank)
    let own = operand.strides
    let missing = result.rank - operand.rank
    for axis in 0..<operand.rank where operand.dimensions[axis] != 1 { strides[missing + axis] = own[axis] }
  }

  init(lengths: [Int], strides: [Int], offset: Int = 0) {
    self.lengths = lengths
    self.strides = strides
    self.offset = offset
  }

  var count: Int { lengths.reduce(1, *) }

  /// Calls `body` with the place of each entry in turn, in row-major order of the result.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var counters = [Int](repeating: 0, count: lengths.count)
    let inner = lengths.last ?? 1
    let innerStride = strides.last ?? 0
    var place = offset
    while true {
      var entry = place
      for _ in 0..<inner {
        body(entry)
        entry += innerStride
      }
      var axis = lengths.count - 2
      while axis >= 0 {
        counters[axis] += 1
        place += strides[axis]
        if counters[axis] < lengths[axis] { break }
        place -= counters[axis] * strides[axis]
        counters[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
