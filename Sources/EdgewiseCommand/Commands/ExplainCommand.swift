import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Pictures
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
        edgewise explain lesson.flow -o lesson.md --verify   fails if out of date
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(help: "Which way the chain rule is told: reverse, from the output back, or forward, from each parameter.")
  var mode: ExplanationMode = .reverse

  @Option(
    help: ArgumentHelp(
      "How far to zoom in: closed groups, named definitions, single operations, or single numbers.",
      valueName: "level"))
  var detail: Detail = .named

  @Option(help: ArgumentHelp("Whose derivatives are explained (default: the parameters).", valueName: "node,…"))
  var wrt: String?

  @Option(help: ArgumentHelp("Significant digits (default: 4).", valueName: "n"))
  var precision: Int = 4

  @Option(help: ArgumentHelp("Columns of text (default: the terminal's, else COLUMNS, else 80).", valueName: "n"))
  var width: Int?

  @Flag(help: "Text with 7-bit characters only.")
  var ascii = false

  @Flag(help: "Write nothing: compare with the file that is there, print how it differs, and exit with 1 if it does.")
  var verify = false

  @OptionGroup var destination: OutputOptions<ExplanationFormat>

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    if verify, destination.file == nil {
      throw ValidationError("--verify wants the file to compare with: -o FILE.")
    }
    guard (1...17).contains(precision) else {
      throw ValidationError("--precision takes a whole number from 1 to 17.")
    }
    if let width, !(20...100_000).contains(width) {
      throw ValidationError("--width takes a whole number from 20 to 100000.")
    }
    let isText = (destination.chosen ?? .text) == .text
    if !isText, width != nil || ascii { throw ValidationError("--width and --ascii are for text.") }
  }

  func run() throws {
    if !verify, let out = destination.file, Output.isSameFile(path, out) {
      throw Failure(.badUsage, "\(out) is the flow file itself: give -o another name")
    }
    let file = try FlowFile.read(path, reading, color: .auto)
    var depiction = Depiction(detail: detail, precision: precision)
    depiction.withRespectTo = try file.nodes(of: wrt)
    var model = file.model
    model.graph = model.graph.rebuilt(leaves: try steps.state(of: file).leaves)
    let explanation = depiction.explanation(of: model, mode: mode)
    let bytes: [UInt8]
    switch destination.chosen ?? .text {
    case .text: bytes = ExplanationText(width: width ?? Console.width, ascii: ascii).bytes(of: explanation)
    case .markdown: bytes = Array(ExplanationMarkdown().text(of: explanation).utf8)
    case .latex: bytes = Array(ExplanationLaTeX().text(of: explanation).utf8)
    }
    if verify, let out = destination.file {
      try Output.compare(bytes, with: out)
    } else {
      try destination.write(bytes)
    }
  }
}

/// What `explain` can write.
enum ExplanationFormat: String, OutputFormat, CaseIterable {
  case text, markdown, latex

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
