import Autodiff
import Letters
import Training

extension FlowFile {
  /// Reads a file whole: parses, checks and lowers it.
  /// - Parameters:
  ///   - settings: `--set`: leaves that have another value here, `("w1", "0.5")`.
  ///   - output: `--of`: another output, `y` or `y[0]`.
  ///   - tables: where `csv("…")` gets its bytes from.
  /// - Throws: all independent errors of the file at once; of the settings or the output, if those are wrong.
  /// - Complexity: O(bytes + nodes).
  package static func read(
    _ source: FlowSource, settings: [(name: String, value: String)] = [], output: String? = nil,
    tables: TableSource = .none
  ) throws(FlowErrors) -> FlowFile {
    var lowering = Lowering(Parser.parse(source.text), tables: tables)
    lowering.lines = LineCounter(lowering.tree.bytes, firstLine: source.firstLine)
    let overrides = try Overrides.read(settings)
    for override in overrides.values { lowering.settings[lowering.names.name(override.name)] = override.value }
    lowering.lower()
    try lowering.findings.throwErrors(of: source, tables: tables)
    try overrides.check(against: lowering.graph.definitions)

    var findings = lowering.findings
    let (definitions, result) = (lowering.graph.definitions, lowering.graph.output)
    let (runs, claims) = (lowering.runs.runs, lowering.claims)
    let (lossRanges, parameterRanges) = (lowering.lossRanges, lowering.parameterRanges)
    let (title, groups) = (lowering.graph.title, lowering.graph.groups.filled)
    var recorder = GraphRecorder()
    swap(&recorder, &lowering.graph.recorder)
    let graph = recorder.finish()
    for (run, range) in zip(runs, lossRanges) {
      let reached = graph.ancestors(of: run.loss)
      if !run.parameters.contains(where: { reached[$0] }) {
        let name = definitions.last { $0.node == run.loss }?.name ?? ""
        findings.add(.training(.lossWithoutParameters(name)), at: range)
      }
    }
    try findings.throwErrors(of: source)
    var model = Model(
      title: title, graph: graph, definitions: definitions, groups: groups, output: result?.node)
    if let result {
      let name = definitions[result.definition].name
      model.notes = note(on: result.node, named: name, in: graph)
      let reached = graph.ancestors(of: result.node)
      for (parameter, range) in parameterRanges where !reached[definitions[parameter].node] {
        let parameter = definitions[parameter].name
        findings.add(.odd(.parameterWithoutEffect(parameter: parameter, output: name)), at: range)
      }
    }
    let file = FlowFile(source: source, model: model, runs: runs, claims: claims, warnings: findings.sortedWarnings)
    return try output.map { output throws(FlowErrors) in try file.focused(on: output) } ?? file
  }

  /// Why there are no gradients, if the output is a tensor.
  static func note(on output: Int, named name: String, in graph: Graph) -> [String] {
    let shape = graph.shape(of: output)
    guard shape.count != 1 else { return [] }
    return [
      "`\(name)` has shape \(shape), so there are no gradients: add `loss \(Suggestion.next(name)) = sum(\(name))`"
    ]
  }
}

extension Lowering {
  /// Where each run's loss is named.
  var lossRanges: [Range<Int>] { runs.origins.map { tree.runs[tree.statements[$0].detail].loss.range } }

  /// The parameters, by index, that something uses, and where each is defined. One that nothing uses has a warning
  /// already.
  var parameterRanges: [(definition: Int, range: Range<Int>)] {
    graph.definitions.indices.compactMap { index in
      let origin = graph.origins[index]
      guard graph.definitions[index].role == .parameter, names.isUsed(origin.name) else { return nil }
      return (index, tree.statements[origin.statement].nameRange)
    }
  }
}

/// `--set`, read.
struct Overrides {
  let source: FlowSource
  var values: [(name: String, value: Tensor, range: Range<Int>)] = []

  static func read(_ settings: [(name: String, value: String)]) throws(FlowErrors) -> Overrides {
    let lines = settings.map { setting in
      "\(setting.name)=\(setting.value)".split { $0.isNewline }.joined(separator: " ")
    }
    var overrides = Overrides(source: FlowSource(name: "--set", text: lines.joined(separator: "\n")))
    guard !settings.isEmpty else { return overrides }
    var lowering = Lowering(Parser.parse(overrides.source.text), tables: .none)
    for statement in lowering.tree.statements where statement.kind != .broken {
      guard statement.kind == .definition, statement.string == nil else {
        lowering.findings.add(.file(.badSetting(lowering.tree.text(statement.range))), at: statement.range)
        continue
      }
      let name = lowering.tree.text(statement.targetRange)
      if let value = lowering.constantValue(statement.value, place: .leaf(name)) {
        overrides.values.append((NameTable.memberName(name), value, statement.targetRange))
      }
    }
    try lowering.findings.throwErrors(of: overrides.source)
    return overrides
  }

  /// Every name must be a leaf's.
  func check(against definitions: [Definition]) throws(FlowErrors) {
    guard !values.isEmpty else { return }
    var findings = Findings()
    let leaves = definitions.filter { $0.role != .operation }.map { $0.name }
    let known = Set(definitions.map { $0.name.canonicalName })
    for value in values where !known.contains(value.name.canonicalName) {
      findings.add(
        .file(.noSuchLeaf(value.name, suggestion: Suggestion.nearest(value.name, among: leaves))), at: value.range)
    }
    try findings.throwErrors(of: source)
  }
}
