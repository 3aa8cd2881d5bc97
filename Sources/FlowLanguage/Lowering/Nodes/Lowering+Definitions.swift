import Autodiff

extension Lowering {
  mutating func lowerLeaf(_ statement: Statement, _ role: Definition.Role) {
    let nameFits = canBear(statement, statement.name)
    let name = names.figureName(tree.text(statement.nameRange), isMember: false)
    let note = string(statement.string)
    guard let value = constantValue(statement.value, place: .leaf(name)), nameFits else {
      return names.poison(statement.name)
    }
    let setting = setting(for: statement.name, name)
    if let setting { check(setting, fits: value.shape, statement, name) }
    let node = Int(graph.leaf(setting ?? value))
    names.bind(statement.name, name, isMember: false, to: node)
    graph.append(
      Definition(node: node, firstNode: node, name: name, role: role, note: note), of: current, statement.name)
  }

  /// The value that `--set` gives a leaf.
  private mutating func setting(for name: Int, _ figureName: String) -> Tensor? {
    guard !settings.isEmpty else { return nil }
    return settings[names.scopes.isEmpty ? name : names.name(figureName)]
  }

  private mutating func check(_ setting: Tensor, fits shape: Shape, _ statement: Statement, _ name: String) {
    guard setting.shape != shape else { return }
    findings.add(.file(.settingShape(name: name, is: shape, given: setting.shape)), at: statement.targetRange)
  }

  mutating func lowerDefinition(_ statement: Statement) {
    var name = statement.name
    let isMember = statement.index >= 0
    var written = tree.text(statement.nameRange)
    if isMember {
      let indices = tree.children[statement.indices]
      guard let member = try? member(of: name, indices) else { return }
      if let count = names.families[name]?.count, count != indices.count {
        findings.add(.name(.familyIndices(written, count: count)), at: statement.targetRange)
        return
      }
      let definer = Int(names[name].definer)
      if definer >= 0 {
        let text = tree.text(statement.targetRange)
        findings.add(.name(.familyClash(text, line: line(of: definer))), at: statement.targetRange)
      }
      name = member
      written += names.text(of: member).drop { $0 != "[" }
    }
    let nameFits = canBear(statement, name)
    if names[name].definer < 0 { names[name].definer = Int32(current) }
    let known = names.figureName(written, isMember: isMember)
    let (outer, index) = (graph.owner, current)
    graph.owner = known
    defer { graph.owner = outer }
    let firstNode = graph.recorder.nodeCount
    graph.lastLeaf = -1
    let value = try? expression(statement.value)
    let note = string(statement.string)
    guard let value, nameFits else {
      unread = unread ?? statement.valueRange
      return names.poison(name)
    }
    var node = Int(value)
    if node < firstNode, let renamed = try? graph.recorder.record(Operation(.identity), [node]) { node = renamed }
    current = index
    if let setting = setting(for: name, known) {
      if node == graph.lastLeaf {
        check(setting, fits: graph.recorder.shape(of: node), statement, tree.text(statement.targetRange))
        // The constant as written stays behind as an unused node of the definition.
        node = Int(graph.leaf(setting))
      } else {
        findings.add(.file(.notALeaf(tree.text(statement.targetRange))), at: statement.targetRange)
      }
    }
    names.bind(name, known, isMember: isMember, to: node)
    let isConstant = node == graph.lastLeaf
    graph.append(
      Definition(
        node: node, firstNode: firstNode, name: known, role: isConstant ? .constant : .operation, note: note,
        expression: isConstant ? nil : expressionText(statement)), of: current, name)
    declareOutput(statement, node)
  }

  private mutating func declareOutput(_ statement: Statement, _ node: Int) {
    let declared = statement.kind != .definition
    if statement.kind == .output { names.use(statement.name) }
    // The first output is drawn, and any other is there to be asked for.
    if statement.kind == .output, graph.output?.declared == true { return }
    if declared, let output = graph.output, output.declared {
      let line = line(of: graph.origins[output.definition].statement)
      let range = statement.range.lowerBound..<statement.targetRange.upperBound
      return findings.add(.name(.secondOutput(graph.definitions[output.definition].name, line: line)), at: range)
    }
    let shape = graph.recorder.shape(of: node)
    if statement.kind == .loss, shape.count != 1 {
      let (name, value) = (tree.text(statement.targetRange), tree.text(statement.valueRange))
      findings.add(.file(.tensorLoss(name: name, shape: shape, value: value)), at: statement.valueRange)
    }
    if declared || graph.output?.declared != true {
      graph.output = (node, graph.definitions.count - 1, declared)
    }
  }

  // MARK: The whole file

  mutating func finishFile() {
    finishRuns()
    guard findings.errors.isEmpty else { return }
    // What cannot be read is an error, whatever the reason was.
    if let unread { return findings.add(.dialect(.none(tree.text(unread), reason: "")), at: unread) }
    if graph.definitions.isEmpty { return findings.add(.file(.nothingDefined), at: 0..<0) }
    if graph.output == nil { findings.add(.odd(.nothingComputed), at: 0..<0) }
    for (name, function) in names.blocks.functions.sorted(by: { $0.value < $1.value })
    where !calls.called.contains(function) {
      findings.add(.odd(.unusedName(names.text(of: name))), at: tree.statements[function].nameRange)
    }
    // What each turn or call defines is one line of the file.
    var said: Set<Int> = []
    for (index, definition) in graph.definitions.enumerated() {
      let origin = graph.origins[index]
      if names.isUsed(origin.name) || index == graph.output?.definition { continue }
      guard said.insert(origin.statement).inserted else { continue }
      findings.add(.odd(.unusedName(definition.name)), at: tree.statements[origin.statement].targetRange)
    }
  }
}
