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
    try at.map { try file.state(after: $0, of: run, watch) } ?? TrainedState()
  }
}

/// The same for what is drawn for a series of steps.
struct StepSeriesOptions: ParsableArguments {
  /// `3`, or `0..3`.
  struct Steps: ExpressibleByArgument {
    let range: ClosedRange<Int>
    let isSeries: Bool

    init?(argument: String) {
      let ends = argument.split(separator: ".", omittingEmptySubsequences: false)
      if let step = Int(argument), step >= 0 {
        (range, isSeries) = (step...step, false)
      } else if ends.count == 3, ends[1].isEmpty, let first = Int(ends[0]), let last = Int(ends[2]), 0 <= first,
        first <= last
      {
        (range, isSeries) = (first...last, true)
      } else {
        return nil
      }
    }
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The graph after so many training steps; 0..3 draws a series, in one layout, into the files of -o 'step-%d.svg'.",
      valueName: "step"))
  var at: Steps?

  @Option(help: ArgumentHelp("Which training run (default: the file's first).", valueName: "name"))
  var run: String?

  static let mostPictures = 500

  func validate() throws {
    try limit(at?.range.upperBound, "--at", to: 0...Int(Int32.max))
    if let at, at.range.count > Self.mostPictures {
      throw ValidationError("--at draws a series of at most \(Self.mostPictures) pictures.")
    }
  }

  /// Objects to a run of which no state is asked for, and to a series without names for its files.
  func check(output: String?, isAlone: Bool) throws {
    if at == nil { try refuse(["--run": run != nil], on: "the file's own state: give --at") }
    guard let at, at.isSeries else { return }
    guard isAlone, let output, output.ranges(of: "%d").count == 1 else {
      throw ValidationError("A series of steps wants one flow file and a name for each picture: -o 'step-%d.svg'.")
    }
  }

  /// The states that are asked for; the file's own without `--at`.
  func states(of file: FlowFile, _ watch: TrainingWatch) throws -> [TrainedState] {
    try at.map { try $0.range.map { try file.state(after: $0, of: run, watch) } } ?? [TrainedState()]
  }

  /// Where the picture of each state goes.
  func destinations(_ output: String?) -> [String?] {
    guard let at, at.isSeries, let output, let place = output.firstRange(of: "%d") else { return [output] }
    return at.range.map { output[..<place.lowerBound] + "\($0)" + output[place.upperBound...] }
  }
}

extension FlowFile {
  /// The state after so many steps of a run.
  func state(after steps: Int, of name: String?, _ watch: TrainingWatch) throws -> TrainedState {
    let run = try chosenRun(name)
    let descent = Descent(
      of: run, in: model.graph, keeping: [steps], limit: 0, upTo: steps, goesOn: watch.goesOn(after:loss:))
    guard descent.updateCount == steps || descent.wasInterrupted else {
      throw Failure(
        .badUsage,
        "--at \(steps): the run \"\(run.name)\" \(descent.outcome.rawValue) after "
          + counted(descent.updateCount, "step"))
    }
    return TrainedState(of: descent)
  }

  /// The run of this name, or the first.
  func chosenRun(_ name: String?) throws -> TrainingRun {
    if let run = run(named: name) { return run }
    guard !runs.isEmpty else { throw Failure(.badUsage, "\(source.name) has no training run") }
    let names = runs.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw Failure(.badUsage, "--run \(name ?? ""): \(source.name) has no such run; it has \(names)")
  }
}
