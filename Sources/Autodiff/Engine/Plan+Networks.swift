import ElementaryFunctions

/// The values and partials of the operations of networks.
extension Plan {
  func lineJacobian(_ lines: Primitive.Lines, _ block: Block, _ buffers: Buffers) -> LineJacobian {
    LineJacobian(
      lines: lines, length: Int(block.length), inner: Int(block.inner), count: Int(block.count),
      results: buffers.values + Int(block.out), scales: buffers.weights + Int(block.weights))
  }

  /// softmax, log_softmax, and the norms, line by line.
  func writeLines(_ lines: Primitive.Lines, _ block: Block, _ pass: Pass, _ buffers: Buffers) {
    if pass == .partials, !lines.hasScales { return }
    let out = buffers.values + Int(block.out)
    let (step, length) = (Int(block.inner), Int(block.length))
    var index = 0
    forEachLine(block) { first in
      let line = Line(entries: buffers.values + Int(block.a) + first, step: step, count: length)
      /// (x − center) times one over the root of the mean of that squared.
      func normalize(around center: Double) {
        let scale = 1 / (line.spread(around: center) + block.number).squareRoot()
        if pass != .values { buffers.weights[Int(block.weights) + index] = scale }
        if pass == .partials { return }
        for entry in 0..<length { out[first + entry * step] = (line[entry] - center) * scale }
      }
      // From the largest entry on: then no power of e overflows, and one of them is 1.
      func exponentiate() -> (largest: Double, sum: Double) {
        let largest = line.largest
        var sum = 0.0
        for entry in 0..<length {
          let power = Elementary.exp(line[entry] - largest)
          out[first + entry * step] = power
          sum += power
        }
        return (largest, sum)
      }
      switch lines {
      case .softmax:
        let sum = exponentiate().sum
        for entry in 0..<length { out[first + entry * step] /= sum }
      case .logSoftmax:
        let (largest, sum) = exponentiate()
        let rest = Elementary.log(sum)
        for entry in 0..<length { out[first + entry * step] = (line[entry] - largest) - rest }
      case .layerNorm, .batchNorm: normalize(around: line.mean)
      case .rmsNorm: normalize(around: 0)
      }
      index += 1
    }
  }

  /// −Σ y·log softmax(z) over the rows, divided by their number; what has no weight may be impossible. The partials:
  /// (softmax(z)·Σy − y)/n by the logits, −log softmax(z)/n by the probabilities.
  func writeCrossEntropy(_ block: Block, _ pass: Pass, _ buffers: Buffers) {
    let logits = buffers.values + Int(block.a)
    let target = buffers.values + Int(block.b)
    let byLogits = buffers.weights + Int(block.weights)
    let byTarget = byLogits + Int(block.length)
    let classes = Int(block.inner)
    let rows = Double(block.rows)
    var total = 0.0
    for begin in stride(from: 0, to: Int(block.length), by: classes) {
      let row = Line(entries: logits + begin, step: 1, count: classes)
      let largest = row.largest
      var sum = 0.0
      var weight = 0.0
      for entry in 0..<classes {
        sum += Elementary.exp(row[entry] - largest)
        weight += target[begin + entry]
      }
      let rest = Elementary.log(sum)
      for entry in 0..<classes {
        let logProbability = (row[entry] - largest) - rest
        let y = target[begin + entry]
        if y != 0 { total -= y * logProbability }
        if pass != .values {
          byLogits[begin + entry] = (Elementary.exp(row[entry] - largest) / sum * weight - y) / rows
          byTarget[begin + entry] = -logProbability / rows
        }
      }
    }
    if pass != .partials { buffers.values[Int(block.out)] = total / rows }
  }

  /// Copies rows of the table; NaN where there is no such row.
  func lookUp(_ block: Block, _ values: UnsafeMutablePointer<Double>) {
    (values + Int(block.out)).update(repeating: .nan, count: Int(block.count))
    forEachRow(block, values) { place, entry in
      (values + Int(block.out) + entry).update(from: values + Int(block.a) + place, count: Int(block.length))
    }
  }

  /// Calls `body` with the first entry of the table's row and of its copy, where there is such a row.
  @inline(__always)
  func forEachRow(_ block: Block, _ values: UnsafePointer<Double>, _ body: (Int, Int) -> Void) {
    let length = Int(block.length)
    for copy in 0..<Int(block.count) / length {
      guard let row = row(block, of: copy, values) else { continue }
      body(row * length, copy * length)
    }
  }

  /// Which row of all tables a copied row comes from, if there is such a one.
  func row(_ block: Block, of copy: Int, _ values: UnsafePointer<Double>) -> Int? {
    let (count, axes) = (Int(block.inner), Int(block.panel))
    var row = copy / count
    for axis in 0..<axes {
      let length = place(block, axis)
      let slot = place(block, axes + axis * count + copy % count)
      guard var index = Int(exactly: values[slot]) else { return nil }
      if block.isOrdered, index < 0 { index += length }
      guard index >= 0, index < length else { return nil }
      row = row * length + index
    }
    return row
  }

  /// Rows of 0 and 1; NaN where there is no such class.
  func writeOneHot(_ block: Block, _ values: UnsafeMutablePointer<Double>) {
    let classes = Int(block.length)
    for index in 0..<Int(block.count) / classes {
      let row = values + Int(block.out) + index * classes
      let place = Int(exactly: values[Int(block.a) + index]) ?? -1
      let isClass = place >= 0 && place < classes
      row.update(repeating: isClass ? 0 : .nan, count: classes)
      if isClass { row[place] = 1 }
    }
  }
}

/// The entries of one line of a tensor.
private struct Line {
  let entries: UnsafePointer<Double>
  let step: Int
  let count: Int

  @inline(__always)
  subscript(_ entry: Int) -> Double { entries[entry &* step] }

  /// NaN if there is one.
  @inline(__always)
  var largest: Double {
    var result = self[0]
    for entry in 1..<max(count, 1) where self[entry] > result || self[entry].isNaN { result = self[entry] }
    return result
  }

  @inline(__always)
  var mean: Double { deviationCenter(of: count) { self[$0] } }

  /// The mean of (x − center)².
  @inline(__always)
  func spread(around center: Double) -> Double {
    var sum = 0.0
    for entry in 0..<count {
      let distance = self[entry] - center
      sum += distance * distance
    }
    return sum / Double(count)
  }
}
