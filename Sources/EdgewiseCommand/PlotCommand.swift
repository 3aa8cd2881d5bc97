import ArgumentParser
import Depiction
import Diagrams
import Edgewise
import FlowLanguage
import Renderers
import Terminal
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draws the training runs of a file: their loss, or their paths over the loss's surface.",
    discussion: """
      'loss' draws a curve for each 'train' line, on a logarithmic scale where the loss spans more than two powers \
      of ten. 'surface' draws the contours of the loss over two parameters, and on them each run's path with an \
      arrow against the gradient at each step; the other parameters are held. Where one number is trained, it draws \
      the loss over that number. A run that diverges leaves the picture with an arrow at the border.

      EXAMPLES:
        edgewise plot five-deliveries.flow                              the loss of all runs, in the terminal
        edgewise plot five-deliveries.flow --run plain --run adam -o loss.svg
        edgewise plot descent-steps.flow --kind surface --bars -o steps.svg
        edgewise plot failure-and-success.flow --kind surface --panels --bars -o boxes.svg
        edgewise plot mazur.flow --kind surface --wrt 'w5,w6' --width 100
        edgewise plot lesson.flow -o loss.svg --verify                  fails if the figure is out of date
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(help: "What is drawn: loss or surface.")
  var kind: PlotKind = .loss

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only this training run; may be repeated (default: all of the file).", valueName: "name"))
  var runNames: [String] = []

  @Flag(help: "A box for each run, side by side.")
  var panels = false

  @Flag(help: "With a surface: the loss after each step as bars.")
  var bars = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("A file, or - for standard output (the default).", valueName: "out"))
  var output: String?

  @Option(
    name: [.customShort("T"), .customLong("format")],
    help: ArgumentHelp("svg or txt; else by the ending of the output's name, else txt.", valueName: "format"))
  var format: PlotFormat?

  @Flag(help: "Write nothing: compare with the file that is there, print how it differs, and exit with 1 if it does.")
  var verify = false

  @OptionGroup var options: PictureOptions

  func validate() throws {
    if verify, output == nil || output == "-" {
      throw ValidationError("--verify wants the file to compare with: -o FILE.")
    }
    if format == nil, let output, output != "-", PlotFormat(ofFileNamed: output) == nil {
      throw ValidationError("The ending of \(output) names no format: give -T svg or txt.")
    }
    if bars, kind == .loss { throw ValidationError("--bars stand beside a surface: give --kind surface.") }
    if options.wrt != nil, kind == .loss {
      throw ValidationError("--wrt chooses the axes of a surface: give --kind surface.")
    }
  }

  func run() throws {
    let file = try FlowFile.read(path, options: options)
    let runs = try chosenRuns(of: file)
    let numbers = try chosenNumbers(of: file, runs[0])
    let descents = runs.map { Descent(of: $0, in: file.model.graph) }
    let bytes = drawing(of: sheet(of: file, descents, over: numbers))
    guard let output, output != "-" else { return try Console.write(bytes) }
    if verify { try Output.compare(bytes, with: output) } else { try Output.write(bytes, to: output) }
  }

  private func sheet(of file: FlowFile, _ descents: [Descent], over numbers: [LeafEntry]?) -> PlotSheet {
    let depiction = Depiction(precision: options.precision)
    switch kind {
    case .loss: return depiction.lossSheet(of: file.model, descents, isSplit: panels)
    case .surface:
      return depiction.surfaceSheet(of: file.model, descents, over: numbers, isSplit: panels, hasBars: bars)
    }
  }

  private func drawing(of sheet: PlotSheet) -> [UInt8] {
    switch format ?? output.flatMap({ PlotFormat(ofFileNamed: $0) }) ?? .txt {
    case .svg: return PlotSVG(theme: Theme.named(options.theme ?? .light), width: options.width).bytes(of: sheet)
    case .txt:
      let colour = output == nil || output == "-" ? Console.colour(options.color, on: STDOUT_FILENO) : .none
      return options.plotText(colour: colour).bytes(of: sheet)
    }
  }

  private func chosenRuns(of file: FlowFile) throws -> [TrainingRun] {
    guard !file.runs.isEmpty else {
      let loss = file.model.output.map { file.model.id(of: $0) } ?? "L"
      throw Failure(
        .badFile, "\(path) trains nothing: add a line such as `train \(loss) using gd(lr=0.05), steps=10`")
    }
    if runNames.isEmpty { return file.runs }
    return try runNames.map { name in
      guard let chosen = file.run(named: name) else {
        let names = file.runs.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw Failure(.badUsage, "--run: there is no run \"\(name)\"; the file has \(names)")
      }
      return chosen
    }
  }

  /// The axes that `--wrt` asks for: two numbers, or all of a vector of two.
  private func chosenNumbers(of file: FlowFile, _ run: TrainingRun) throws -> [LeafEntry]? {
    let graph = file.model.graph
    guard kind == .surface else { return nil }
    guard let wrt = options.wrt else {
      if file.model.firstNumbers(of: run, atMost: 1).isEmpty {
        throw Failure(.badFile, "the run \"\(run.name)\" has no parameters to draw a surface over")
      }
      return nil
    }
    let places: [(node: Int, entry: Int?)]
    do {
      places = try file.entries(named: wrt)
    } catch {
      throw Failure(.badUsage, "--wrt \(wrt): " + (error.diagnostics.first?.explanation ?? "no such node"))
    }
    var numbers: [LeafEntry] = []
    for (node, entry) in places {
      guard graph.primitive(of: node) == .leaf else {
        throw Failure(
          .badUsage, "--wrt \(wrt): `\(file.model.id(of: node))` is computed; an axis is a parameter or another leaf")
      }
      let entries = entry.map { $0..<$0 + 1 } ?? 0..<graph.shape(of: node).count
      numbers += entries.prefix(3).map { LeafEntry(leaf: node, entry: $0) }
    }
    guard numbers.count == 2, numbers[0] != numbers[1] else {
      throw Failure(.badUsage, "--wrt \(wrt): a surface wants two numbers, as in --wrt w1,w2 or --wrt 'w[0],w[1]'")
    }
    return numbers
  }
}

enum PlotKind: String, ExpressibleByArgument, CaseIterable { case loss, surface }

/// What `plot` can make.
enum PlotFormat: String, ExpressibleByArgument, CaseIterable {
  case svg, txt

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }
}

extension PictureOptions {
  /// Plots in text as these options ask for them.
  func plotText(colour: ColourDepth) -> PlotText {
    PlotText(width: width ?? Console.width, ascii: ascii, colour: colour, theme: theme.map { Theme.named($0) })
  }
}
