import ArgumentParser
import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Training

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draws the training runs of a file: their loss, or their paths over the loss's surface; a function "
      + "beside its derivative; or how large gradients are.",
    discussion: """
      'loss' draws a curve for each 'train' line, on a logarithmic scale where the loss spans more than two powers \
      of ten. 'surface' draws the contours of the loss over two parameters, and on them each run's path with an \
      arrow against the gradient at each step; the other parameters are held. Where one number is trained, it draws \
      the loss over that number. 'curve' needs no 'train' line: it draws the output and its derivative over one number \
      of a leaf. Nor does 'flow': it draws how large the gradient is at each named node on the way back to a parameter \
      (the farthest, or --wrt), on a logarithmic scale: whether it vanishes or explodes. A run that diverges leaves \
      the picture with an arrow at the border. Ctrl-C draws what has been done and exits with 130.

      EXAMPLES:
        edgewise plot five-deliveries.flow            the loss of all runs
        edgewise plot lesson.flow --run plain --run adam -o loss.svg
        edgewise plot descent-steps.flow --kind surface --bars -o steps.svg
        edgewise plot failure-and-success.flow --kind surface --panels --bars
        edgewise plot mazur.flow --kind surface --wrt w5,w6
        edgewise plot activation-tanh.flow --kind curve --range -3:3
        edgewise plot mazur.flow --kind flow          the gradient, node by node
        edgewise plot lesson.flow -o loss.svg --verify   fails if it is out of date
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(help: "What is drawn: loss, surface, curve or flow.")
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
    help: ArgumentHelp(
      "The axes of a surface: two numbers (default: the first two that are trained); of a curve: one, computed or not; where a flow goes to.",
      valueName: "node,…"))
  var wrt: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With a curve: from where to where, as -3:3 (default: around the value).", valueName: "from:to"))
  var range: String?

  @OptionGroup var destination: OutputOptions<PlotFormat>

  @OptionGroup var verification: VerifyOption

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var look: LookOptions

  @OptionGroup var ids: IdentifierOptions

  func validate() throws {
    if destination.chosen != .svg { try refuse(["--id-prefix": ids.prefix != nil], on: "text") }
    try verification.check(destination.file)
    try reading.origin.check(for: [path])
    if destination.chosen == .svg {
      try refuse(["--ascii": look.text.ascii], on: "svg")
    } else {
      try look.checkTheme(toFile: destination.file != nil)
    }
    _ = try bounds()
    if range != nil, kind != .curve { throw ValidationError("--range belongs to a curve: give --kind curve.") }
    if kind == .curve, panels || bars || !runNames.isEmpty {
      throw ValidationError("--run, --panels and --bars are for training runs: a curve has none.")
    }
    if bars, kind != .surface { throw ValidationError("--bars stand beside a surface: give --kind surface.") }
    if wrt != nil, kind == .loss {
      throw ValidationError("--wrt chooses the axes of a surface or curve: give --kind surface.")
    }
    if kind == .flow, panels || !runNames.isEmpty {
      throw ValidationError("--kind flow draws the file's own state: it knows no --run and no --panels.")
    }
  }

  func run() throws {
    let file = try FlowFile.read(path, reading, color: look.color)
    if kind == .curve { return try write(drawing(of: try curveSheet(of: file))) }
    if kind == .flow { return try write(drawing(of: try flowSheet(of: file))) }
    let runs = try chosenRuns(of: file)
    let numbers = try chosenNumbers(of: file, runs[0])
    let watch = TrainingWatch()
    var descents: [Descent] = []
    for run in runs where descents.last?.wasInterrupted != true {
      descents.append(Descent(of: run, in: file.model.graph, goesOn: watch.goesOn(after:loss:)))
    }
    watch.finish()
    try write(drawing(of: sheet(of: file, descents, over: numbers)))
    if descents.last?.wasInterrupted == true { throw Failure(.interrupted) }
  }

  private func write(_ bytes: [UInt8]) throws { try verification.write(bytes, to: destination.file) }

  /// How large the gradient is on the way back to a leaf.
  private func flowSheet(of file: FlowFile) throws -> PlotSheet {
    let leaves = try file.leafEntries(asked: wrt)?.map { $0.node }
    guard let sheet = Depiction(precision: look.precision).flowSheet(of: file.model, to: leaves) else {
      let output = file.model.output.map { file.model.id(of: $0) }
      throw Failure(
        .badFile,
        output.map { "\($0) holds more than one number or depends on no parameter, so no gradient flows back" }
          ?? "\(path) has no output, so no gradient flows back")
    }
    return sheet
  }

  private func sheet(of file: FlowFile, _ descents: [Descent], over numbers: [LeafEntry]?) -> PlotSheet {
    let depiction = Depiction(precision: look.precision)
    switch kind {
    case .loss, .curve: return depiction.lossSheet(of: file.model, descents, isSplit: panels)
    case .surface, .flow:
      return depiction.surfaceSheet(of: file.model, descents, over: numbers, isSplit: panels, hasBars: bars)
    }
  }

  private func drawing(of sheet: PlotSheet) -> [UInt8] {
    switch destination.chosen ?? .txt {
    case .svg:
      return PlotSVG(theme: Theme.named(look.theme ?? .auto), width: look.text.width, idPrefix: ids.prefix)
        .bytes(of: sheet)
    case .txt:
      return look.plotText(colour: look.colour(toFile: destination.file != nil)).bytes(of: sheet)
    }
  }

  private func chosenRuns(of file: FlowFile) throws -> [TrainingRun] {
    guard !file.runs.isEmpty else {
      throw Failure(.badFile, file.model.nothingTrained(path))
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
    guard kind == .surface else { return nil }
    guard let wrt else {
      if file.model.firstNumbers(of: run, atMost: 1).isEmpty {
        throw Failure(.badFile, "the run \"\(run.name)\" has no parameters to draw a surface over")
      }
      return nil
    }
    let numbers = try numbers(named: wrt, in: file)
    guard numbers.count == 2, numbers[0] != numbers[1] else {
      throw Failure(.badUsage, "--wrt \(wrt): a surface wants two numbers, as in --wrt w1,w2 or --wrt 'w[0],w[1]'")
    }
    return numbers
  }

  /// Numbers of leaves; of a tensor its first three at most.
  func numbers(named wrt: String, in file: FlowFile) throws -> [LeafEntry] {
    let graph = file.model.graph
    var numbers: [LeafEntry] = []
    for (node, entry) in try file.leafEntries(asked: wrt) ?? [] {
      let entries = entry.map { $0..<$0 + 1 } ?? 0..<graph.shape(of: node).count
      numbers += entries.prefix(3).map { LeafEntry(leaf: node, entry: $0) }
    }
    return numbers
  }
}

extension Model {
  /// What is wrong with a file without a `train` line, where one is wanted.
  func nothingTrained(_ path: String) -> String {
    let loss = output.map { id(of: $0) } ?? "L"
    return "\(path) trains nothing: add a line such as `train \(loss) using gd(lr=0.05), steps=10`"
  }
}

enum PlotKind: String, ExpressibleByArgument, CaseIterable { case loss, surface, curve, flow }

/// What `plot` can make.
enum PlotFormat: String, OutputFormat, CaseIterable {
  case svg, txt

  static let initial: PlotFormat? = .txt
  static let choices = "svg or txt"
  static let formatHelp = "svg or txt; else by the ending of the output's name, else txt."

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }
}
