import Autodiff
import Training

extension FlowFile {
  /// Resolves `--wrt`: names or entries (`w1`, `W[0, 1]`), separated by commas outside brackets. An entry stands for
  /// its node, since pictures show nodes.
  package func nodes(named list: String) throws(FlowErrors) -> [Int] {
    var nodes: [Int] = []
    for (node, _) in try entries(named: list) where !nodes.contains(node) { nodes.append(node) }
    return nodes
  }

  /// The same, with the place of an entry among its node's numbers; nil where the whole node is named.
  package func entries(named list: String) throws(FlowErrors) -> [(node: Int, entry: Int?)] {
    let source = FlowSource(name: "--wrt", text: list)
    var parser = Parser(list)
    var entries: [(node: Int, entry: Int?)] = []
    var findings = Findings()
    parser.advance()
    do {
      while true {
        let reference = try parser.reference()
        if let place = place(reference, &parser, &findings) {
          // Row by row, as a tensor's numbers stand.
          let lengths = model.graph.shape(of: place.node).dimensions
          let entry = zip(place.subscripts, lengths).reduce(0) { $0 * $1.1 + $1.0 }
          entries.append((place.node, place.subscripts.isEmpty ? nil : entry))
        }
        guard parser.token.kind == .comma else { break }
        parser.advance()
      }
      try parser.expect(.endOfFile, "`,`")
    } catch {}
    let errors = findings.sortedErrors + parser.findings.sortedErrors
    guard errors.isEmpty else { throw FlowErrors(source: source, diagnostics: errors) }
    return entries
  }

  /// This file with another output; what that does not depend on is dropped, but for the parameters.
  func focused(on output: String) throws(FlowErrors) -> FlowFile {
    let source = FlowSource(name: "--of", text: output)
    var parser = Parser(output)
    var findings = Findings()
    var place: (node: Int, name: String, subscripts: [Int])?
    parser.advance()
    do {
      let reference = try parser.reference()
      place = self.place(reference, &parser, &findings)
      try parser.expect(.endOfFile, "the end")
    } catch {}
    let errors = findings.sortedErrors + parser.findings.sortedErrors
    guard errors.isEmpty, let place else { throw FlowErrors(source: source, diagnostics: errors) }
    var model = model
    if place.subscripts.isEmpty {
      model.output = place.node
    } else {
      var recorder = model.graph.recorder()
      let operation = Operation(.index, .subscripts(place.subscripts.map { .entry($0) }))
      guard let node = try? recorder.record(operation, [place.node]) else {
        throw FlowErrors(source: source, diagnostics: [])
      }
      let name = place.name + "[" + place.subscripts.map(String.init).joined(separator: ", ") + "]"
      model.graph = recorder.finish()
      model.definitions.append(
        Definition(node: node, firstNode: node, name: name, role: .operation, expression: name))
      model.output = node
    }
    return pruned(model)
  }

  /// Finds a name or an entry; an entry's subscripts are resolved, none negative.
  private func place(
    _ reference: Reference, _ parser: inout Parser, _ findings: inout Findings
  ) -> (node: Int, name: String, subscripts: [Int])? {
    let written = parser.text(reference.nameRange)
    var numbers: [Int] = []
    let reader = Lowering(parser, tables: .none)
    for child in reference.subscripts {
      guard let number = reader.wholeNumber(child) else {
        findings.add(.notConstantIndex, at: parser.tree.nodes[Int(child)].range)
        return nil
      }
      numbers.append(number)
    }
    // A member of a family, or of a loop's turn, has its index in its name.
    let dotted = Spelling.dotted(written)
    for count in (1..<(numbers.count + 1)).reversed() {
      let member = dotted + "[" + numbers.prefix(count).map(String.init).joined(separator: ", ") + "]"
      if let node = model.node(named: member) {
        return entry(numbers.dropFirst(count), of: node, member, reference, &findings)
      }
    }
    guard let node = model.node(named: dotted) else {
      let family = model.definitions.first { $0.name.hasPrefix(written + "[") }?.name
      if let family, numbers.isEmpty {
        findings.add(.familyAlone(written, member: family), at: reference.range)
      } else {
        let known = model.definitions.map { $0.name }
        findings.add(.unknownName(written, suggestion: Spelling.nearest(written, among: known)), at: reference.range)
      }
      return nil
    }
    return entry(numbers[...], of: node, written, reference, &findings)
  }

