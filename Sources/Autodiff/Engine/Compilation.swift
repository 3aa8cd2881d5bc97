/// The making of a plan.
struct Compilation {
  /// With levels at least so wide on average, sorting into runs pays: the dispatch is what costs.
  static let runThreshold = 2
  /// A tensor of so many entries is a run of its own even in node order.
  static let tensorThreshold = 8

  let graph: Graph
  /// Which nodes the gradient reaches; nil for all.
  private let swept: [Bool]?
  var slotCount = 1
  var firstComputed = 1
  var isSorted = false
  let a: UnsafeMutablePointer<Int32>
  let b: UnsafeMutablePointer<Int32>
  let start: UnsafeMutablePointer<Int32>
  var kernels: UnsafeMutablePointer<Kernel>?
  var segments: [Segment] = []
  var blocks: [Block] = []
  var places: [Int32] = []
  var weightCount = 0
  var literals: [Double] = []
  /// The slot of each number in the graph's table of attributes.
  private var literalSlots: [Int32]

  /// - Parameters:
  ///   - output: only what it depends on takes part; nil for all nodes.
  ///   - maySort: false keeps node order.
  init(_ graph: Graph, for output: Int? = nil, maySort: Bool) {
    self.graph = graph
    let live = output.map { graph.ancestors(of: $0) }
    swept = output.map { graph.ancestors(of: $0, by: .edge) }
    let storage = graph.storage
    start = UnsafeMutablePointer<Int32>.allocate(capacity: max(storage.count, 1))
    start.initialize(repeating: -1, count: storage.count)
    literalSlots = Array(repeating: -1, count: storage.attributes.count)
    // A slot for zero, for each literal at most one, and for each number.
    let room = (0..<storage.count).reduce(1 + storage.attributes.count) { room, node in
      room + (live?[node] ?? true ? storage.entryCount(of: node) : 0)
    }
    precondition(room <= Int(Int32.max), "a plan holds at most 2^31 numbers")
    a = UnsafeMutablePointer<Int32>.allocate(capacity: room)
    b = UnsafeMutablePointer<Int32>.allocate(capacity: room)

    var computed: [Int32] = []
    computed.reserveCapacity(storage.count)
    for node in 0..<storage.count where live?[node] ?? true {
      if storage.primitives[node] != .leaf { computed.append(Int32(node)) }
      noteLiteral(of: node, storage)
    }
    for node in 0..<storage.count where storage.primitives[node] == .leaf && live?[node] ?? true {
      place(node, storage)
    }
    firstComputed = slotCount
    if maySort { isSorted = sort(&computed) }
    for node in computed {
      place(Int(node), storage)
      // Leaves and what blocks compute, but for choices, have no operands by slot: that room is never touched.
      switch storage.primitives[Int(node)].form {
      case .block(.choose), .entries, .move, .join:
        let first = Int(start[Int(node)])
        for array in [a, b] { (array + first).initialize(repeating: 0, count: slotCount - first) }
      case .leaf, .block: break
      }
    }
    for node in computed { compile(Int(node)) }
    if segments.contains(where: { $0.kind == .flat }) {
      let array = UnsafeMutablePointer<Kernel>.allocate(capacity: slotCount)
      array.initialize(repeating: .copy, count: slotCount)
      for node in computed {
        guard case .entries(let kernel, _) = storage.primitives[Int(node)].form else { continue }
        (array + Int(start[Int(node)])).update(repeating: kernel, count: storage.entryCount(of: Int(node)))
      }
      kernels = array
    }
  }

  /// Gives the literal number of an operation a slot, if it has one.
  private mutating func noteLiteral(of node: Int, _ storage: GraphStorage) {
    guard case .entries(_, .oneAndLiteral) = storage.primitives[node].form else { return }
    let place = Int(storage.second[node])
    guard literalSlots[place] < 0 else { return }
    guard let number = storage.attributes[place].literal else {
      preconditionFailure("\(storage.primitives[node].name) needs its number")
    }
    literalSlots[place] = Int32(slotCount)
    literals.append(number)
    slotCount += 1
  }

  private mutating func place(_ node: Int, _ storage: GraphStorage) {
    start[node] = Int32(slotCount)
    slotCount += storage.entryCount(of: node)
  }

