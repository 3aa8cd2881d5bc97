/// What a sweep over the plan is to write.
enum Pass {
  case values
  /// The partials, from the values that are there.
  case partials
  case both
}

extension Plan {
  /// Writes the literal numbers and the leaves' recorded values.
  func writeLeaves(to values: UnsafeMutablePointer<Double>) {
    values[0] = 0
    for (place, literal) in literals.enumerated() { values[1 + place] = literal }
    let storage = graph.storage
    for node in 0..<storage.count where storage.primitives[node] == .leaf && start[node] >= 0 {
      let place = Int(storage.first[node])
      if storage.second[node] == 0 {
        values[Int(start[node])] = storage.leafScalars[place]
      } else {
        storage.leafTensors[place].scalars.withUnsafeBufferPointer {
          if let base = $0.baseAddress { (values + Int(start[node])).update(from: base, count: $0.count) }
        }
      }
    }
  }

  /// Writes the partials that are the same in every step.
  func writeConstantPartials(to buffers: Buffers) {
    for segment in segments {
      switch segment.kind {
      case .flat, .run:
        for slot in Int(segment.begin)..<Int(segment.end) {
          let primitive = segment.kind == .run ? segment.primitive : primitives?[slot] ?? .leaf
          if let (p, q) = primitive.constantPartials {
            buffers.da[slot] = p
            buffers.db[slot] = q
          }
        }
      case .block: continue
      }
    }
  }

  /// Evaluates all segments in order.
  func forward(_ pass: Pass, _ buffers: Buffers) {
    segments.withUnsafeBufferPointer { segments in
      for segment in segments {
        let begin = Int(segment.begin)
        let end = Int(segment.end)
        switch (segment.kind, pass) {
        case (.flat, .values): writeValues(begin, end, buffers)
        case (.flat, .partials): writePartials(begin, end, buffers)
        case (.flat, .both): writeBoth(begin, end, buffers)
        case (.run, .values): apply(segment.primitive, begin, end, .values, buffers)
        case (.run, .partials): apply(segment.primitive, begin, end, .partials, buffers)
        case (.run, .both): apply(segment.primitive, begin, end, .both, buffers)
        case (.block, _): forward(blocks[begin], pass, buffers)
        }
      }
    }
  }

  // One switch a slot, in loops of their own: what they call must be part of the loop.

  @inline(never)
  private func writeValues(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let primitives else { return }
    for slot in begin..<end { apply(primitives[slot], slot, slot &+ 1, .values, buffers) }
  }

  @inline(never)
  private func writePartials(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let primitives else { return }
    for slot in begin..<end { apply(primitives[slot], slot, slot &+ 1, .partials, buffers) }
  }

  @inline(never)
  private func writeBoth(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let primitives else { return }
    for slot in begin..<end { apply(primitives[slot], slot, slot &+ 1, .both, buffers) }
  }

  /// One primitive on some slots; the primitive is a constant in the loop.
  @_transparent
  private func loop(_ primitive: Primitive, _ begin: Int, _ end: Int, _ pass: Pass, _ buffers: Buffers) {
    let (a, b, values, da, db) = (a, b, buffers.values, buffers.da, buffers.db)
    var slot = begin
    while slot < end {
      let x = values[Int(a[slot])]
      let y = values[Int(b[slot])]
      let z: Double
      if pass == .partials {
        z = values[slot]
      } else {
        z = primitive.value(x, y)
        values[slot] = z
      }
      if pass != .values, !primitive.hasConstantPartials {
        let (p, q) = primitive.partials(x, y, z)
        da[slot] = p
        if primitive.hasSecondPartial { db[slot] = q }
      }
      slot &+= 1
    }
  }

