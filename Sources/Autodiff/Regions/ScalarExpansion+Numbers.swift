/// How each number of a model is computed from single numbers.
extension ScalarExpansion {
  /// Records what a slot computes; its operands are there.
  mutating func build(_ slot: Int) -> Int {
    let place = place(of: slot)
    let graph = model.graph
    switch place.form {
    case .leaf: return recorder.leaf(graph.leafValue(of: place.node, entry: place.entry))
    case .entries(.scale, _): return dropout(slot, of: place.node)
    case .entries(_, let count):
      let operands = (count == .two ? [plan.a, plan.b] : [plan.a]).map { Int(expanded[Int($0[slot])]) }
      return record(graph.operation(of: place.node), operands)
    case .move, .join:
      let source = Int(plan.a[slot])
      return source == 0 ? recorder.leaf(0.0) : Int(expanded[source])
    case .block:
      guard let block = place.block else { preconditionFailure("what is not element by element is a block") }
      let operands = (0..<operandCount(of: block, at: place.entry)).map {
        Int(expanded[operandSlot(of: block, at: place.entry, $0)])
      }
      return build(block, at: place.entry, operands)
    }
  }

  private mutating func build(_ block: Block, at entry: Int, _ operands: [Int]) -> Int {
    switch block.kind {
    case .choose: record(Operation(.choose), operands)
    case .reduce(let reduction):
      block.isOrdered && reduction == .largest
        ? firstLargest(operands) : reduced(reduction, operands, ddof: block.number)
    case .find(let find): self.find(find, operands)
    case .scan(let scan): folded(scan == .sum ? .add : .multiply, operands)
    case .product(.outer): record(.multiply, operands[0], operands[1])
    case .product, .convolution: product(operands)
    case .matrix(let matrix): self.matrix(matrix, block, at: entry, operands)
    case .lines(let lines): line(lines, block, at: entry, operands)
    case .crossEntropy: crossEntropy(block, operands)
    case .lookup: operands.first ?? recorder.leaf(.nan)
    case .oneHot: oneHot(block, at: entry, operands)
    }
  }

  private mutating func reduced(_ reduction: Primitive.Reduction, _ operands: [Int], ddof: Double) -> Int {
    switch reduction {
    case .sum: folded(.add, operands)
    case .mean: mean(operands)
    case .product: folded(.multiply, operands)
    case .variance: variance(operands, ddof: ddof)
    case .standardDeviation: root(variance(operands, ddof: ddof))
    case .norm: root(folded(.add, operands.map { record(.square, $0) }))
    case .logSumExp: logSumExp(operands)
    case .largest: extreme(.maximum, operands)
    case .smallest: extreme(.minimum, operands)
    }
  }

  // MARK: Expansions

  /// ((a ∘ b) ∘ c) ∘ …: of one number, that number.
  mutating func folded(_ pair: Primitive.Pair, _ operands: [Int]) -> Int {
    var result = operands[0]
    for operand in operands.dropFirst() { result = record(pair, result, operand) }
    return result
  }

  /// a·b + c·d + …, from pairs.
  private mutating func product(_ operands: [Int]) -> Int {
    var result: Int?
    // Nothing comes of what a window has of the padding.
    for left in stride(from: 0, to: operands.count, by: 2) where operands[left] >= 0 {
      let term = record(.multiply, operands[left], operands[left + 1])
      result = result.map { record(.add, $0, term) } ?? term
    }
    return result ?? recorder.leaf(0.0)
  }

  /// Of equal ones the first.
  private mutating func firstLargest(_ operands: [Int]) -> Int {
    var result = operands[0]
    for operand in operands.dropFirst() {
      result = record(
        Operation(.choose), [record(Operation(.compare(.greater)), [operand, result]), operand, result])
    }
    return result
  }

  /// The place of the first largest or smallest.
  private mutating func find(_ find: Primitive.Find, _ operands: [Int]) -> Int {
    var best = operands[0]
    var place = recorder.leaf(0.0)
    for (index, operand) in operands.enumerated().dropFirst() {
      let comparison: Primitive.Comparison = find == .largest ? .greater : .less
      let isBetter = record(Operation(.compare(comparison)), [operand, best])
      best = record(Operation(.choose), [isBetter, operand, best])
      place = record(Operation(.choose), [isBetter, recorder.leaf(Double(index)), place])
    }
    return place
  }

  mutating func mean(_ operands: [Int]) -> Int {
    operands.count == 1
      ? operands[0] : record(.divide, folded(.add, operands), recorder.leaf(Double(operands.count)))
  }

  private mutating func variance(_ operands: [Int], ddof: Double) -> Int {
    let mean = mean(operands)
    let squares = operands.map { record(.square, record(.subtract, $0, mean)) }
    return record(.divide, folded(.add, squares), recorder.leaf(max(0, Double(operands.count) - ddof)))
  }

  /// √s, whose derivative at 0 is 0: where s is 0, the root is taken of 1 and left aside.
  private mutating func root(_ sum: Int) -> Int {
    let zero = recorder.leaf(0.0)
    let isZero = record(Operation(.compare(.equal)), [sum, zero])
    let root = record(.sqrt, record(.add, sum, isZero))
    return record(Operation(.choose), [isZero, zero, root])
  }

