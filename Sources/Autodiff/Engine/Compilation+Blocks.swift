/// What a block has to know of its operands' shapes.
extension Compilation {
  mutating func block(_ kind: Block.Kind, _ node: Int) -> Block {
    let storage = graph.storage
    let operands = graph.operands(of: node)
    var block = Block(
      kind: kind, out: start[node], count: Int32(storage.shape(of: node).count), a: start[operands[0]],
      b: operands.count > 1 ? start[operands[1]] : 0)
    let shapes = operands.map { storage.shape(of: $0) }
    let (shape, operation) = (storage.shape(of: node), graph.operation(of: node))
    switch kind {
    case .choose:
      link(a, node, slot: 1)
      link(b, node, slot: 2)
      block.places = Int32(places.count)
      View(of: shapes[0], broadcastTo: shape).forEach { places.append(block.a + Int32($0)) }
    case .reduce: lay(&block, operation, shapes[0])
    case .scan: block.lay(along: operation.axis, of: shape)
    case .product: lay(&block, shapes[0], shapes[1])
    case .lines(let lines):
      block.lay(along: operation.lineAxis(rank: shape.rank), of: shape)
      if case .number(let eps) = operation.attributes { block.number = eps }
      if lines.hasScales { block.weights = reserveWeights(block.lineCount) }
    case .crossEntropy:
      block.length = Int32(shapes[0].count)
      block.inner = Int32(shapes[0].dimensions[shapes[0].rank - 1])
      block.rows = block.length / block.inner
      block.weights = reserveWeights(2 * shapes[0].count)
    case .lookup:
      block.rows = Int32(shapes[0].dimensions[0])
      block.length = Int32(shapes[0].count) / block.rows
    case .oneHot: block.length = Int32(shape.dimensions[shape.rank - 1])
    }
    return block
  }

  /// Room for so many more partials.
  private mutating func reserveWeights(_ count: Int) -> Int32 {
    weightCount += count
    return Int32(weightCount - count)
  }

  private mutating func lay(_ block: inout Block, _ operation: Operation, _ operand: Shape) {
    let axes = operation.reducedAxes(rank: operand.rank)
    block.number = operation.reduction.ddof
    block.length = Int32(operand.count) / block.count
    block.weights = reserveWeights(operand.count)
    // The entries of a group stand together if all axes that go are behind those that stay.
    let order = (0..<operand.rank).filter { !axes.contains($0) } + axes
    if order != Array(0..<operand.rank) {
      block.places = Int32(places.count)
      let strides = operand.strides
      View(lengths: order.map { operand.dimensions[$0] }, strides: order.map { strides[$0] })
        .forEach { places.append(Int32($0)) }
    }
  }

  private mutating func lay(_ block: inout Block, _ left: Shape, _ right: Shape) {
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
  }
}

extension Block {
  fileprivate mutating func lay(along axis: Int, of shape: Shape) {
    length = Int32(shape.dimensions[axis])
    inner = Int32(shape.dimensions[(axis + 1)...].reduce(1, *))
  }
}

extension Operation {
  /// Writes the slot that each moved entry is copied from; 0, the slot of zero, where there is none.
  func writeSources(
    _ move: Primitive.Move, _ operand: Shape, _ start: Int32, to sources: UnsafeMutablePointer<Int32>
  ) {
    func writeTriangle(_ isKept: (_ row: Int, _ column: Int) -> Bool) {
      let (rows, columns) = (operand.dimensions[operand.rank - 2], operand.dimensions[operand.rank - 1])
      for entry in 0..<operand.count {
        sources[entry] = isKept(entry / columns % rows, entry % columns) ? start + Int32(entry) : 0
      }
    }
    func write(_ view: View) {
      var entry = 0
      view.forEach {
        sources[entry] = start + Int32($0)
        entry += 1
      }
    }
    switch move {
    case .reshape: for entry in 0..<operand.count { sources[entry] = start + Int32(entry) }
    case .transpose:
      let (axes, strides) = (axes(rank: operand.rank), operand.strides)
      write(View(lengths: axes.map { operand.dimensions[$0] }, strides: axes.map { strides[$0] }))
    case .index: write(indexedView(of: operand))
    case .tril: writeTriangle { $1 <= $0 }
    case .triu: writeTriangle { $1 >= $0 }
    }
  }

  /// The operand as an index sees it.
  private func indexedView(of operand: Shape) -> View {
    let strides = operand.strides
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
  func part(of join: Primitive.Join, _ slot: Int, _ operands: [Shape], _ result: Shape) -> View {
    var lengths = result.dimensions
    let before: Int
    switch join {
    case .concat:
      before = operands[..<slot].reduce(0) { $0 + $1.dimensions[axis] }
      lengths[axis] = operands[slot].dimensions[axis]
    case .stack:
      before = slot
      lengths[axis] = 1
    }
    let strides = result.strides
    return View(lengths: lengths, strides: strides, offset: before * strides[axis])
  }
}