  @_transparent
  private func apply(_ primitive: Primitive, _ begin: Int, _ end: Int, _ pass: Pass, _ buffers: Buffers) {
    switch primitive {
    case .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu:
      loop(.identity, begin, end, pass, buffers)
    case .detach: loop(.detach, begin, end, pass, buffers)
    case .negate: loop(.negate, begin, end, pass, buffers)
    case .exp: loop(.exp, begin, end, pass, buffers)
    case .log: loop(.log, begin, end, pass, buffers)
    case .sqrt: loop(.sqrt, begin, end, pass, buffers)
    case .square: loop(.square, begin, end, pass, buffers)
    case .abs: loop(.abs, begin, end, pass, buffers)
    case .sin: loop(.sin, begin, end, pass, buffers)
    case .cos: loop(.cos, begin, end, pass, buffers)
    case .tan: loop(.tan, begin, end, pass, buffers)
    case .tanh: loop(.tanh, begin, end, pass, buffers)
    case .sigmoid: loop(.sigmoid, begin, end, pass, buffers)
    case .relu: loop(.relu, begin, end, pass, buffers)
    case .softplus: loop(.softplus, begin, end, pass, buffers)
    case .silu: loop(.silu, begin, end, pass, buffers)
    case .erf: loop(.erf, begin, end, pass, buffers)
    case .sign: loop(.sign, begin, end, pass, buffers)
    case .floor: loop(.floor, begin, end, pass, buffers)
    case .gelu: loop(.gelu, begin, end, pass, buffers)
    case .geluTanh: loop(.geluTanh, begin, end, pass, buffers)
    case .leakyRelu: loop(.leakyRelu, begin, end, pass, buffers)
    case .elu: loop(.elu, begin, end, pass, buffers)
    case .dropout: loop(.dropout, begin, end, pass, buffers)
    case .power: loop(.power, begin, end, pass, buffers)
    case .add: loop(.add, begin, end, pass, buffers)
    case .subtract: loop(.subtract, begin, end, pass, buffers)
    case .multiply: loop(.multiply, begin, end, pass, buffers)
    case .divide: loop(.divide, begin, end, pass, buffers)
    case .pow: loop(.pow, begin, end, pass, buffers)
    case .minimum: loop(.minimum, begin, end, pass, buffers)
    case .maximum: loop(.maximum, begin, end, pass, buffers)
    case .less: loop(.less, begin, end, pass, buffers)
    case .lessEqual: loop(.lessEqual, begin, end, pass, buffers)
    case .greater: loop(.greater, begin, end, pass, buffers)
    case .greaterEqual: loop(.greaterEqual, begin, end, pass, buffers)
    case .equal: loop(.equal, begin, end, pass, buffers)
    // Leaves are given; the others stand in blocks.
    case .leaf, .select, .sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest,
      .smallest, .cumsum, .matmul, .dot, .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding,
      .oneHot:
      break
    }
  }
}

extension Primitive {
  /// True if the partials are written once, not in every step.
  @_transparent
  var hasConstantPartials: Bool {
    switch self {
    case .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu, .negate, .sign, .floor, .detach,
      .add,
      .subtract, .less, .lessEqual, .greater, .greaterEqual, .equal:
      true
    case .leaf, .exp, .log, .sqrt, .square, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus, .silu, .erf,
      .gelu, .geluTanh, .leakyRelu, .elu, .power, .dropout, .multiply, .divide, .pow, .minimum, .maximum, .select,
      .sum, .mean,
      .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest, .cumsum, .matmul, .dot,
      .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding, .oneHot:
      false
    }
  }

  /// True if the second partial varies too; elsewhere it stays as it was first written.
  @_transparent
  var hasSecondPartial: Bool {
    switch self {
    case .multiply, .divide, .pow, .minimum, .maximum: true
    case .leaf, .identity, .reshape, .transpose, .index, .concat, .stack, .tril, .triu, .negate, .sign, .floor,
      .detach, .add,
      .subtract, .less, .lessEqual, .greater, .greaterEqual, .equal, .exp, .log, .sqrt, .square, .abs, .sin, .cos,
      .tan, .tanh, .sigmoid, .relu, .softplus, .silu, .erf, .gelu, .geluTanh, .leakyRelu, .elu, .power, .dropout,
      .select, .sum,
      .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest, .cumsum, .matmul, .dot,
      .softmax, .logSoftmax, .layerNorm, .rmsNorm, .crossEntropy, .embedding, .oneHot:
      false
    }
  }
}
