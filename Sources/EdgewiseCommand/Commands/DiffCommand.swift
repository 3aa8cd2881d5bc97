import ArgumentParser
import Differences
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Terminal

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What two graphs differ in, in words or as a picture.",
    discussion: """
      Either is a flow file, or what 'render' wrote as JSON or DOT, bare or not. Nodes are matched by id, then by \
      operation and operands, so that a renamed node is found. Nothing is said where nothing differs. In the picture \
      what was added is drawn thick, what was removed dashed, and what changed dash-dotted.

      EXAMPLES:
        edgewise diff before.flow after.flow
        edgewise diff snapshot.json lesson.flow --exit-code
        edgewise diff before.flow after.flow -o difference.svg
        edgewise diff a.json b.json --tolerance 1e-9
        git difftool --no-prompt --extcmd 'edgewise diff' HEAD~1 -- lesson.flow
      """)

  @Argument(help: ArgumentHelp("What it was: a file, or - for standard input.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("What it is.", valueName: "new"))
  var new: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Numbers that differ by no more, above 1 in relation to their size, are the same.", valueName: "t"))
  var tolerance: Double?

  @Flag(help: "Exit with 1 if they differ.")
  var exitCode = false

  @OptionGroup var level: LevelOption

  @OptionGroup var destination: OutputOptions<DifferenceFormat>

  @Option(help: "The colours of a picture (default: auto).")
  var theme: Theme.Name?

  @Option(help: "In a picture: where forward goes.")
  var direction: Direction?

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if old == "-", new == "-" { throw ValidationError("Standard input is read once: give a file beside it.") }
    try reading.origin.check(for: [old == "-" ? old : new])
    if let tolerance, !(tolerance >= 0) { throw ValidationError("--tolerance takes a number from 0 on.") }
    if destination.chosen == .text {
      try refuse(["--theme": theme != nil, "--direction": direction != nil], on: "words")
    }
  }

  func run() throws {
    let graphs = (try GraphInput(old), try GraphInput(new))
    let isDrawn = destination.chosen == .svg
    let (before, after) = try GraphInput.diagrams(graphs.0, graphs.1) { input, detail in
      let file = try FlowFile.read(try input.source(reading.origin), from: input.path, reading, color: .auto)
      let depiction = Depiction(detail: detail ?? level.detail)
      return file.diagram(depiction, for: isDrawn || graphs.0.isDOT || graphs.1.isDOT ? .graphviz : .facts)
    }
    // What went through DOT has twelve digits.
    let least = graphs.0.isDOT || graphs.1.isDOT ? 1e-11 : 0
    let difference = GraphDifference(from: before, to: after, tolerance: max(tolerance ?? 0, least))
    if isDrawn {
      let picture = SVGPicture(theme: Theme.named(theme ?? .auto), direction: direction ?? .leftToRight)
      do {
        try Output.write(try picture.bytes(of: difference.diagram), to: destination.file)
      } catch let error as SVGPictureError {
        throw Failure(.badFile, error.description)
      }
    } else {
      let text = difference.lines.map { $0 + "\n" }.joined()
      if destination.file != nil || !text.isEmpty { try Output.write(Array(text.utf8), to: destination.file) }
    }
    if exitCode, !difference.isEmpty { throw Failure(.refuted) }
  }
}

/// What `diff` can make.
enum DifferenceFormat: String, OutputFormat, CaseIterable {
  case text, svg

  static let initial: DifferenceFormat? = .text
  static let choices = "text or svg"
  static let formatHelp = "text or svg; else by the ending of the output's name, else text."

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt", "text", "diff": self = .text
    case "svg": self = .svg
    default: return nil
    }
  }
}
