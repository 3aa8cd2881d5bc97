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
    case .reduce, .find:
      if case .pool = operation.primitive {
        layWindows(&block, operation, shapes[0])
      } else {
        lay(&block, operation, shapes[0])
      }
      if case .reduce(let reduction) = kind, reduction.evenPartial(of: 1) == nil {
        block.weights = reserveWeights(Int(block.count * block.length))
      }
    case .convolution: layWindows(&block, operation, shapes[0], shapes[1])
    case .matrix(let matrix):
      block.length = Int32(shapes[0].dimensions[0])
      if matrix == .determinant { block.weights = reserveWeights(shapes[0].count) }
    case .scan: block.lay(along: operation.axis, of: shape)
    case .product(.outer): layOuter(&block, shapes[0], shapes[1])
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
    case .lookup: layLookup(&block, operation, operands.map { start[$0] }, shapes)
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
    // The entries of a group stand together if all axes that go are behind those that stay.
    let order = (0..<operand.rank).filter { !axes.contains($0) } + axes
    if order != Array(0..<operand.rank) {
      block.places = Int32(places.count)
      let strides = operand.strides
      View(lengths: order.map { operand.dimensions[$0] }, strides: order.map { strides[$0] })
        .forEach { places.append(Int32($0)) }
    }
  }

  /// A window's entries are a group: of each panel in turn, place by place.
  private mutating func layWindows(_ block: inout Block, _ operation: Operation, _ operand: Shape) {
    let window = operation.window
    let lengths = Array(operand.dimensions.suffix(window.size.count))
    let panel = lengths.reduce(1, *)
    block.length = Int32(window.size.reduce(1, *))
    block.isOrdered = true
    block.places = Int32(places.count)
    for begin in stride(from: 0, to: operand.count, by: panel) {
      window.forEachEntry(over: lengths) { places.append(Int32(begin + $0)) }
    }
  }

  /// For each place of the window and each entry of a kernel the image's entry below.
  private mutating func layWindows(_ block: inout Block, _ operation: Operation, _ image: Shape, _ kernel: Shape) {
    let window = operation.window
    let lengths = Array(image.dimensions.suffix(window.size.count))
    let channel = lengths.reduce(1, *)
    let channels = kernel.dimensions[1]
    block.rows = Int32(kernel.dimensions[0])
    block.length = Int32(kernel.count) / block.rows
    block.panel = Int32(channels * channel)
    block.batches = Int32(image.count) / block.panel
    block.inner = block.count / (block.rows * block.batches)
    block.places = Int32(places.count)
    let taps = window.size.reduce(1, *)
    var below: [Int] = []
    window.forEachEntry(over: lengths) { below.append($0) }
    for place in 0..<Int(block.inner) {
      for number in 0..<channels {
        for entry in below[place * taps..<(place + 1) * taps] {
          places.append(entry < 0 ? -1 : Int32(number * channel + entry))
        }
      }
    }
  }

  /// The lengths of the axes that the indices stand for; then for each index the slot of each of its numbers.
  private mutating func layLookup(_ block: inout Block, _ operation: Operation, _ starts: [Int32], _ shapes: [Shape])
  {
    let table = shapes[0].dimensions
    let indices = shapes.count - 1
    let axis = operation.axis
    let named = table[axis..<axis + indices]
    let shape = Shape.broadcast(Array(shapes.dropFirst())) ?? .scalar
    block.isOrdered = operation.primitive == .take
    block.panel = Int32(indices)
    block.batches = Int32(table[..<axis].reduce(1, *))
    block.rows = Int32(named.reduce(1, *))
    block.length = Int32(table[(axis + indices)...].reduce(1, *))
    block.inner = Int32(shape.count)
    block.places = Int32(places.count)
    places += named.map { Int32($0) }
    for slot in 1...indices {
      View(of: shapes[slot], broadcastTo: shape).forEach { places.append(starts[slot] + Int32($0)) }
    }
  }

  private mutating func layOuter(_ block: inout Block, _ left: Shape, _ right: Shape) {
    block.rows = Int32(left.count)
    block.inner = Int32(right.count)
    block.places = Int32(places.count)
    places += [0, 0]
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
    case .diag:
      let columns = operand.dimensions[operand.rank - 1]
      if operand.rank == 1 {
        sources.update(repeating: 0, count: columns * columns)
        for entry in 0..<columns { sources[entry * (columns + 1)] = start + Int32(entry) }
      } else {
        for entry in 0..<min(operand.dimensions[0], columns) { sources[entry] = start + Int32(entry * (columns + 1)) }
      }
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
