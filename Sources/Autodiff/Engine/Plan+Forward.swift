import ElementaryFunctions

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
    func write(_ kernel: Kernel, _ begin: Int32, _ end: Int32) {
      guard let (p, q) = kernel.constantPartials else { return }
      for slot in Int(begin)..<Int(end) {
        buffers.da[slot] = p
        buffers.db[slot] = q
      }
    }
    for segment in segments {
      switch segment.kind {
      case .run(let kernel): write(kernel, segment.begin, segment.end)
      case .flat:
        guard let kernels else { continue }
        for slot in segment.begin..<segment.end { write(kernels[Int(slot)], slot, slot + 1) }
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
        case (.run(let kernel), .values): apply(kernel, begin, end, .values, buffers)
        case (.run(let kernel), .partials): apply(kernel, begin, end, .partials, buffers)
        case (.run(let kernel), .both): apply(kernel, begin, end, .both, buffers)
        case (.block, _): forward(blocks[begin], pass, buffers)
        }
      }
    }
  }

  // One switch a slot, in loops of their own: what they call must be part of the loop.

  @inline(never)
  private func writeValues(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let kernels else { return }
    for slot in begin..<end { apply(kernels[slot], slot, slot &+ 1, .values, buffers) }
  }

  @inline(never)
  private func writePartials(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let kernels else { return }
    for slot in begin..<end { apply(kernels[slot], slot, slot &+ 1, .partials, buffers) }
  }

  @inline(never)
  private func writeBoth(_ begin: Int, _ end: Int, _ buffers: Buffers) {
    guard let kernels else { return }
    for slot in begin..<end { apply(kernels[slot], slot, slot &+ 1, .both, buffers) }
  }

  /// One kernel on some slots; it is a constant in the loop.
  @_transparent
  private func loop(_ kernel: Kernel, _ begin: Int, _ end: Int, _ pass: Pass, _ buffers: Buffers) {
    let (a, b, values, da, db) = (a, b, buffers.values, buffers.da, buffers.db)
    var slot = begin
    while slot < end {
      let x = values[Int(a[slot])]
      let y = values[Int(b[slot])]
      let partials: Partials
      switch pass {
      case .values:
        values[slot] = kernel.value(x, y)
        partials = .constant(0)
      case .partials: partials = kernel.partials(x, y, values[slot])
      case .both: (values[slot], partials) = kernel.valueAndPartials(x, y)
      }
      switch partials {
      case .constant: break
      case .first(let p): da[slot] = p
      case .both(let p, let q):
        da[slot] = p
        db[slot] = q
      }
      slot &+= 1
    }
  }

  /// The same where there is a function of arrays for the values: with the same bits, it takes a third of the time.
  @_transparent
  private func loop(
    _ kernel: Kernel, _ begin: Int, _ end: Int, _ pass: Pass, _ buffers: Buffers,
    _ function: (UnsafePointer<Double>, UnsafePointer<Int32>?, UnsafeMutablePointer<Double>, Int) -> Void
  ) {
    if pass != .partials, end &- begin > 2 {
      function(buffers.values, a + begin, buffers.values + begin, end &- begin)
      if pass == .both { loop(kernel, begin, end, .partials, buffers) }
    } else {
      loop(kernel, begin, end, pass, buffers)
    }
  }

  @_transparent
  private func apply(_ kernel: Kernel, _ begin: Int, _ end: Int, _ pass: Pass, _ buffers: Buffers) {
    switch kernel {
    case .copy: loop(.copy, begin, end, pass, buffers)
    case .scale: loop(.scale, begin, end, pass, buffers)
    case .negate: loop(.negate, begin, end, pass, buffers)
    case .exp: loop(.exp, begin, end, pass, buffers) { Elementary.exp($0, at: $1, to: $2, count: $3) }
    case .expm1: loop(.expm1, begin, end, pass, buffers)
    case .log: loop(.log, begin, end, pass, buffers) { Elementary.log($0, at: $1, to: $2, count: $3) }
    case .log1p: loop(.log1p, begin, end, pass, buffers)
    case .log2: loop(.log2, begin, end, pass, buffers)
    case .log10: loop(.log10, begin, end, pass, buffers)
    case .sqrt: loop(.sqrt, begin, end, pass, buffers)
    case .square: loop(.square, begin, end, pass, buffers)
    case .abs: loop(.abs, begin, end, pass, buffers)
    case .sin: loop(.sin, begin, end, pass, buffers) { Elementary.sin($0, at: $1, to: $2, count: $3) }
    case .cos: loop(.cos, begin, end, pass, buffers) { Elementary.cos($0, at: $1, to: $2, count: $3) }
    case .tan: loop(.tan, begin, end, pass, buffers)
    case .asin: loop(.asin, begin, end, pass, buffers)
    case .acos: loop(.acos, begin, end, pass, buffers)
    case .atan: loop(.atan, begin, end, pass, buffers)
    case .sinh: loop(.sinh, begin, end, pass, buffers)
    case .cosh: loop(.cosh, begin, end, pass, buffers)
    case .asinh: loop(.asinh, begin, end, pass, buffers)
    case .acosh: loop(.acosh, begin, end, pass, buffers)
    case .atanh: loop(.atanh, begin, end, pass, buffers)
    case .tanh: loop(.tanh, begin, end, pass, buffers) { Elementary.tanh($0, at: $1, to: $2, count: $3) }
    case .sigmoid: loop(.sigmoid, begin, end, pass, buffers) { Elementary.sigmoid($0, at: $1, to: $2, count: $3) }
    case .relu: loop(.relu, begin, end, pass, buffers)
    case .softplus: loop(.softplus, begin, end, pass, buffers) { Elementary.softplus($0, at: $1, to: $2, count: $3) }
    case .silu: loop(.silu, begin, end, pass, buffers)
    case .erf: loop(.erf, begin, end, pass, buffers)
    case .sign: loop(.sign, begin, end, pass, buffers)
    case .floor: loop(.floor, begin, end, pass, buffers)
    case .ceil: loop(.ceil, begin, end, pass, buffers)
    case .round: loop(.round, begin, end, pass, buffers)
    case .gelu: loop(.gelu, begin, end, pass, buffers)
    case .geluTanh: loop(.geluTanh, begin, end, pass, buffers)
    case .leakyRelu: loop(.leakyRelu, begin, end, pass, buffers)
    case .elu: loop(.elu, begin, end, pass, buffers)
    case .power: loop(.power, begin, end, pass, buffers)
    case .add: loop(.add, begin, end, pass, buffers)
    case .subtract: loop(.subtract, begin, end, pass, buffers)
    case .multiply: loop(.multiply, begin, end, pass, buffers)
    case .divide: loop(.divide, begin, end, pass, buffers)
    case .pow: loop(.pow, begin, end, pass, buffers)
    case .atan2: loop(.atan2, begin, end, pass, buffers)
    case .minimum: loop(.minimum, begin, end, pass, buffers)
    case .maximum: loop(.maximum, begin, end, pass, buffers)
    case .less: loop(.less, begin, end, pass, buffers)
    case .lessOrEqual: loop(.lessOrEqual, begin, end, pass, buffers)
    case .greater: loop(.greater, begin, end, pass, buffers)
    case .greaterOrEqual: loop(.greaterOrEqual, begin, end, pass, buffers)
    case .equal: loop(.equal, begin, end, pass, buffers)
    }
  }
}
