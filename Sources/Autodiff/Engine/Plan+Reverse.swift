extension Plan {
  /// Hands the adjoints down from the last slot to the leaves: multiply and add, nothing else.
  @inline(__always)
  func reverse(_ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    segments.withUnsafeBufferPointer { segments in
      var index = segments.count &- 1
      while index >= 0 {
        let segment = segments[index]
        reverse(segment, buffers, adjoints)
        index &-= 1
      }
    }
  }

  @inline(__always)
  func reverse(_ segment: Segment, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>) {
    let begin = Int(segment.begin)
    let end = Int(segment.end)
    switch segment.kind {
    case .flat: reverseBinary(begin, end, buffers, adjoints)
    case .block: reverse(blocks[begin], buffers, adjoints)
    case .run: reverse(segment.primitive, begin, end, buffers, adjoints)
    }
  }

  /// Slots of one primitive; of those without a second operand one half falls away, and partials of ±1 are not read.
  @inline(__always)
  func reverse(
    _ primitive: Primitive, _ begin: Int, _ end: Int, _ buffers: Buffers, _ adjoints: UnsafeMutablePointer<Double>
  ) {
    let (a, b) = (a, b)
    var slot = end &- 1
    switch primitive {
    case .add:
      while slot >= begin {
        let g = adjoints[slot]
        adjoints[Int(a[slot])] += g
        adjoints[Int(b[slot])] += g
        slot &-= 1
      }
    case .subtract:
      while slot >= begin {
        let g = adjoints[slot]
        adjoints[Int(a[slot])] += g
        adjoints[Int(b[slot])] -= g
        slot &-= 1
      }
    case .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu:
      while slot >= begin {
        adjoints[Int(a[slot])] += adjoints[slot]
        slot &-= 1
      }
    case .multiply, .divide, .pow, .minimum, .maximum: reverseBinary(begin, end, buffers, adjoints)
    // They pass no gradient.
    case .sign, .floor, .detach, .less, .lessEqual, .greater, .greaterEqual, .equal: break
    case .leaf, .negate, .exp, .log, .sqrt, .square, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus, .silu,
      .erf, .gelu, .geluTanh, .leakyRelu, .elu, .power, .dropout, .select, .sum, .mean, .product, .variance,
      .standardDeviation, .norm, .logSumExp, .largest, .smallest, .cumsum, .matmul, .dot, .softmax, .logSoftmax,
      .layerNorm, .rmsNorm, .crossEntropy, .embedding, .oneHot:
      let da = buffers.da
      while slot >= begin {
        adjoints[Int(a[slot])] += adjoints[slot] * da[slot]
        slot &-= 1
      }
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
    switch block.primitive {
    case .select: reverseBinary(Int(block.out), Int(block.out + block.count), buffers, adjoints)
    case .cumsum:
      forEachLine(block) { line in
        var sum = 0.0
        var entry = line + Int(block.length - 1) * Int(block.inner)
        for _ in 0..<Int(block.length) {
          sum += out[entry]
          adjoints[Int(block.a) + entry] += sum
          entry -= Int(block.inner)
        }
      }
    case .matmul, .dot:
      addLeftAdjoint(block, out, buffers.values + Int(block.b), adjoints + Int(block.a))
      addRightAdjoint(block, out, buffers.values + Int(block.a), adjoints + Int(block.b))
    case .softmax, .logSoftmax, .layerNorm, .rmsNorm:
      lineJacobian(block, buffers).addTranspose(out, to: adjoints + Int(block.a))
    case .crossEntropy:
      let weights = buffers.weights + Int(block.weights)
      let count = Int(block.length)
      for entry in 0..<count {
        adjoints[Int(block.a) + entry] += out[0] * weights[entry]
        adjoints[Int(block.b) + entry] += out[0] * weights[count + entry]
      }
    case .embedding:
      forEachRow(block, buffers.values) { place, entry in
        let row = adjoints + Int(block.a) + place
        for member in 0..<Int(block.length) { row[member] += out[entry + member] }
      }
    // Whole numbers get no gradient.
    case .oneHot: break
    default:
      let length = Int(block.length)
      for entry in 0..<Int(block.count) {
        let g = out[entry]
        for member in entry * length..<(entry + 1) * length {
          let place = block.places < 0 ? member : place(block, member)
          adjoints[Int(block.a) + place] += g * buffers.weights[Int(block.weights) + member]
        }
      }
    }
  }
}