  /// m + log Σ exp(x − m), m the largest: of which nothing depends on m.
  private mutating func logSumExp(_ operands: [Int]) -> Int {
    if operands.count == 1 { return operands[0] }
    let largest = record(Operation(.detach), [folded(.maximum, operands)])
    let terms = operands.map { record(.exp, record(.subtract, $0, largest)) }
    return record(.add, record(.log, folded(.add, terms)), largest)
  }

  /// The largest or smallest. Two share a tie equally as they are; of more, those that are equal to it are averaged.
  private mutating func extreme(_ pair: Primitive.Pair, _ operands: [Int]) -> Int {
    let found = folded(pair, operands)
    if operands.count <= 2 { return found }
    let value = record(Operation(.detach), [found])
    let zero = recorder.leaf(0.0)
    let isEqual = operands.map { record(Operation(.compare(.equal)), [$0, value]) }
    let chosen = zip(operands, isEqual).map { record(Operation(.choose), [$1, $0, zero]) }
    return record(.divide, folded(.add, chosen), folded(.add, isEqual))
  }

  // MARK: Recording

  mutating func record(_ map: Primitive.Map, _ a: Int) -> Int { record(Operation(.map(map)), [a]) }

  mutating func record(_ pair: Primitive.Pair, _ a: Int, _ b: Int) -> Int {
    Int(recorder.recording.push(.pair(pair), Int32(a), Int32(b)))
  }

  mutating func record(_ operation: Operation, _ operands: [Int]) -> Int {
    do {
      return try recorder.record(operation, operands)
    } catch {
      preconditionFailure("numbers fit every operation on numbers")
    }
  }
}

extension Graph {
  fileprivate func leafValue(of node: Int, entry: Int) -> Double {
    let place = Int(storage.first[node])
    return storage.second[node] == 0 ? storage.leafScalars[place] : storage.leafTensors[place].scalars[entry]
  }
}

// MARK: Operands

extension Block {
  /// How many numbers one entry of the result is made of.
  func operandCount(at entry: Int) -> Int {
    switch kind {
    case .choose: 3
    case .reduce, .find, .lines: Int(length)
    case .scan: isFirst(entry) ? 1 : 2
    case .product, .convolution, .crossEntropy: 2 * Int(length)
    case .matrix: Int(length * length)
    case .lookup, .oneHot: 1
    }
  }

  /// Whether an entry of the result may be an operand's number as it is: a row of a table, a sum of one number.
  var givesOperands: Bool {
    switch kind {
    case .choose, .find, .product, .convolution, .matrix, .lines, .crossEntropy, .oneHot: false
    case .scan, .lookup: true
    case .reduce(.variance), .reduce(.standardDeviation), .reduce(.norm): false
    case .reduce(.sum), .reduce(.mean), .reduce(.product), .reduce(.logSumExp), .reduce(.largest), .reduce(.smallest):
      length == 1
    }
  }

  /// Whether a running sum begins here.
  fileprivate func isFirst(_ entry: Int) -> Bool { entry / Int(inner) % Int(length) == 0 }
}

extension Block.Kind {
  /// Whether the operands' values say what a number is made of: which row of a table, which class is impossible.
  var dependsOnValues: Bool {
    switch self {
    case .lookup, .crossEntropy, .matrix: true
    case .choose, .reduce, .find, .scan, .product, .convolution, .lines, .oneHot: false
    }
  }
}

extension Plan {
  /// The slots of those numbers: of a selection condition and both choices, of a running sum the sum before and what is added, of
  /// a product left and right in turn.
  func operandSlot(of block: Block, at entry: Int, _ index: Int) -> Int {
    switch block.kind {
    case .choose:
      let slot = Int(block.out) + entry
      return index == 0 ? place(block, entry) : Int(index == 1 ? a[slot] : b[slot])
    case .reduce, .find:
      let member = entry * Int(block.length) + index
      return Int(block.a) + (block.places < 0 ? member : place(block, member))
    case .scan:
      return index == 0 && !block.isFirst(entry) ? Int(block.out) + entry - Int(block.inner) : Int(block.a) + entry
    case .product:
      let (rows, columns) = (Int(block.rows), Int(block.inner))
      let batch = entry / (rows * columns)
      let k = index / 2
      return index % 2 == 0
        ? Int(block.a) + place(block, batch) + entry / columns % rows * Int(block.length) + k
        : Int(block.b) + place(block, Int(block.batches) + batch) + k * columns + entry % columns
    case .convolution:
      let (windows, length) = (Int(block.inner), Int(block.length))
      let tap = place(block, entry % windows * length + index / 2)
      if tap < 0 { return 0 }
      if index % 2 == 1 { return Int(block.b) + entry / windows % Int(block.rows) * length + index / 2 }
      return Int(block.a) + entry / (windows * Int(block.rows)) * Int(block.panel) + tap
    case .matrix: return Int(block.a) + index
    case .lines: return Int(block.a) + block.firstOfLine(entry) + index * Int(block.inner)
    case .crossEntropy:
      let count = Int(block.length)
      return index < count ? Int(block.a) + index : Int(block.b) + index - count
    case .oneHot: return Int(block.a) + entry / Int(block.length)
    case .lookup: preconditionFailure("the row is not known here")
    }
  }
}
