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
    for override in overrides.values {
      let name = lowering.names.name(override.name)
      lowering.makeRoom(for: name)
      lowering.settings[name] = override.value
    }
    lowering.lower()
    guard lowering.findings.errors.isEmpty else {
      throw FlowErrors(source: source, diagnostics: lowering.findings.sortedErrors)
    }
    try overrides.check(against: lowering.definitions)

    let definitions = lowering.definitions
    let claims = lowering.claims
    let runs = lowering.runs
    var findings = lowering.findings
    let ranges = lowering.parameterRanges
    let result = lowering.output
    let title = lowering.title
    var recorder = GraphRecorder()
    swap(&recorder, &lowering.recorder)
    let graph = recorder.finish()
    for (run, range) in zip(runs, lowering.runRanges) {
      let reached = graph.nodes(reaching: run.loss)
      if !run.parameters.contains(where: { reached[$0] }) {
        findings.add(.lossWithoutParameters(definitions.last { $0.node == run.loss }?.name ?? ""), at: range)
      }
    }
    guard findings.errors.isEmpty else { throw FlowErrors(source: source, diagnostics: findings.sortedErrors) }
    var model = Model(
      title: title, graph: graph, definitions: definitions, groups: lowering.groups.filled, output: result?.node)
    if let result {
      let name = definitions[result.definition].name
      model.notes = note(on: result.node, named: name, in: model.graph)
      let reached = model.graph.nodes(reaching: result.node)
      for (parameter, range) in ranges where !reached[definitions[parameter].node] {
        findings.add(.parameterWithoutEffect(parameter: definitions[parameter].name, output: name), at: range)
      }
    }
    var file = FlowFile(source: source, model: model, runs: runs, claims: claims, warnings: findings.sortedWarnings)
    if let output { file = try file.focused(on: output) }
    return file
  }

  /// Why there are no gradients, if the output is a tensor.
  static func note(on output: Int, named name: String, in graph: Graph) -> [String] {
    let shape = graph.shape(of: output)
    guard shape.count != 1 else { return [] }
    return [
      "`\(name)` has shape \(shape), so there are no gradients: add `loss \(Spelling.next(name)) = sum(\(name))`"
    ]
  }
}

extension Lowering {
  /// Where each run's loss is named.
  var runRanges: [Range<Int>] { runOrigins.map { parsedRuns[tree.statements[$0].claim].loss.range } }

  /// The parameters, by index, that something uses, and where each is defined. One that nothing uses has a warning already.
  var parameterRanges: [(definition: Int, range: Range<Int>)] {
    definitions.indices.compactMap { index in
      let origin = origins[index]
      guard definitions[index].role == .parameter, used[origin.name] else { return nil }
      return (index, tree.statements[origin.statement].nameRange)
    }
  }
}

extension Graph {
  /// Which nodes `output` depends on, itself among them.
  func nodes(reaching output: Int) -> [Bool] {
    var reached = [Bool](repeating: false, count: nodeCount)
    reached[output] = true
    for node in stride(from: output, through: 0, by: -1) where reached[node] {
      for slot in 0..<operandCount(of: node) { reached[operand(of: node, slot: slot)] = true }
    }
    return reached
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
        lowering.findings.add(
          .badSetting(lowering.tree.text(statement.range)), at: statement.range)
        continue
      }
      let name = lowering.tree.text(statement.nameRange)
      if let value = lowering.constantValue(statement.value, place: .leaf(name)) {
        overrides.values.append((name.filter { $0 != " " }, value, statement.nameRange))
      }
    }
    guard lowering.findings.errors.isEmpty else {
      throw FlowErrors(source: overrides.source, diagnostics: lowering.findings.sortedErrors)
    }
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
        .noSuchLeaf(value.name, suggestion: Spelling.nearest(value.name, among: leaves)), at: value.range)
    }
    guard findings.errors.isEmpty else {
      throw FlowErrors(source: source, diagnostics: findings.sortedErrors)
    }
  }
}
