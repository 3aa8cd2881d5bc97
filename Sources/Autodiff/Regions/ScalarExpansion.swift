import Letters

/// The expansion of a model into its entries, definition by definition. Which numbers a number is made of, its plan knows.
struct ScalarExpansion: ~Copyable {
  let model: Model
  let limit: Int
  let plan: Plan
  /// The node of each slot of the plan, and the block of each node.
  private var nodeOfSlot: [Int32]
  private var blockOfNode: [Int32]
  /// Whether a definition may bear its name on the node that its value comes from: nothing else uses that.
  private var mayBearName: [Bool]
  /// What became of each slot; −1 as long as nothing needs it.
  var expanded: [Int32]
  var recorder = GraphRecorder()
  /// What the entries of a line share, by its first slot.
  var shared: [Int: [Int]] = [:]
  /// By slot, where it matters for what a number is made of: which row of a table, which class is impossible.
  var values: [Double] = []
  private var definitions: [Definition] = []
  private var stack: [Int] = []
  /// By node of the result: the model's node that it belongs to.
  private var origins: [Int32] = []

  init(of model: Model, limit: Int) {
    self.model = model
    self.limit = limit
    let graph = model.graph
    plan = Plan(compiling: Compilation(graph, maySort: false))
    expanded = Array(repeating: -1, count: plan.slotCount)
    nodeOfSlot = expanded
    blockOfNode = Array(repeating: -1, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      for slot in plan.slots(of: node) { nodeOfSlot[slot] = Int32(node) }
    }
    for (index, block) in plan.blocks.enumerated() { blockOfNode[Int(nodeOfSlot[Int(block.out)])] = Int32(index) }

    if plan.blocks.contains(where: { $0.kind.dependsOnValues }) {
      // Compiled alike, the slots are the same.
      values = graph.forwardTrace().values
    }
    var useCount = [Int](repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      for slot in 0..<graph.operandCount(of: node) { useCount[graph.operand(of: node, slot: slot)] += 1 }
    }
    for definition in model.definitions { useCount[definition.node] += 2 }
    if let output = model.output { useCount[output] += 2 }
    mayBearName = Array(repeating: true, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      switch graph.primitive(of: node).form {
      case .leaf, .entries: continue
      case .block where !plan.blocks[Int(blockOfNode[node])].givesOperands: continue
      // The next sum is made of this one; a row is the table's.
      case .block(.scan), .block(.lookup): mayBearName[node] = false
      case .move, .join, .block:
        mayBearName[node] = (0..<graph.operandCount(of: node)).allSatisfy {
          let operand = graph.operand(of: node, slot: $0)
          return useCount[operand] == 1 && mayBearName[operand]
        }
      }
    }
  }

  mutating func expandedModel() throws(ScalarModel.TooLarge) -> ScalarModel {
    var next = 0
    for definition in model.definitions {
      // What no definition holds is expanded as it stands.
      if next < definition.firstNode { try openAll(next..<definition.firstNode) }
      try open(definition)
      next = max(next, definition.node + 1)
    }
    if next < model.graph.nodeCount { try openAll(next..<model.graph.nodeCount) }
    var result = model
    result.graph = recorder.recording.graph()
    result.definitions = definitions
    result.groups = groups()
    result.output = model.output.flatMap { output in
      model.graph.shape(of: output).count == 1 ? Int(expanded[plan.slots(of: output).lowerBound]) : nil
    }
    return ScalarModel(model: result, origin: model, nodes: expanded, plan: plan)
  }

  /// The groups of the model around what their nodes have become.
  private func groups() -> [Group] {
    guard !model.groups.isEmpty else { return [] }
    let innermost = model.groupOfNode
    var groups = model.groups
    for index in groups.indices { groups[index].nodes = [] }
    for (node, origin) in origins.enumerated() {
      var group = Int(innermost[Int(origin)])
      while group >= 0 {
        groups[group].append(node..<(node + 1))
        group = groups[group].parent ?? -1
      }
    }
    return groups.filled
  }

  /// Says what the nodes recorded last belong to.
  private mutating func credit(_ node: Int) {
    while origins.count < recorder.nodeCount { origins.append(Int32(node)) }
  }

  private mutating func openAll(_ nodes: Range<Int>) throws(ScalarModel.TooLarge) {
    for node in nodes {
      for slot in plan.slots(of: node) { _ = try open(slot) }
    }
  }

