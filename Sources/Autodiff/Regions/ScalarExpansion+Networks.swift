/// The operations of networks in single numbers. What all entries of a line need (its largest entry, its sum, its mean) is built once.
extension ScalarExpansion {
  /// One entry of a softmax or norm.
  mutating func line(_ lines: Primitive.Lines, _ block: Block, at entry: Int, _ operands: [Int]) -> Int {
    let place = entry / Int(block.inner) % Int(block.length)
    let line = Int(block.out) + block.firstOfLine(entry)
    func parts(_ make: () -> [Int]) -> [Int] {
      let parts = shared[line] ?? make()
      shared[line] = parts
      return parts
    }
    switch lines {
    case .softmax:
      let parts = parts { exponentials(operands) }
      return record(.divide, parts[2 + place], parts[1])
    case .logSoftmax:
      let parts = parts {
        let parts = exponentials(operands)
        return parts + [record(.log, parts[1])]
      }
      return record(.subtract, record(.subtract, operands[place], parts[0]), parts[parts.count - 1])
    case .layerNorm, .batchNorm:
      let parts = parts { normParts(block, operands, isCentred: true) }
      return record(.divide, record(.subtract, operands[place], parts[1]), parts[0])
    case .rmsNorm:
      return record(.divide, operands[place], parts { normParts(block, operands, isCentred: false) }[0])
    }
  }

  /// The largest, which nothing flows back from, the sum of all powers, and the powers of e.
  private mutating func exponentials(_ operands: [Int]) -> [Int] {
    let largest = record(Operation(.detach), [folded(.maximum, operands)])
    let powers = operands.map { record(.exp, record(.subtract, $0, largest)) }
    return [largest, folded(.add, powers)] + powers
  }

  /// √(spread + eps), and of layer_norm the mean.
  private mutating func normParts(_ block: Block, _ operands: [Int], isCentred: Bool) -> [Int] {
    let mean = isCentred ? mean(operands) : 0
    let squares = operands.map { record(.square, isCentred ? record(.subtract, $0, mean) : $0) }
    let spread = self.mean(squares)
    let root = record(.sqrt, block.number == 0 ? spread : record(.add, spread, recorder.leaf(block.number)))
    return [root, mean]
  }

  /// −Σ y·log softmax(z)/n. What has no weight and is impossible, as masked entries are, has no part in it.
  mutating func crossEntropy(_ block: Block, _ operands: [Int]) -> Int {
    let classes = Int(block.inner)
    let count = Int(block.length)
    var terms: [Int] = []
    for begin in stride(from: 0, to: count, by: classes) {
      let logits = Array(operands[begin..<begin + classes])
      let parts = exponentials(logits)
      let logarithm = record(.log, parts[1])
      for entry in 0..<classes {
        let slots = (Int(block.a) + begin + entry, Int(block.b) + begin + entry)
        if values[slots.0] == -.infinity, values[slots.1] == 0 { continue }
        let logProbability = record(.subtract, record(.subtract, logits[entry], parts[0]), logarithm)
        terms.append(record(.multiply, operands[count + begin + entry], logProbability))
      }
    }
    let sum = record(.negate, terms.isEmpty ? recorder.leaf(0.0) : folded(.add, terms))
    return block.rows == 1 ? sum : record(.divide, sum, recorder.leaf(Double(block.rows)))
  }

  /// The numbers that an entry is made of; of a row that there is not, none.
  func operandCount(of block: Block, at entry: Int) -> Int {
    guard case .lookup = block.kind else { return block.operandCount(at: entry) }
    return row(block, at: entry) == nil ? 0 : 1
  }

  func operandSlot(of block: Block, at entry: Int, _ index: Int) -> Int {
    guard case .lookup = block.kind, let row = row(block, at: entry) else {
      return plan.operandSlot(of: block, at: entry, index)
    }
    return Int(block.a) + row * Int(block.length) + entry % Int(block.length)
  }

  /// Which row of the table an entry comes from, as the leaves are.
  private func row(_ block: Block, at entry: Int) -> Int? {
    values.withUnsafeBufferPointer { values in
      values.baseAddress.flatMap { plan.row(block, of: entry / Int(block.length), $0) }
    }
  }

  /// Whether this is the class that is meant.
  mutating func oneHot(_ block: Block, at entry: Int, _ operands: [Int]) -> Int {
    record(Operation(.compare(.equal)), [operands[0], recorder.leaf(Double(entry % Int(block.length)))])
  }

  /// An entry that is kept is multiplied by 1/(1 − p), one that is dropped by 0.
  mutating func dropout(_ slot: Int, of node: Int) -> Int {
    let scale = plan.b[slot] == 0 ? 0 : model.graph.operation(of: node).attributes.literal ?? 1
    return record(.multiply, Int(expanded[Int(plan.a[slot])]), recorder.leaf(scale))
  }
}

extension Block {
  /// The first entry of the line along the axis that an entry stands in.
  func firstOfLine(_ entry: Int) -> Int {
    let panel = Int(inner * length)
    return entry / panel * panel + entry % Int(inner)
  }
}
