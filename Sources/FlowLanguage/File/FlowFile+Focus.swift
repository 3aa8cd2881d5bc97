import Autodiff
import Training

extension FlowFile {
  /// This file with another output; what that does not depend on is dropped, but for the parameters.
  func focused(on output: String) throws(FlowErrors) -> FlowFile {
    var reader = PlaceReader(output, model: model)
    let place = try reader.only(of: "--of")
    var model = model
    model.output = place.node
    if !place.subscripts.isEmpty {
      var recorder = model.graph.recorder()
      let entry = Operation(.move(.index), .subscripts(place.subscripts.map { .entry($0) }))
      do throws(ShapeError) {
        let node = try recorder.record(entry, [place.node])
        let name = place.name + "[" + place.subscripts.map { String($0) }.joined(separator: ", ") + "]"
        model.definitions.append(
          Definition(node: node, firstNode: node, name: name, role: .operation, expression: name))
        model.output = node
      } catch {
        preconditionFailure("the reader has found the entry")
      }
      model.graph = recorder.finish()
    }
    return pruned(model)
  }

  /// Without what the output does not depend on; parameters stay.
  private func pruned(_ model: Model) -> FlowFile {
    guard let output = model.output else { return self }
    var kept = model.graph.ancestors(of: output)
    for definition in model.definitions where definition.role == .parameter { kept[definition.node] = true }
    // By node: its new index, or that of the next one that stays.
    let moved = kept.reduce(into: [0]) { moved, isKept in moved.append(moved[moved.count - 1] + (isKept ? 1 : 0)) }
    var result = model
    result.groups =
      model.groups.map { group in
        Group(
          kind: group.kind, name: group.name, parent: group.parent,
          nodes: group.nodes.map { moved[$0.lowerBound]..<moved[$0.upperBound] }.filter { !$0.isEmpty })
      }.filled
    result.graph = model.graph.rebuilt((0..<model.graph.nodeCount).lazy.filter { kept[$0] })
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
    let place = { (node: Int) in kept[node] ? moved[node] : nil }
    guard let value = statement.value.moved(place), let claimed = statement.claimed.moved(place) else { return nil }
    let changed = Statement(
      value: value, relation: statement.relation, claimed: claimed, isTurned: statement.isTurned,
      tolerance: statement.tolerance, steps: statement.steps, run: run)
    return Claim(kind: .statement(changed), line: line, text: text)
  }
}
