import Autodiff

extension Lowering {
  mutating func lowerLeaf(_ statement: Statement, _ role: Definition.Role) {
    let nameFits = claimName(statement, statement.name)
    let name = tree.text(statement.nameRange)
    let note = string(statement.string)
    guard let value = constantValue(statement.value, place: .leaf(name)), nameFits else {
      return poisonName(statement.name)
    }
    let node: Int
    if !settings.isEmpty, let setting = settings[statement.name] {
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
    bindings[statement.name] = Int32(node)
    definitions.append(Definition(node: node, firstNode: node, name: name, role: role, note: note))
    origins.append((current, statement.name))
  }

  func isSetting(_ name: Int) -> Bool { !settings.isEmpty && settings[name] != nil }

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
    let firstNode = recorder.nodeCount
    lastLeaf = -1
    var node = Int(expression(from: tree.nodes[Int(statement.value)].first, root: statement.value))
    let note = string(statement.string)
    guard node >= 0, nameFits else { return poisonName(name) }
    if node < firstNode, let renamed = try? recorder.record(.identity, node) { node = renamed }
    if node == lastLeaf, let setting = settings[name] {
      if setting.shape != recorder.shape(of: node) {
        findings.add(
          .settingShape(name: tree.text(statement.nameRange), is: recorder.shape(of: node), given: setting.shape),
          at: statement.nameRange)
      }
      // The constant as written stays behind as an unused node of the definition.
      node = recorder.leaf(setting)
      lastLeaf = node
    } else if isSetting(name) {
      findings.add(.notALeaf(tree.text(statement.nameRange)), at: statement.nameRange)
    }
    bindings[name] = Int32(node)
    let isConstant = node == lastLeaf
    definitions.append(
      Definition(
        node: node, firstNode: firstNode, name: definedName(statement, name),
        role: isConstant ? .constant : .operation,
        note: note, expression: isConstant ? nil : speller.text(of: statement.valueRange)))
    origins.append((current, name))
    declareOutput(statement, node)
  }

  private func definedName(_ statement: Statement, _ name: Int) -> String {
    guard statement.index >= 0 else { return tree.text(statement.nameRange) }
    return names.spelling(of: name)
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
    for (index, definition) in definitions.enumerated() {
      let origin = origins[index]
      if used[origin.name] || index == output?.definition { continue }
      findings.add(.unusedName(definition.name), at: tree.statements[origin.statement].nameRange)
    }
  }
}
