import Autodiff

extension Lowering {
  mutating func lowerLeaf(_ statement: Statement, _ role: Definition.Role) {
    let nameFits = claimName(statement, statement.name)
    let name = figureName(tree.text(statement.nameRange), isMember: false)
    let note = string(statement.string)
    guard let value = constantValue(statement.value, place: .leaf(name)), nameFits else {
      return poisonName(statement.name)
    }
    let node: Int
    if let setting = setting(for: statement.name, name) {
      if setting.shape != value.shape {
        findings.add(
          .settingShape(name: name, is: value.shape, given: setting.shape), at: statement.nameRange)
      }
      node = recorder.leaf(setting)
    } else if value.shape.isScalar {
      node = recorder.leaf(value.scalars[0])
    } else {
      node = recorder.leaf(value)
    }
    bind(statement.name, name, isMember: false, to: node)
    definitions.append(Definition(node: node, firstNode: node, name: name, role: role, note: note))
    origins.append((current, statement.name))
  }

  /// The value that `--set` gives a leaf.
  private mutating func setting(for name: Int, _ figureName: String) -> Tensor? {
    guard !settings.isEmpty else { return nil }
    return settings[scopes.isEmpty ? name : names.name(figureName)]
  }

  mutating func poisonName(_ name: Int) {
    if bindings[name] == Lowering.unbound { bindings[name] = Lowering.poisoned }
  }

  mutating func lowerDefinition(_ statement: Statement) {
    var name = statement.name
    if statement.index >= 0 {
      guard let member = member(of: statement.name, index: statement.index) else { return }
      name = member
      if definers[statement.name] >= 0 {
        let line = lines.line(of: tree.statements[Int(definers[statement.name])].range.lowerBound)
        findings.add(.familyClash(tree.text(statement.nameRange), line: line), at: statement.nameRange)
      }
    }
    let nameFits = claimName(statement, name)
    if definers[name] < 0 { definers[name] = Int32(current) }
    let isMember = statement.index >= 0
    let known = figureName(
      isMember ? names.spelling(of: name) : tree.text(statement.nameRange), isMember: isMember)
    let outer = owner
    owner = known
    defer { owner = outer }
    let index = current
    let firstNode = recorder.nodeCount
    lastLeaf = -1
    var node = Int(expression(from: tree.nodes[Int(statement.value)].first, root: statement.value))
    let note = string(statement.string)
    guard node >= 0, nameFits else { return poisonName(name) }
    if node < firstNode, let renamed = try? recorder.record(Operation(.identity), [node]) { node = renamed }
    current = index
    let setting = setting(for: name, known)
    if node == lastLeaf, let setting {
      if setting.shape != recorder.shape(of: node) {
        findings.add(
          .settingShape(name: tree.text(statement.nameRange), is: recorder.shape(of: node), given: setting.shape),
          at: statement.nameRange)
      }
      // The constant as written stays behind as an unused node of the definition.
      node = recorder.leaf(setting)
      lastLeaf = node
    } else if setting != nil {
      findings.add(.notALeaf(tree.text(statement.nameRange)), at: statement.nameRange)
    }
    bind(name, known, isMember: isMember, to: node)
    let isConstant = node == lastLeaf
    definitions.append(
      Definition(
        node: node, firstNode: firstNode, name: known,
        role: isConstant ? .constant : .operation,
        note: note, expression: isConstant ? nil : speller.text(of: statement.valueRange)))
    origins.append((current, name))
    declareOutput(statement, node)
  }

  private mutating func declareOutput(_ statement: Statement, _ node: Int) {
    let declared = statement.kind != .definition
    if declared, let output, output.declared {
      let first = definitions[output.definition]
      let line = lines.line(of: tree.statements[origins[output.definition].statement].range.lowerBound)
      findings.add(
        .secondOutput(first.name, line: line), at: statement.range.lowerBound..<statement.nameRange.upperBound)
      return
    }
    if declared, recorder.shape(of: node).count != 1 {
      findings.add(
        .tensorOutput(name: tree.text(statement.nameRange), shape: recorder.shape(of: node)), at: statement.nameRange)
    }
    if declared || output?.declared != true { output = (node, definitions.count - 1, declared) }
  }

  // MARK: Families

  /// The name of a family's member, `h[3]`.
  mutating func member(of family: Int, index: Int32) -> Int? {
    guard let number = whole(index) else { return nil }
    let name = names.name(names.spelling(of: family) + "[\(number)]")
    makeRoom(for: name)
    return name
  }

  // MARK: The whole file

  mutating func finishFile() {
    finishRuns()
    guard findings.errors.isEmpty else { return }
    if definitions.isEmpty { return findings.add(.nothingDefined, at: 0..<0) }
    if output == nil { findings.add(.nothingComputed, at: 0..<0) }
    for (name, function) in blocks.functions.sorted(by: { $0.value < $1.value })
    where !calledFunctions.contains(function) {
      findings.add(.unusedName(names.spelling(of: name)), at: tree.statements[function].nameRange)
    }
    // What each turn or call defines is one line of the file.
    var said: Set<Int> = []
    for (index, definition) in definitions.enumerated() {
      let origin = origins[index]
      if used[origin.name] || index == output?.definition { continue }
      guard said.insert(origin.statement).inserted else { continue }
      findings.add(.unusedName(definition.name), at: tree.statements[origin.statement].nameRange)
    }
  }
}