  /// Orders nodes by level, then kernel, then index; leaves the order as it is, and says so, if levels are too narrow.
  private func sort(_ computed: inout [Int32]) -> Bool {
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
    guard deepest > 0, computed.count / Int(deepest) >= Self.runThreshold else { return false }
    // A stable counting sort by level, then by kernel within each level.
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
    let kinds = Kernel.allCases.count + 1
    let kindOf = byLevel.map { node in
      switch storage.primitives[Int(node)].form {
      case .entries(let kernel, _): Int(kernel.rawValue)
      case .move, .join: Int(Kernel.copy.rawValue)
      case .leaf, .block: kinds - 1
      }
    }
    for own in 1..<ends.count - 1 {
      let range = ends[own]..<ends[own + 1]
      var bins = [Int](repeating: 0, count: kinds + 1)
      for place in range { bins[kindOf[place] + 1] += 1 }
      for place in 1..<bins.count { bins[place] += bins[place - 1] }
      for place in range {
        computed[range.lowerBound + bins[kindOf[place]]] = byLevel[place]
        bins[kindOf[place]] += 1
      }
    }
    return true
  }

  private mutating func compile(_ node: Int) {
    let storage = graph.storage
    let count = storage.entryCount(of: node)
    switch storage.primitives[node].form {
    case .leaf: return
    case .entries(let kernel, let operands):
      link(a, node, slot: 0)
      switch operands {
      case .one: break
      case .two: link(b, node, slot: 1)
      case .oneAndLiteral:
        let place = Int(storage.second[node])
        (b + Int(start[node])).update(repeating: literalSlots[place], count: count)
        if kernel == .scale {
          // What is dropped is multiplied by the number in slot 0, which is 0.
          let kept = storage.attributes[place].keeps(count)
          for entry in 0..<count where !kept[entry] { b[Int(start[node]) + entry] = 0 }
        }
      }
      addSlots(kernel, node, start[node], Int32(count))
    case .move(let move):
      let operand = storage.operand(of: node, slot: 0)
      graph.operation(of: node).writeSources(
        move, storage.shape(of: operand), start[operand], to: a + Int(start[node]))
      addSlots(.copy, node, start[node], Int32(count))
    case .join(let join):
      let operands = graph.operands(of: node)
      let shapes = operands.map { storage.shape(of: $0) }
      for (slot, operand) in operands.enumerated() {
        var source = start[operand]
        graph.operation(of: node).part(of: join, slot, shapes, storage.shape(of: node)).forEach {
          a[Int(start[node]) + $0] = source
          source += 1
        }
      }
      addSlots(.copy, node, start[node], Int32(count))
    case .block(let kind):
      let block = block(kind, node)
      segments.append(
        Segment(
          kind: .block, begin: Int32(blocks.count), end: Int32(blocks.count) + 1,
          sweep: isSwept(node) ? .both : .nothing))
      blocks.append(block)
    }
  }

  /// Writes the operand slots of an element-by-element operation.
  func link(_ array: UnsafeMutablePointer<Int32>, _ node: Int, slot: Int) {
    let storage = graph.storage
    let operand = storage.operand(of: node, slot: slot)
    let out = array + Int(start[node])
    let from = start[operand]
    if storage.isAllScalar { return out.pointee = from }
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
  private mutating func addSlots(_ kernel: Kernel, _ node: Int, _ begin: Int32, _ count: Int32) {
    let isRun = isSorted || Int(count) >= Self.tensorThreshold
    let kind: Segment.Kind = isRun ? .run(kernel) : .flat
    var sweep = isSwept(node) ? kernel.sweep : .nothing
    if !isRun, sweep != .nothing { sweep = .both }
    // Slots are computed and swept one after the other, so one may use another of the same run, unless they are computed together.
    if let last = segments.last, last.kind == kind, last.end == begin, last.sweep == sweep,
      !isRun || !kernel.isTogether || (begin..<begin + count).allSatisfy({ a[Int($0)] < last.begin })
    {
      segments[segments.count - 1].end += count
    } else {
      segments.append(Segment(kind: kind, begin: begin, end: begin + count, sweep: sweep))
    }
  }

  /// Whether the gradient reaches the node, and goes on from it.
  private func isSwept(_ node: Int) -> Bool {
    let primitive = graph.storage.primitives[node]
    return (swept?[node] ?? true) && (0..<graph.storage.operandCount(of: node)).contains { primitive.hasEdge($0) }
  }
}
