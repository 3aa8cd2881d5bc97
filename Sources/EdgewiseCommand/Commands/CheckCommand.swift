import ArgumentParser
import Autodiff
import Edgewise
import FlowLanguage
import Letters
import Platform
import Terminal
import Training
import Verification

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Proves every 'expect', compares every gradient with a numerical one, and warns of what looks wrong.",
    discussion: """
      A line for each claim; a refuted one says what is true. Warnings do not change the exit status; a refuted \
      claim or a wrong gradient makes it 1. Claims about steps run the 'train' lines; with --at the gradients are \
      compared after that many steps.

      EXAMPLES:
        edgewise check delivery-time.flow
        edgewise check graphs/*.flow
        edgewise check lesson.flow --set w1=0.5
        edgewise check lesson.flow --at 10 --run adam
        edgewise check lesson.flow --curvature   minimum or saddle, stable rates
      """)

  @Argument(help: ArgumentHelp("Flow files, or - for standard input.", valueName: "file"))
  var paths: [String]

  @Flag(
    help: ArgumentHelp(
      "The second derivatives by the parameters (or --wrt): eigenvalues, minimum or saddle, largest stable learning rate."
    ))
  var curvature = false

  @Option(help: ArgumentHelp("With --curvature: by which leaves or entries.", valueName: "node,…"))
  var wrt: String?

  @Flag(help: "Text with 7-bit characters only.")
  var ascii = false

  @Option(help: "Colours in text and messages.")
  var color: ColourChoice = .auto

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    try reading.origin.check(for: paths)
    try steps.checkRun()
    if !curvature { try refuse(["--wrt": wrt != nil], on: "what is checked without --curvature") }
  }

  func run() throws {
    try Failure.collecting(paths) { path in
      let file = try FlowFile.read(path, reading, color: color)
      let (state, report) = try TrainingWatch.during { watch in
        let state = try steps.state(of: file, watch)
        return (state, file.report(at: state.leaves, goesOn: watch.goesOn(after:loss:)))
      }
      if paths.count > 1 { try Console.write(StyledText("\(file.source.name)\n")) }
      for line in report.lines { try write(line) }
      if curvature { try printCurvature(of: file, at: state) }
      if !report.passes { throw Failure(.refuted) }
    }
  }

  private func printCurvature(of file: FlowFile, at state: TrainedState) throws {
    let output = file.model.output.map { file.model.id(of: $0) }
    var place = "at the file's values"
    if steps.at != nil {
      let run = try file.chosenRun(steps.run).name
      place = "after \(counted(state.step, "step")) of \"\(run)\""
    }
    do {
      let curvature = try file.curvature(by: try file.leafEntries(asked: wrt), at: state.leaves)
      for line in curvature.lines(of: output ?? "the output", place, ascii: ascii) {
        try Console.write(StyledText(line + "\n"))
      }
    } catch let failure as Hessian.Failure {
      try write(ReportLine(kind: .warning, text: "no curvature: " + failure.sentence(of: output)))
    }
  }

  private func write(_ line: ReportLine) throws {
    let colour: Colour =
      switch line.kind {
      case .passed: .green
      case .failed: .red
      case .warning: .yellow
      }
    let mark = StyledText(line.mark(ascii: ascii), Style(foreground: colour))
    try Console.write(mark + " \(line.text)\n", color)
  }
}
