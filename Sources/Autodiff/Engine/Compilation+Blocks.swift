extension Compilation {
  mutating func addReduction(_ node: Int) {
    let storage = graph.storage
    let operation = graph.operation(of: node)
    let operand = storage.shape(of: storage.operand(of: node, slot: 0))
    let axes = operation.reducedAxes(rank: operand.rank)
    let kept = (0..<operand.rank).filter { !axes.contains($0) }
    var block = makeBlock(node)
    if case .reduction(_, _, let ddof) = operation.attributes { block.number = ddof }
    block.length = Int32(operand.count) / block.count
    block.weights = Int32(weightCount)
    weightCount += operand.count
    // The entries of a group stand together if all axes that go are behind those that stay.
    let order = kept + axes
    if order != Array(0..<operand.rank) {
      block.places = Int32(places.count)
      let strides = operand.strides
      View(lengths: order.map { operand.dimensions[$0] }, strides: order.map { strides[$0] })
        .forEach { places.append(Int32($0)) }
    }
    add(block)
  }

  mutating func addRunningSum(_ node: Int) {
    let shape = graph.storage.shape(of: node)
    let axis = graph.operation(of: node).axis
    var block = makeBlock(node)
    block.length = Int32(shape.dimensions[axis])
    block.inner = Int32(shape.dimensions[(axis + 1)...].reduce(1, *))
    add(block)
  }

  mutating func addProduct(_ node: Int) {
    let storage = graph.storage
    let left = storage.shape(of: storage.operand(of: node, slot: 0))
    let right = storage.shape(of: storage.operand(of: node, slot: 1))
    var block = makeBlock(node)
    block.rows = left.rank > 1 ? Int32(left.dimensions[left.rank - 2]) : 1
    block.length = Int32(left.dimensions[left.rank - 1])
    block.inner = right.rank > 1 ? Int32(right.dimensions[right.rank - 1]) : 1
    block.batches = block.count / (block.rows * block.inner)
    block.places = Int32(places.count)
    let leftBatch = Shape(Array(left.dimensions.dropLast(2)))
    let rightBatch = Shape(Array(right.dimensions.dropLast(2)))
    let batch = Shape.broadcast([leftBatch, rightBatch]) ?? .scalar
    View(of: leftBatch, broadcastTo: batch).forEach { places.append(Int32($0) * block.rows * block.length) }
    View(of: rightBatch, broadcastTo: batch).forEach { places.append(Int32($0) * block.length * block.inner) }
    add(block)
  }
}

extension Compilation {
  mutating func addLines(_ node: Int) {
    let shape = graph.storage.shape(of: node)
    let operation = graph.operation(of: node)
    let axis = operation.lineAxis(rank: shape.rank)
    var block = makeBlock(node)
    block.length = Int32(shape.dimensions[axis])
    block.inner = Int32(shape.dimensions[(axis + 1)...].reduce(1, *))
    if case .number(let eps) = operation.attributes { block.number = eps }
    if block.primitive.hasLineScales {
      block.weights = Int32(weightCount)
      weightCount += block.lineCount
    }
    add(block)
  }

  mutating func addCrossEntropy(_ node: Int) {
    let storage = graph.storage
    let logits = storage.shape(of: storage.operand(of: node, slot: 0))
    var block = makeBlock(node)
    block.length = Int32(logits.count)
    block.inner = Int32(logits.dimensions[logits.rank - 1])
    block.rows = block.length / block.inner
    block.weights = Int32(weightCount)
    weightCount += 2 * logits.count
    add(block)
  }

  mutating func addLookup(_ node: Int) {
    let storage = graph.storage
    var block = makeBlock(node)
    if block.primitive == .oneHot {
      let shape = storage.shape(of: node)
      block.length = Int32(shape.dimensions[shape.rank - 1])
    } else {
      let table = storage.shape(of: storage.operand(of: node, slot: 0))
      block.rows = Int32(table.dimensions[0])
      block.length = Int32(table.count) / block.rows
    }
    add(block)
  }
}

extension Operation {
  /// Writes the slot that each entry of an arrangement is copied from; 0, the slot of zero, where there is none.
  /// - Parameter operands: the shape and the first slot of each.
  func writeSources(
    _ operands: [(shape: Shape, start: Int32)], to result: Shape, _ sources: UnsafeMutablePointer<Int32>
  ) {
    let (shape, start) = operands[0]
    switch primitive {
    case .reshape:
      for entry in 0..<result.count { sources[entry] = start + Int32(entry) }
    case .transpose, .index:
      var entry = 0
      view(of: shape).forEach {
        sources[entry] = start + Int32($0)
        entry += 1
      }
    case .tril, .triu:
      let columns = shape.dimensions[shape.rank - 1]
      let rows = shape.dimensions[shape.rank - 2]
      for entry in 0..<result.count {
        let column = entry % columns
        let row = entry / columns % rows
        let isKept = primitive == .tril ? column <= row : column >= row
        sources[entry] = isKept ? start + Int32(entry) : 0
      }
    case .concat, .stack:
      for slot in operands.indices {
        var entry: Int32 = 0
        partOfResult(slot, operands.map { $0.shape }, result).forEach {
          sources[$0] = operands[slot].start + entry
          entry += 1
        }
      }
    default: preconditionFailure("not an arrangement")
    }
  }

  /// The operand as the result sees it.
  func view(of operand: Shape) -> View {
    let strides = operand.strides
    if primitive == .transpose {
      let axes = transposedAxes(rank: operand.rank)
      return View(lengths: axes.map { operand.dimensions[$0] }, strides: axes.map { strides[$0] })
    }
    var view = View(lengths: [], strides: [])
    for axis in 0..<operand.rank {
      guard axis < subscripts.count else {
        view.lengths.append(operand.dimensions[axis])
        view.strides.append(strides[axis])
        continue
      }
      switch subscripts[axis] {
      case .entry(let index): view.offset += index * strides[axis]
      case .slice(let first, let count, let step):
        view.offset += first * strides[axis]
        view.lengths.append(count)
        view.strides.append(step * strides[axis])
      }
    }
    return view
  }

  /// The entries of a joined result that come from one operand, in the operand's order.
  func partOfResult(_ slot: Int, _ operands: [Shape], _ result: Shape) -> View {
    let before =
      primitive == .stack ? slot : operands[..<slot].reduce(0) { $0 + $1.dimensions[axis] }
    var lengths = result.dimensions
    lengths[axis] = primitive == .stack ? 1 : operands[slot].dimensions[axis]
    let strides = result.strides
    return View(lengths: lengths, strides: strides, offset: before * strides[axis])
  }
}
