/// The making of a plan.
struct Compilation {
  /// From so many slots on, and with levels at least so wide on average, sorting into runs pays.
  static let sortingThreshold = 2_000
  static let runThreshold = 4
  /// So it does in a small graph of a few like parts, such as a loss over a handful of examples: there the dispatch is what costs.
  static let smallLimit = 256
  static let smallRunThreshold = 2
  /// A tensor of so many entries is a run of its own even in node order.
  static let tensorThreshold = 8

  let graph: Graph
  var slotCount = 1
  var firstComputed = 1
  var isSorted = false
  var a: UnsafeMutablePointer<Int32>
  var b: UnsafeMutablePointer<Int32>
  var start: UnsafeMutablePointer<Int32>
  var primitives: UnsafeMutablePointer<Primitive>?
  var segments: [Segment] = []
  var blocks: [Block] = []
  var places: [Int32] = []
  var weightCount = 0
  var literals: [Double] = []
  /// The slot of each number in the graph's table of attributes.
  private var literalSlots: [Int32]

  /// - Parameters:
  ///   - live: which nodes take part; nil for all.
  ///   - maySort: false keeps node order.
  init(_ graph: Graph, live: [Bool]?, maySort: Bool) {
    self.graph = graph
    let storage = graph.storage
    start = .allocate(capacity: max(storage.count, 1))
    start.initialize(repeating: -1, count: max(storage.count, 1))
    literalSlots = Array(repeating: -1, count: storage.attributes.count)
    a = .allocate(capacity: 0)
    b = .allocate(capacity: 0)

    var computed: [Int32] = []
    computed.reserveCapacity(storage.count)
    for node in 0..<storage.count where live?[node] ?? true {
      if storage.primitives[node] != .leaf { computed.append(Int32(node)) }
      if storage.primitives[node].family == .parametrized, literalSlots[Int(storage.second[node])] < 0 {
        literalSlots[Int(storage.second[node])] = Int32(slotCount)
        guard let number = storage.attributes[Int(storage.second[node])].literal else {
          preconditionFailure("\(storage.primitives[node].name) needs its number")
        }
        literals.append(number)
        slotCount += 1
      }
    }
    for node in 0..<storage.count where storage.primitives[node] == .leaf && live?[node] ?? true {
      place(node, storage)
    }
    firstComputed = slotCount
    if maySort, computed.count >= Self.sortingThreshold { isSorted = sort(&computed, width: Self.runThreshold) }
    if maySort, computed.count < Self.smallLimit { isSorted = sort(&computed, width: Self.smallRunThreshold) }
    for node in computed { place(Int(node), storage) }

    a.deallocate()
    b.deallocate()
    a = .allocate(capacity: slotCount)
    b = .allocate(capacity: slotCount)
    a.initialize(repeating: 0, count: slotCount)
    b.initialize(repeating: 0, count: slotCount)
    for node in computed where !storage.isAllScalar || !compileNumber(Int(node), storage) { compile(Int(node)) }
    if segments.contains(where: { $0.kind == .flat }) {
      let array = UnsafeMutablePointer<Primitive>.allocate(capacity: slotCount)
      array.initialize(repeating: .leaf, count: slotCount)
      for node in computed {
        let begin = Int(start[Int(node)])
        (array + begin).update(
          repeating: storage.primitives[Int(node)], count: storage.shape(of: Int(node)).count)
      }
      primitives = array
    }
  }

  private mutating func place(_ node: Int, _ storage: GraphStorage) {
    start[node] = Int32(slotCount)
    slotCount += storage.isAllScalar ? 1 : storage.shape(of: node).count
    precondition(slotCount <= Int(Int32.max), "a plan holds at most 2^31 numbers")
  }

  /// Orders nodes by level, then primitive, then index; leaves the order as it is, and says so, if levels are narrower than `width`.
  private func sort(_ computed: inout [Int32], width: Int) -> Bool {
    let storage = graph.storage
    var level = [Int32](repeating: 0, count: storage.count)
    var deepest: Int32 = 0
    for node in computed {
      var own: Int32 = 0
      for slot in 0..<storage.operandCount(of: Int(node)) {
        own = max(own, level[storage.operand(of: Int(node), slot: slot)])
      }
      level[Int(node)] = own + 1
      deepest = max(deepest, own + 1)
    }
    guard deepest > 0, computed.count / Int(deepest) >= width else { return false }
    // A stable counting sort by level, then by primitive within each level.
    var ends = [Int](repeating: 0, count: Int(deepest) + 2)
    for node in computed { ends[Int(level[Int(node)]) + 1] += 1 }
    for place in 1..<ends.count { ends[place] += ends[place - 1] }
    var byLevel = [Int32](repeating: 0, count: computed.count)
    var cursor = ends
    for node in computed {
      let own = Int(level[Int(node)])
      byLevel[cursor[own]] = node
      cursor[own] += 1
    }
    for own in 1..<ends.count - 1 {
      let range = ends[own]..<ends[own + 1]
      var bins = [Int](repeating: 0, count: 257)
      for place in range { bins[Int(storage.primitives[Int(byLevel[place])].rawValue) + 1] += 1 }
      for place in 1..<257 { bins[place] += bins[place - 1] }
      for place in range {
        let primitive = Int(storage.primitives[Int(byLevel[place])].rawValue)
        computed[range.lowerBound + bins[primitive]] = byLevel[place]
        bins[primitive] += 1
      }
    }
    return true
  }

