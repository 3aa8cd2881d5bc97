extension Plan {
  /// The value and partials of one block.
  func forward(_ block: Block, _ pass: Pass, _ buffers: Buffers) {
    switch block.kind {
    case .choose: choose(block, pass, buffers)
    case .reduce(let reduction): reduce(reduction, block, pass, buffers)
    case .scan(.sum): if pass != .partials { runningSum(block, buffers.values) }
    case .product: if pass != .partials { multiply(block, buffers.values, buffers.values, buffers.values) }
    case .lines(let lines): writeLines(lines, block, pass, buffers)
    case .crossEntropy: writeCrossEntropy(block, pass, buffers)
    case .lookup: if pass != .partials { lookUp(block, buffers.values) }
    case .oneHot: if pass != .partials { writeOneHot(block, buffers.values) }
    }
  }

  func place(_ block: Block, _ entry: Int) -> Int { Int(places[Int(block.places) + entry]) }

  private func choose(_ block: Block, _ pass: Pass, _ buffers: Buffers) {
    for entry in 0..<Int(block.count) {
      let slot = Int(block.out) + entry
      let holds = buffers.values[place(block, entry)] != 0
      if pass != .partials { buffers.values[slot] = buffers.values[Int(holds ? a[slot] : b[slot])] }
      if pass != .values {
        buffers.da[slot] = holds ? 1 : 0
        buffers.db[slot] = holds ? 0 : 1
      }
    }
  }

  private func reduce(_ reduction: Primitive.Reduction, _ block: Block, _ pass: Pass, _ buffers: Buffers) {
    places.withUnsafeBufferPointer { places in
      for entry in 0..<Int(block.count) {
        let first = entry * Int(block.length)
        let group = EntryGroup(
          values: buffers.values + Int(block.a),
          places: block.places < 0 ? nil : places.baseAddress.map { $0 + Int(block.places) }, start: first,
          count: Int(block.length))
        let slot = Int(block.out) + entry
        if pass != .partials { buffers.values[slot] = reduction.value(of: group, ddof: block.number) }
        if pass != .values {
          reduction.writePartials(
            of: group, ddof: block.number, buffers.values[slot], to: buffers.weights + Int(block.weights) + first)
        }
      }
    }
  }

  /// Calls `body` with the first entry of each line along the axis of a running sum.
  @inline(__always)
  func forEachLine(_ block: Block, _ body: (Int) -> Void) {
    let inner = Int(block.inner)
    let panel = inner * Int(block.length)
    var begin = 0
    while begin < Int(block.count) {
      for line in 0..<inner { body(begin + line) }
      begin += panel
    }
  }

  /// Running sums of the numbers at `block.a`; linear, so tangents go the same way.
  func runningSum(_ block: Block, _ numbers: UnsafeMutablePointer<Double>) {
    forEachLine(block) { line in
      var sum = 0.0
      var entry = line
      for _ in 0..<Int(block.length) {
        sum += numbers[Int(block.a) + entry]
        numbers[Int(block.out) + entry] = sum
        entry += Int(block.inner)
      }
    }
  }

  /// Sets the result's slots in `out` to left · right.
  func multiply(
    _ block: Block, _ left: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    (out + Int(block.out)).update(repeating: 0, count: Int(block.count))
    addProduct(block, left + Int(block.a), right + Int(block.b), out + Int(block.out))
  }

  /// Adds left · right to `out`; all begin at their own first entry.
  func addProduct(
    _ block: Block, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    let (rows, length, columns) = (Int(block.rows), Int(block.length), Int(block.inner))
    for batch in 0..<Int(block.batches) {
      let left = left + place(block, batch)
      let right = right + place(block, Int(block.batches) + batch)
      let out = out + batch * rows * columns
      for row in 0..<rows {
        for k in 0..<length {
          let factor = left[row * length + k]
          for column in 0..<columns { out[row * columns + column] += factor * right[k * columns + column] }
        }
      }
    }
  }

  /// Adds cotangent · rightᵀ to `out`: what a product hands to its left operand.
  func addLeftAdjoint(
    _ block: Block, _ cotangent: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    let (rows, length, columns) = (Int(block.rows), Int(block.length), Int(block.inner))
    for batch in 0..<Int(block.batches) {
      let out = out + place(block, batch)
      let right = right + place(block, Int(block.batches) + batch)
      let cotangent = cotangent + batch * rows * columns
      for row in 0..<rows {
        for k in 0..<length {
          var sum = 0.0
          for column in 0..<columns { sum += cotangent[row * columns + column] * right[k * columns + column] }
          out[row * length + k] += sum
        }
      }
    }
  }

  /// Adds leftᵀ · cotangent to `out`: what a product hands to its right operand.
  func addRightAdjoint(
    _ block: Block, _ cotangent: UnsafePointer<Double>, _ left: UnsafePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    let (rows, length, columns) = (Int(block.rows), Int(block.length), Int(block.inner))
    for batch in 0..<Int(block.batches) {
      let left = left + place(block, batch)
      let out = out + place(block, Int(block.batches) + batch)
      let cotangent = cotangent + batch * rows * columns
      for row in 0..<rows {
        for k in 0..<length {
          let factor = left[row * length + k]
          for column in 0..<columns { out[k * columns + column] += factor * cotangent[row * columns + column] }
        }
      }
    }
  }
}
