import ArgumentParser
import Depiction
import Diagrams
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
        edgewise explain olah.flow --mode forward --wrt b     node by node from b instead of from the output
        edgewise explain mazur.flow --wrt w1 --precision 9
        edgewise explain delivery-time.flow --at 1 -o step-1.md
        edgewise explain delivery-time.flow -o chain-rule.tex && pdflatex chain-rule.tex
        edgewise explain lesson.flow -o lesson.md --verify     fails if the text is out of date
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(help: "Which way the chain rule is told: reverse, from the output back, or forward, from each parameter.")
  var mode: ExplanationMode = .reverse

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("A file, or - for standard output (the default).", valueName: "out"))
  var output: String?

  @Option(
    name: [.customShort("T"), .customLong("format")],
    help: ArgumentHelp(
      "text, markdown or latex; else by the ending of the output's name (txt, md, tex), else text.",
      valueName: "format"))
  var format: ExplanationFormat?

  @Flag(help: "Write nothing: compare with the file that is there, print how it differs, and exit with 1 if it does.")
  var verify = false

  @OptionGroup var options: PictureOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    if verify, output == nil || output == "-" {
      throw ValidationError("--verify wants the file to compare with: -o FILE.")
    }
    if format == nil, let output, output != "-", ExplanationFormat(ofFileNamed: output) == nil {
      throw ValidationError("The ending of \(output) names no format: give -T text, markdown or latex.")
    }
  }

  func run() throws {
    if !verify, let output, output != "-", Output.isSameFile(path, output) {
      throw Failure(.badUsage, "\(output) is the flow file itself: give -o another name")
    }
    let file = try FlowFile.read(path, options: options)
    let depiction = try options.depiction(of: file, initially: Format.txt.parts)
    var model = file.model
    model.graph = model.graph.graph(withLeaves: try steps.state(of: file).leaves)
    let explanation = depiction.explanation(of: model, mode: mode)
    let bytes: [UInt8]
    switch format ?? output.flatMap({ ExplanationFormat(ofFileNamed: $0) }) ?? .text {
    case .text:
      bytes = ExplanationText(width: options.width ?? Console.width, ascii: options.ascii).bytes(of: explanation)
    case .markdown: bytes = Array(ExplanationMarkdown().text(of: explanation).utf8)
    case .latex: bytes = Array(ExplanationLaTeX().text(of: explanation).utf8)
    }
    guard let output, output != "-" else { return try Console.write(bytes) }
    if verify { try Output.compare(bytes, with: output) } else { try Output.write(bytes, to: output) }
  }
}

/// What `explain` can write.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, latex

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