  /// A node of a graph of numbers, without a look at shapes; false if it is a block.
  private mutating func compileNumber(_ node: Int, _ storage: GraphStorage) -> Bool {
    let slot = Int(start[node])
    let primitive = storage.primitives[node]
    switch primitive.family {
    case .unary: b[slot] = 0
    case .parametrized where primitive == .dropout: return false
    case .parametrized: b[slot] = literalSlots[Int(storage.second[node])]
    case .binary: b[slot] = start[Int(storage.second[node])]
    case .leaf, .select, .reduction, .arrangement, .running, .product, .lines, .crossEntropy, .lookup, .oneHot:
      return false
    }
    a[slot] = start[Int(storage.first[node])]
    addSlots(primitive, Int32(slot), 1)
    return true
  }

  private mutating func compile(_ node: Int) {
    let storage = graph.storage
    let primitive = storage.primitives[node]
    switch primitive.family {
    case .leaf: return
    case .unary:
      link(a, node, slot: 0)
      addSlots(node)
    case .parametrized:
      link(a, node, slot: 0)
      let literal = literalSlots[Int(storage.second[node])]
      let count = storage.shape(of: node).count
      (b + Int(start[node])).update(repeating: literal, count: count)
      if primitive == .dropout {
        // What is dropped is multiplied by the number in slot 0, which is 0.
        let kept = storage.attributes[Int(storage.second[node])].keeps(count)
        for entry in 0..<count where !kept[entry] { b[Int(start[node]) + entry] = 0 }
      }
      addSlots(node)
    case .binary:
      link(a, node, slot: 0)
      link(b, node, slot: 1)
      addSlots(node)
    case .arrangement:
      graph.operation(of: node).writeSources(
        graph.operands(of: node).map { (storage.shape(of: $0), start[$0]) }, to: storage.shape(of: node),
        a + Int(start[node]))
      addSlots(node)
    case .select:
      link(a, node, slot: 1)
      link(b, node, slot: 2)
      var block = makeBlock(node)
      block.places = Int32(places.count)
      let condition = storage.operand(of: node, slot: 0)
      let view = View(of: storage.shape(of: condition), broadcastTo: storage.shape(of: node))
      let offset = Int(start[condition])
      view.forEach { places.append(Int32(offset + $0)) }
      add(block)
    case .reduction: addReduction(node)
    case .running: addRunningSum(node)
    case .product: addProduct(node)
    case .lines: addLines(node)
    case .crossEntropy: addCrossEntropy(node)
    case .lookup, .oneHot: addLookup(node)
    }
  }

  /// Writes the operand slots of an element-by-element operation.
  private func link(_ array: UnsafeMutablePointer<Int32>, _ node: Int, slot: Int) {
    let storage = graph.storage
    let operand = storage.operand(of: node, slot: slot)
    let out = array + Int(start[node])
    let from = start[operand]
    let shape = storage.shape(of: node)
    let own = storage.shape(of: operand)
    if own == shape {
      for entry in 0..<shape.count { out[entry] = from + Int32(entry) }
    } else {
      var entry = 0
      View(of: own, broadcastTo: shape).forEach {
        out[entry] = from + Int32($0)
        entry += 1
      }
    }
  }

  /// Adds the slots of an element-by-element operation to the last segment, or begins one.
  private mutating func addSlots(_ node: Int) {
    addSlots(graph.storage.primitives[node], start[node], Int32(graph.storage.shape(of: node).count))
  }

  private mutating func addSlots(_ primitive: Primitive, _ begin: Int32, _ count: Int32) {
    let isRun = isSorted || Int(count) >= Self.tensorThreshold
    let kind: Segment.Kind = isRun ? .run : .flat
    // Slots are computed and swept one after the other, so one may use another of the same run.
    if let last = segments.last, last.kind == kind, last.end == begin, !isRun || last.primitive == primitive {
      segments[segments.count - 1].end += count
    } else {
      segments.append(Segment(kind: kind, primitive: primitive, begin: begin, end: begin + count))
    }
  }

  func makeBlock(_ node: Int) -> Block {
    let storage = graph.storage
    let count = storage.operandCount(of: node)
    return Block(
      primitive: storage.primitives[node], out: start[node], count: Int32(storage.shape(of: node).count),
      a: start[storage.operand(of: node, slot: 0)],
      b: count > 1 ? start[storage.operand(of: node, slot: 1)] : 0)
  }

  mutating func add(_ block: Block) {
    segments.append(
      Segment(kind: .block, primitive: block.primitive, begin: Int32(blocks.count), end: Int32(blocks.count) + 1))
    blocks.append(block)
  }
}
