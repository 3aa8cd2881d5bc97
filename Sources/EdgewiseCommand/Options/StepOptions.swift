import ArgumentParser
import Edgewise
import FlowLanguage
import Letters
import Training

/// Which state of which training run is meant.
struct StepOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("The graph after so many training steps.", valueName: "step"))
  var at: Int?

  @Option(help: ArgumentHelp("Which training run (default: the file's first).", valueName: "name"))
  var run: String?

  func validate() throws { try limit(at, "--at", to: 0...Int(Int32.max)) }

  /// Objects to a run of which no state is asked for.
  func checkRun() throws { if at == nil { try refuse(["--run": run != nil], on: "the file's own state: give --at") } }

  /// The state that is asked for; the file's own without `--at`.
  func state(of file: FlowFile, _ watch: TrainingWatch) throws -> TrainedState {
    guard let at else { return TrainedState() }
    let run = try file.chosenRun(run)
    let descent = Descent(
      of: run, in: file.model.graph, keeping: [at], limit: 0, upTo: at, goesOn: watch.goesOn(after:loss:))
    guard descent.updateCount == at || descent.wasInterrupted else {
      throw Failure(
        .badUsage,
        "--at \(at): the run \"\(run.name)\" \(descent.outcome.rawValue) after \(counted(descent.updateCount, "step"))"
      )
    }
    return TrainedState(of: descent)
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
}
