import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Renderers

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "The chain rule written out, path by path, with the numbers put in.",
    discussion: """
      For each parameter (or each node of --wrt) its paths to the output, the factors on them as symbols, formulas \
      and numbers, their product, the sum where paths meet, and a central difference beside it. Where paths are too \
      many to list they are counted, and written as a product of sums. Printed factors give the printed product, or \
      it says so with ≈.

      EXAMPLES:
        edgewise explain delivery-time.flow
        edgewise explain olah.flow --wrt b
        edgewise explain olah.flow --mode forward --wrt b   node by node from b
        edgewise explain mazur.flow --wrt w1 --precision 9
        edgewise explain delivery-time.flow --at 1 -o step-1.md
        edgewise explain delivery-time.flow -o chain-rule.tex   for pdflatex
        edgewise explain olah.flow -T latex --fragment   for \\input
        edgewise explain olah.flow -o olah.md --math github
        edgewise explain lesson.flow -o lesson.md --verify   fails if out of date
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(help: "Which way the chain rule is told: from the output back, or forward from each parameter.")
  var mode: ExplanationMode = .reverse

  @OptionGroup var level: LevelOption

  @Option(help: ArgumentHelp("Whose derivatives are explained (default: the parameters).", valueName: "node,…"))
  var wrt: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Significant digits.", valueName: "n"))
  var precision: Int = 4

  @Option(help: "How Markdown marks mathematics: dollars ($…$ and $$…$$), or as GitHub wants it.")
  var math: ExplanationMarkdown.Marks?

  @Flag(help: "LaTeX without preamble, for \\input in a document.")
  var fragment = false

  @OptionGroup var text: TextOptions

  @OptionGroup var destination: OutputOptions<ExplanationFormat>

  @OptionGroup var verification: VerifyOption

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    try verification.check(destination.file)
    try limit(precision, "--precision", to: 1...17)
    try reading.origin.check(for: [path])
    try steps.checkRun()
    let format = destination.chosen ?? .text
    if format != .text { try text.check(on: format.rawValue) }
    if format != .markdown { try refuse(["--math": math != nil], on: format.rawValue) }
    if format != .latex { try refuse(["--fragment": fragment], on: format.rawValue) }
  }

  func run() throws {
    let file = try FlowFile.read(path, reading, color: .auto)
    let state = try TrainingWatch.during { try steps.state(of: file, $0) }
    var depiction = Depiction(detail: level.detail, precision: precision)
    depiction.withRespectTo = try file.nodes(asked: wrt)
    let explanation = (destination.chosen ?? .text).text(
      of: file.explanation(depiction, mode: mode, at: state), width: text.columns, ascii: text.ascii,
      math: math ?? .dollars, isFragment: fragment)
    try verification.write(Array(explanation.utf8), to: destination.file)
  }
}

extension ExplanationFormat: OutputFormat {
  static let initial: ExplanationFormat? = .text
  static let choices = "text, markdown or latex"
  static let formatHelp =
    "text, markdown or latex; else by the ending of the output's name (txt, md, tex), else text."

  init?(ofFileNamed name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "tex", "latex": self = .latex
    default: return nil
    }
  }
}

extension ExplanationMode: ExpressibleByArgument {}

extension ExplanationMarkdown.Marks: ExpressibleByArgument {}
