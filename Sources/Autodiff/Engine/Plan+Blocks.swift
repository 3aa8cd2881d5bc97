extension Plan {
  /// The value and partials of one block.
  func forward(_ block: Block, _ pass: Pass, _ buffers: Buffers) {
    switch block.kind {
    case .choose: choose(block, pass, buffers)
    case .reduce(let reduction): reduce(reduction, block, pass, buffers)
    case .find(let find): if pass != .partials { self.find(find, block, buffers.values) }
    case .scan(let scan): if pass != .partials { accumulate(scan, block, buffers.values) }
    case .product, .convolution:
      if pass != .partials { multiply(block, buffers.values, buffers.values, buffers.values) }
    case .matrix(let matrix): writeMatrix(matrix, block, pass, buffers)
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
    let hasWeights = reduction.evenPartial(of: 1) == nil
    if pass == .partials, !hasWeights { return }
    forEachGroup(block, buffers.values) { group, slot in
      if pass != .partials { buffers.values[slot] = reduction.value(of: group, ddof: block.number) }
      if pass != .values, hasWeights {
        reduction.writePartials(
          of: group, ddof: block.number, isOrdered: block.isOrdered, buffers.values[slot],
          to: buffers.weights + Int(block.weights) + group.start)
      }
    }
  }

  private func find(_ find: Primitive.Find, _ block: Block, _ values: UnsafeMutablePointer<Double>) {
    forEachGroup(block, values) { group, slot in values[slot] = find.place(in: group) }
  }

  /// Calls `body` with the entries that are reduced together and the slot of what they give.
  @inline(__always)
  private func forEachGroup(
    _ block: Block, _ values: UnsafeMutablePointer<Double>, _ body: (EntryGroup, Int) -> Void
  ) {
    places.withUnsafeBufferPointer { places in
      for entry in 0..<Int(block.count) {
        let group = EntryGroup(
          values: values + Int(block.a),
          places: block.places < 0 ? nil : places.baseAddress.map { $0 + Int(block.places) },
          start: entry * Int(block.length), count: Int(block.length))
        body(group, Int(block.out) + entry)
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

  /// Running sums or products of the numbers at `block.a`.
  private func accumulate(_ scan: Primitive.Scan, _ block: Block, _ numbers: UnsafeMutablePointer<Double>) {
    forEachLine(block) { line in
      var result = scan == .sum ? 0.0 : 1.0
      var entry = line
      for _ in 0..<Int(block.length) {
        let number = numbers[Int(block.a) + entry]
        result = scan == .sum ? result + number : result * number
        numbers[Int(block.out) + entry] = result
        entry += Int(block.inner)
      }
    }
  }

  /// Calls `body` with an entry of a running product, one of the operand, and ∂/∂ between them: the product of the others, so that zeros are
  /// exact.
  func forEachFactor(
    _ block: Block, _ factors: UnsafePointer<Double>, _ body: (_ entry: Int, _ factor: Int, Double) -> Void
  ) {
    let (length, inner) = (Int(block.length), Int(block.inner))
    forEachLine(block) { line in
      var before = 1.0
      for own in 0..<length {
        var others = before
        for later in own..<length {
          if later > own { others *= factors[line + later * inner] }
          body(line + later * inner, line + own * inner, others)
        }
        before *= factors[line + own * inner]
      }
    }
  }

  /// Calls `body` with the entries of a convolution's result, image and kernel that meet.
  @inline(__always)
  private func forEachTap(_ block: Block, _ body: (_ out: Int, _ image: Int, _ kernel: Int) -> Void) {
    let (length, windows) = (Int(block.length), Int(block.inner))
    places.withUnsafeBufferPointer { places in
      var out = 0
      for image in 0..<Int(block.batches) {
        for kernel in 0..<Int(block.rows) {
          for window in 0..<windows {
            for tap in 0..<length {
              let place = Int(places[Int(block.places) + window * length + tap])
              if place >= 0 { body(out, image * Int(block.panel) + place, kernel * length + tap) }
            }
            out += 1
          }
        }
      }
    }
  }

  /// Sets the result's slots in `out` to left · right.
  func multiply(
    _ block: Block, _ left: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    if case .product(.outer) = block.kind {
      // Nothing is added up, so that a zero keeps its sign.
      let columns = Int(block.inner)
      for entry in 0..<Int(block.count) {
        out[Int(block.out) + entry] = left[Int(block.a) + entry / columns] * right[Int(block.b) + entry % columns]
      }
      return
    }
    (out + Int(block.out)).update(repeating: 0, count: Int(block.count))
    addProduct(block, left + Int(block.a), right + Int(block.b), out + Int(block.out))
  }

  /// Adds left · right to `out`; all begin at their own first entry.
  func addProduct(
    _ block: Block, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    if case .convolution = block.kind { return forEachTap(block) { out[$0] += left[$1] * right[$2] } }
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
    if case .convolution = block.kind { return forEachTap(block) { out[$1] += cotangent[$0] * right[$2] } }
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
    if case .convolution = block.kind { return forEachTap(block) { out[$2] += cotangent[$0] * left[$1] } }
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