  private func entry(
    _ numbers: ArraySlice<Int>, of node: Int, _ written: String, _ reference: Reference, _ findings: inout Findings
  ) -> (node: Int, name: String, subscripts: [Int])? {
    let shape = model.graph.shape(of: node)
    let name = model.definitions.first { $0.node == node }?.name ?? written
    if numbers.isEmpty { return (node, name, []) }
    guard numbers.count == shape.rank else {
      findings.add(
        shape.isScalar ? .indexOfScalar(written) : .entryNeedsAllAxes(written, shape: shape), at: reference.range)
      return nil
    }
    var subscripts: [Int] = []
    for (index, length) in zip(numbers, shape.dimensions) {
      guard index >= -length, index < length else {
        findings.add(.shape(.indexOutOfRange(index: index, length: length)), at: reference.range)
        return nil
      }
      subscripts.append(index < 0 ? index + length : index)
    }
    return (node, name, subscripts)
  }

  /// Without what the output does not depend on; parameters stay.
  private func pruned(_ model: Model) -> FlowFile {
    guard let output = model.output else { return self }
    var kept = model.graph.nodes(reaching: output)
    for definition in model.definitions where definition.role == .parameter { kept[definition.node] = true }
    var recorder = GraphRecorder()
    // By node: its new index, or that of the next one that stays.
    var moved = [Int](repeating: 0, count: model.graph.nodeCount + 1)
    for node in 0..<model.graph.nodeCount {
      moved[node] = recorder.nodeCount
      guard kept[node] else { continue }
      let operation = model.graph.operation(of: node)
      if operation.primitive == .leaf {
        _ = recorder.leaf(model.graph.leafValue(of: node))
      } else {
        let operands = model.graph.operands(of: node).map { moved[$0] }
        // It fitted in the whole graph, so it fits here.
        guard (try? recorder.record(operation, operands)) != nil else { return self }
      }
    }
    moved[model.graph.nodeCount] = recorder.nodeCount
    var result = model
    result.groups =
      model.groups.map { group in
        Group(
          kind: group.kind, name: group.name, parent: group.parent,
          nodes: group.nodes.map { moved[$0.lowerBound]..<moved[$0.upperBound] }.filter { !$0.isEmpty })
      }.filled
    result.graph = recorder.finish()
    result.output = moved[output]
    result.definitions = model.definitions.filter { kept[$0.node] }.map { definition in
      Definition(
        node: moved[definition.node], firstNode: moved[definition.firstNode], name: definition.name,
        role: definition.role, note: definition.note, expression: definition.expression)
    }
    result.notes = FlowFile.note(
      on: moved[output], named: result.definitions.first { $0.node == moved[output] }?.name ?? "", in: result.graph)
    let runs = self.runs.compactMap { $0.moved(to: moved, where: kept) }
    let claims = self.claims.compactMap { $0.moved(to: moved, where: kept, runs: runs, first: self.runs.first?.name) }
    return FlowFile(source: source, model: result, runs: runs, claims: claims, warnings: warnings)
  }
}

extension TrainingRun {
  /// The run with its nodes renumbered; nil if its loss is gone. Parameters always stay.
  fileprivate func moved(to moved: [Int], where kept: [Bool]) -> TrainingRun? {
    guard kept[loss] else { return nil }
    var run = self
    run.loss = moved[loss]
    run.parameters = parameters.map { moved[$0] }
    run.start = [:]
    for (leaf, value) in start { run.start[moved[leaf]] = value }
    return run
  }
}

extension Claim {
  /// The claim with its nodes renumbered; nil if one of them, or its run, is gone.
  fileprivate func moved(to moved: [Int], where kept: [Bool], runs: [TrainingRun], first: String?) -> Claim? {
    guard case .statement(let statement) = kind else {
      if case .outcome(let run, _) = kind, !runs.contains(where: { $0.name == run }) { return nil }
      return self
    }
    let run = statement.steps == nil ? nil : statement.run ?? first
    if let run, !runs.contains(where: { $0.name == run }) { return nil }
    let quantity: Quantity
    switch statement.quantity {
    case .value(let node, let entry):
      guard kept[node] else { return nil }
      quantity = .value(node: moved[node], entry: entry)
    case .derivative(let of, let entry, let by, let byEntry):
      guard kept[of], kept[by] else { return nil }
      quantity = .derivative(of: moved[of], entry: entry, by: moved[by], byEntry: byEntry)
    }
    let changed = Statement(
      quantity: quantity, relation: statement.relation, claimed: statement.claimed, tolerance: statement.tolerance,
      steps: statement.steps, run: run)
    return Claim(kind: .statement(changed), line: line, text: text)
  }
}
