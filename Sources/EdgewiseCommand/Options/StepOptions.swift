import ArgumentParser
import Autodiff
import Depiction
import FlowLanguage
import Letters
import Pictures
import Training

/// Which state of which training run is meant.
struct StepOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The graph after so many training steps.", valueName: "step"))
  var at: Int?

  @Option(help: ArgumentHelp("Which training run (default: the file's first).", valueName: "name"))
  var run: String?

  func validate() throws {
    if let at, at < 0 { throw ValidationError("--at takes a whole number from 0 on.") }
  }

  /// The state that is asked for: the leaf values at it; none if the file's own is meant.
  func state(of file: FlowFile) throws -> (step: Int, leaves: [Int: Tensor]) {
    guard at != nil || run != nil else { return (0, [:]) }
    let run = try file.chosenRun(run)
    guard let at else { return (0, [:]) }
    var loop = DescentLoop(run, in: file.model.graph)
    while loop.outcome == nil, loop.updateCount < at { loop.update() }
    guard loop.updateCount == at else {
      let steps = counted(loop.updateCount, "step")
      throw Failure(
        .badUsage,
        "--at \(at): the run \"\(run.name)\" \((loop.outcome ?? .stopped).rawValue) after \(steps)")
    }
    return (at, loop.parameters)
  }
}

extension FlowFile {
  /// The run of this name, or the first.
  func chosenRun(_ name: String?) throws -> TrainingRun {
    if let run = run(named: name) { return run }
    guard !runs.isEmpty else { throw Failure(.badUsage, "\(source.name) has no training run") }
    let names = runs.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw Failure(.badUsage, "--run \(name ?? ""): \(source.name) has no such run; it has \(names)")
  }

  /// The picture that the options ask for. If it does not fit its medium, groups are closed until it does, the innermost first.
  /// - Parameter boxLimit: more boxes never fit. Counting them is quick, drawing them is not.
  func diagram(
    _ depiction: Depiction, at options: StepOptions, boxLimit: Int = .max,
    fitting fits: (Diagram) -> Bool = { _ in true }
  ) throws -> Diagram {
    let state = try options.state(of: self)
    var model = self.model
    model.graph = model.graph.rebuilt(leaves: state.leaves)
    var closing = depiction
    var depth = model.groups.indices.map { model.path(ofGroup: $0).count }.max() ?? 0
    var drawn: Diagram?
    while true {
      if boxLimit == .max || closing.boxCount(of: model) <= boxLimit {
        let diagram = closing.diagram(of: model)
        drawn = diagram
        if fits(diagram) { break }
      }
      guard depth > 0 else { break }
      depth -= 1
      closing.closingLevel = depth
    }
    // What is too large in every way is drawn as it was asked for.
    if drawn == nil { closing.closingLevel = nil }
    var diagram = drawn ?? depiction.diagram(of: model)
    diagram.notes += Self.note(onClosingFor: diagram, closing.closingLevel)
    diagram.step = state.step
    return diagram
  }

  private static func note(onClosingFor diagram: Diagram, _ level: Int?) -> [String] {
    guard level != nil else { return [] }
    var closed: [String] = []
    for box in diagram.boxes { if let name = box.closed, !closed.contains(name) { closed.append(name) } }
    guard !closed.isEmpty else { return [] }
    let names = closed.prefix(4).map { "'\($0)'" }.joined(separator: ", ") + (closed.count > 4 ? ", …" : "")
    return ["closed to fit: \(names); --open NAME draws one open"]
  }

  /// Every run as facts, with the steps that claims name and `step` itself.
  func runRecords(keeping step: Int) -> [RunRecord] {
    runs.map { run in
      var wanted: Set = [step]
      for claim in claims {
        if case .statement(let statement) = claim.kind, let steps = statement.steps,
          self.run(named: statement.run)?.name == run.name
        {
          wanted.insert(steps)
        }
      }
      return RunRecord(Descent(of: run, in: model.graph, keeping: wanted), in: model)
    }
  }
}
