import ArgumentParser
import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Training

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Runs a 'train' line and lists its steps: as a table, as CSV or as JSON.",
    discussion: """
      The table shows the state before each update: the loss, the learning rate, each parameter beside its gradient, \
      and the norm of the gradient; of a long run some of them. CSV and JSON have up to 10,000 of them with all \
      digits. Ctrl-C prints what has been done and exits with 130.

      EXAMPLES:
        edgewise train delivery-time.flow
        edgewise train five-deliveries.flow --run "too hot"
        edgewise train lesson.flow --set w1=0.5 --precision 6
        edgewise train lesson.flow --plot
        edgewise train adam-by-hand.flow --state
        edgewise train lesson.flow -T csv -o steps.csv
        edgewise train lesson.flow -T json | jq '.runs[0].outcome'
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Which training run (default: the file's first).", valueName: "name"))
  var runName: String?

  @Flag(help: "Below the table the loss as a curve.")
  var plot = false

  @Flag(help: "With what the rule remembers of each parameter: momentum's b, Adam's m and v.")
  var state = false

  @OptionGroup var destination: OutputOptions<TableFormat>

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var look: LookOptions

  func validate() throws {
    try reading.origin.check(for: [path])
    if let format = destination.chosen, format != .text {
      try look.text.check(on: format.rawValue)
      try refuse(
        ["--state": state, "--precision": look.digits != nil, "--theme": look.theme != nil], on: format.rawValue)
    } else {
      try look.checkTheme(toFile: destination.file != nil)
    }
    if plot, destination.chosen != .text {
      throw ValidationError("--plot draws below the table; for a file of the curve alone there is 'edgewise plot'.")
    }
  }

  func run() throws {
    let file = try FlowFile.read(path, reading, color: look.color)
    guard !file.runs.isEmpty || runName != nil else { throw Failure(.badFile, file.model.nothingTrained(path)) }
    let chosen = try file.chosenRun(runName)
    let watch = TrainingWatch()
    let descent = Descent(of: chosen, in: file.model.graph, goesOn: watch.goesOn(after:loss:))
    watch.finish()
    try Output.write(try bytes(of: descent, file), to: destination.file)
    if descent.wasInterrupted { throw Failure(.interrupted) }
  }

  private func bytes(of descent: Descent, _ file: FlowFile) throws -> [UInt8] {
    switch destination.chosen ?? .text {
    case .csv:
      return CSVWriter().bytes(of: RunRecord(descent, in: file.model), loss: file.model.id(of: descent.run.loss))
    case .json:
      return JSONWriter().bytes(of: [RunRecord(descent, in: file.model)], title: file.model.title)
    case .text:
      let depiction = Depiction(precision: look.precision)
      var table = depiction.table(of: descent, in: file.model, showsState: state)
      if descent.steps.count > table.columns[0].cells.count {
        table.notes.append("-T csv and -T json have more of them")
      }
      let others = file.runs.filter { $0.name != descent.run.name }.map { "\"\($0.name)\"" }
      if !others.isEmpty { table.notes.append("other runs (--run): " + others.joined(separator: ", ")) }
      let colour = look.colour(toFile: destination.file != nil)
      let listing = Array(look.picture(colour: colour).text(of: table).utf8)
      guard plot else { return listing }
      var sheet = depiction.lossSheet(of: file.model, [descent])
      sheet.title = nil
      return listing + [0x0a] + look.plotText(colour: colour).bytes(of: sheet)
    }
  }
}

/// How steps are listed.
enum TableFormat: String, OutputFormat, CaseIterable {
  case text, csv, json

  static let initial: TableFormat? = .text
  static let choices = "text, csv or json"
  static let formatHelp = "text, csv or json; else by the ending of the output's name, else text."

  init?(argument: String) {
    // `txt` is what `render` calls it.
    self.init(rawValue: argument == "txt" ? "text" : argument)
  }

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt": self = .text
    case "csv": self = .csv
    case "json": self = .json
    default: return nil
    }
  }
}
