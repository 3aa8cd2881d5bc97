/// What moves over the last axes of an image: how long it is along each, how far it goes at a time, and how many zeros stand on either side.
package struct Window: Hashable, Sendable {
  package let size: [Int]
  package let stride: [Int]
  package let padding: [Int]

  /// - Precondition: a size and stride of 1 at least and a padding of 0 at least for each axis.
  package init(size: [Int], stride: [Int], padding: [Int]) {
    precondition(size.count == stride.count && size.count == padding.count, "one number for each axis")
    precondition((size + stride).allSatisfy { $0 >= 1 } && padding.allSatisfy { $0 >= 0 }, "no such window")
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  /// How many places it has along each axis of such an image; nil if it does not fit in.
  package func counts(over lengths: [Int]) -> [Int]? {
    var counts: [Int] = []
    for (axis, length) in lengths.enumerated() {
      guard length + 2 * padding[axis] >= size[axis] else { return nil }
      counts.append((length + 2 * padding[axis] - size[axis]) / stride[axis] + 1)
    }
    return counts
  }

  /// Whether it meets each entry of such an image once.
  package func tiles(_ lengths: [Int]) -> Bool {
    lengths.indices.allSatisfy { size[$0] == stride[$0] && padding[$0] == 0 && lengths[$0] % size[$0] == 0 }
  }

  /// Calls `body` for each place of the window, and there for each of its entries, both row-major, with the image's entry below; −1 where
  /// there is a zero of the padding.
  func forEachEntry(over lengths: [Int], _ body: (Int) -> Void) {
    let counts = counts(over: lengths) ?? []
    let strides = Shape(lengths).strides
    for place in 0..<counts.reduce(1, *) {
      for entry in 0..<size.reduce(1, *) {
        var (restOfPlace, restOfEntry) = (place, entry)
        var below = 0
        for axis in lengths.indices.reversed() where below >= 0 {
          let position = restOfPlace % counts[axis] * stride[axis] + restOfEntry % size[axis] - padding[axis]
          (restOfPlace, restOfEntry) = (restOfPlace / counts[axis], restOfEntry / size[axis])
          below = position >= 0 && position < lengths[axis] ? below + position * strides[axis] : -1
        }
        body(below)
      }
    }
  }
}
