extension Plan {
  /// Hands the adjoints down from the last slot to the leaves: multiply and add, nothing else.
  @inline(__always)
  func reverse(_ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    segments.withUnsafeBufferPointer { segments in
      var index = segments.count &- 1
      while index >= 0 {
        let segment = segments[index]
        if segment.kind == .block {
          if segment.sweep != .nothing { reverse(blocks[Int(segment.begin)], buffers, adjoints) }
        } else {
          reverse(segment.sweep, Int(segment.begin), Int(segment.end), buffers, adjoints)
        }
        index &-= 1
      }
    }
  }

  /// Slots that are swept alike.
  @inline(__always)
  func reverse(
    _ sweep: Sweep, _ begin: Int, _ end: Int, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>
  ) {
    let (a, b) = (a, b)
    var slot = end &- 1
    switch sweep {
    case .nothing: break
    case .sum:
      while slot >= begin {
        let g = adjoints[slot]
        adjoints[Int(a[slot])] += g
        adjoints[Int(b[slot])] += g
        slot &-= 1
      }
    case .difference:
      while slot >= begin {
        let g = adjoints[slot]
        adjoints[Int(a[slot])] += g
        adjoints[Int(b[slot])] -= g
        slot &-= 1
      }
    case .copy:
      while slot >= begin {
        adjoints[Int(a[slot])] += adjoints[slot]
        slot &-= 1
      }
    case .first:
      let da = buffers.da
      while slot >= begin {
        adjoints[Int(a[slot])] += adjoints[slot] * da[slot]
        slot &-= 1
      }
    case .both: reverseBinary(begin, end, buffers, adjoints)
    }
  }

  @inline(__always)
  func reverseBinary(_ begin: Int, _ end: Int, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    let (a, b, da, db) = (a, b, buffers.da, buffers.db)
    var slot = end &- 1
    while slot >= begin {
      let g = adjoints[slot]
      adjoints[Int(a[slot])] += g * da[slot]
      adjoints[Int(b[slot])] += g * db[slot]
      slot &-= 1
    }
  }

  func reverse(_ block: Block, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    let out = adjoints + Int(block.out)
    switch block.kind {
    case .choose: reverseBinary(Int(block.out), Int(block.out + block.count), buffers, adjoints)
    case .scan(.sum):
      forEachLine(block) { line in
        var sum = 0.0
        var entry = line + Int(block.length - 1) * Int(block.inner)
        for _ in 0..<Int(block.length) {
          sum += out[entry]
          adjoints[Int(block.a) + entry] += sum
          entry -= Int(block.inner)
        }
      }
    case .scan(.product):
      forEachFactor(block, buffers.values + Int(block.a)) { adjoints[Int(block.a) + $1] += out[$0] * $2 }
    case .product, .convolution:
      addLeftAdjoint(block, out, buffers.values + Int(block.b), adjoints + Int(block.a))
      addRightAdjoint(block, out, buffers.values + Int(block.a), adjoints + Int(block.b))
    case .lines(let lines):
      lineJacobian(lines, block, buffers).add(out, isTangent: false, to: adjoints + Int(block.a))
    case .crossEntropy:
      let weights = buffers.weights + Int(block.weights)
      let count = Int(block.length)
      for entry in 0..<count {
        adjoints[Int(block.a) + entry] += out[0] * weights[entry]
        adjoints[Int(block.b) + entry] += out[0] * weights[count + entry]
      }
    case .lookup:
      forEachRow(block, buffers.values) { place, entry in
        let row = adjoints + Int(block.a) + place
        for member in 0..<Int(block.length) { row[member] += out[entry + member] }
      }
    // Classes and places get no gradient.
    case .oneHot, .find: break
    case .matrix(.determinant):
      for entry in 0..<Int(block.length * block.length) {
        adjoints[Int(block.a) + entry] += out[0] * buffers.weights[Int(block.weights) + entry]
      }
    case .matrix(.inverse):
      SquareMatrix.addInverseAdjoint(
        of: buffers.values + Int(block.out), out, side: Int(block.length), isTransposed: true,
        to: adjoints + Int(block.a))
    case .reduce(let reduction):
      let length = Int(block.length)
      for entry in 0..<Int(block.count) {
        let g = out[entry]
        if let partial = reduction.evenPartial(of: length) {
          for member in entry * length..<(entry + 1) * length {
            adjoints[Int(block.a) + (block.places < 0 ? member : place(block, member))] += g * partial
          }
          continue
        }
        for member in entry * length..<(entry + 1) * length {
          let place = block.places < 0 ? member : place(block, member)
          adjoints[Int(block.a) + place] += g * buffers.weights[Int(block.weights) + member]
        }
      }
    }
  }
}
