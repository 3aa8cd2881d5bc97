import ArgumentParser
import Differences
import Edgewise
import FlowLanguage
import Terminal

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Puts flow files into their standard form, in place.",
    discussion: """
      Comments and the spelling of operators are kept; cells of NumPy and PyTorch are written in the language's own
      form. A file with errors is left as it is; --fix mends it first, if every error has one certain hint.

      EXAMPLES:
        edgewise fmt lesson.flow graphs/*.flow
        edgewise fmt - < lesson.flow
        edgewise fmt --verify graphs/*.flow      fails if a file would change
        edgewise fmt --fix notebook.flow         what a hint would have you write, written
      """)

  @Argument(help: ArgumentHelp("Flow files; - reads standard input and writes standard output.", valueName: "file"))
  var paths: [String]

  @Flag(help: "Write nothing: print what would change, and exit with 1 if anything would.")
  var verify = false

  @Flag(help: "First mend what an error's only hint is certain of.")
  var fix = false

  @OptionGroup var origin: OriginOptions

  func validate() throws { try origin.check(for: paths) }

  func run() throws {
    try Failure.collecting(paths) { try format($0) }
  }

  private func format(_ path: String) throws {
    let source = try Input.source(path, origin)
    let tables = TableSource.beside(path, noting: InputFiles.note)
    let text: String
    do throws(FlowErrors) {
      text = try formatted(fix ? repaired(source, tables: tables) : source, tables: tables)
    } catch {
      Console.complain(error.listingParts, .auto)
      throw Failure(error.diagnostics.allSatisfy { $0.isMissingFile } ? .missingFile : .badFile)
    }
    let changes = !text.utf8.elementsEqual(source.text.utf8)
    if verify {
      guard changes else { return }
      try Console.write(StyledText(TextDifference.text(from: source.text, to: text, name: source.name)))
      throw Failure(.refuted, "\(source.name) is not in its standard form")
    } else if path == "-" {
      try Console.write(data: Array(text.utf8))
    } else if changes {
      try Output.write(Array(text.utf8), to: path, replacesInput: true)
    }
  }
}