  /// Each entry with its name.
  private mutating func open(_ definition: Definition) throws(ScalarModel.TooLarge) {
    let node = definition.node
    let shape = model.graph.shape(of: node)
    if isEntry(definition) {
      _ = try open(plan.slots(of: node).lowerBound)
      return
    }
    // A running sum goes on from the sum before, not from the name for it.
    var bearers: [Int32] = []
    for (entry, slot) in plan.slots(of: node).enumerated() {
      let first = recorder.nodeCount
      var bearer = try open(slot)
      let isOwn = bearer >= first && bearer == recorder.nodeCount - 1 && mayBearName[node]
      if !isOwn { bearer = record(Operation(.identity), [bearer]) }
      credit(node)
      bearers.append(Int32(bearer))
      definitions.append(definition.expanded(at: entry, of: shape, node: bearer, firstNode: first))
    }
    for (slot, bearer) in zip(plan.slots(of: node), bearers) { expanded[slot] = bearer }
  }

  /// Whether a definition is no more than an entry under that entry's own name, such as the output that `y[0]` was made.
  private func isEntry(_ definition: Definition) -> Bool {
    let graph = model.graph
    guard graph.primitive(of: definition.node) == .move(.index), graph.shape(of: definition.node).isScalar else {
      return false
    }
    let operand = graph.operand(of: definition.node, slot: 0)
    let places = graph.operation(of: definition.node).subscripts.map { place in
      if case .entry(let index) = place { "\(index)" } else { ":" }
    }
    return model.id(of: operand) + "[" + places.joined(separator: ", ") + "]" == definition.name
  }

  // MARK: Numbers

  /// The node of a number; what it is made of first, in order of evaluation.
  private mutating func open(_ slot: Int) throws(ScalarModel.TooLarge) -> Int {
    stack.append(slot)
    while let slot = stack.last {
      if expanded[slot] >= 0 {
        stack.removeLast()
        continue
      }
      let depth = stack.count
      appendMissingOperands(of: slot)
      if stack.count > depth {
        stack[depth...].reverse()
        continue
      }
      expanded[slot] = Int32(build(slot))
      credit(Int(nodeOfSlot[slot]))
      stack.removeLast()
      guard recorder.nodeCount <= limit else { throw ScalarModel.TooLarge(limit: limit) }
    }
    return Int(expanded[slot])
  }

  private mutating func appendMissingOperands(of slot: Int) {
    let place = place(of: slot)
    switch place.form {
    case .leaf: return
    case .entries(_, let operands):
      appendIfMissing(Int(plan.a[slot]))
      if operands == .two { appendIfMissing(Int(plan.b[slot])) }
    case .move, .join: appendIfMissing(Int(plan.a[slot]))
    case .block:
      guard let block = place.block else { return }
      for index in 0..<operandCount(of: block, at: place.entry) {
        appendIfMissing(operandSlot(of: block, at: place.entry, index))
      }
    }
  }

  /// In slot 0 stands the zero of what has no operand.
  private mutating func appendIfMissing(_ slot: Int) {
    if slot != 0, expanded[slot] < 0 { stack.append(slot) }
  }

  /// Where a slot stands in the model.
  struct Place {
    let node: Int
    let entry: Int
    let form: Form
    let block: Block?
  }

  func place(of slot: Int) -> Place {
    let node = Int(nodeOfSlot[slot])
    let block = blockOfNode[node]
    return Place(
      node: node, entry: slot - Int(plan.start[node]), form: model.graph.storage.primitives[node].form,
      block: block < 0 ? nil : plan.blocks[Int(block)])
  }
}

extension Definition {
  /// The definition of one entry.
  fileprivate func expanded(at entry: Int, of shape: Shape, node: Int, firstNode: Int) -> Definition {
    let index = shape.subscript(of: entry)
    return Definition(
      node: node, firstNode: firstNode, name: name + index, role: role, note: note,
      expression: expression.map { shape.isScalar ? $0 : Self.indexable($0) + index })
  }

  /// In parentheses, unless it is a name or a call.
  private static func indexable(_ expression: String) -> String {
    let name = expression.prefix { $0.isLetter || $0 == "_" || $0.isASCII && $0.isNumber }
    let rest = expression.dropFirst(name.count)
    if rest.isEmpty { return expression }
    var depth = 0
    for (place, letter) in rest.enumerated() {
      depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
      if depth == 0 { return place == rest.count - 1 && !name.isEmpty ? expression : "(\(expression))" }
    }
    return "(\(expression))"
  }
}

extension Shape {
  /// `[0, 1]` for a row-major index; nothing for a single number.
  package func `subscript`(of entry: Int) -> String {
    isScalar ? "" : "[" + places(of: entry).map { "\($0)" }.joined(separator: ", ") + "]"
  }

  /// Where a row-major index stands along each axis.
  package func places(of entry: Int) -> [Int] {
    var places: [Int] = []
    var rest = entry
    for length in dimensions.reversed() {
      places.append(rest % length)
      rest /= length
    }
    return places.reversed()
  }
}
