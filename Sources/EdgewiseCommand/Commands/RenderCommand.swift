import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Verification

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "A picture as a file: dot, svg, svg:core, json or txt.",
    discussion: """
      'svg' is the house's own drawing on libgvc's layout; 'svg:core' is what Graphviz's core renderer makes of \
      our DOT. Neither needs Cairo. A file is written whole or not at all.

      EXAMPLES:
        edgewise render delivery-time.flow -o delivery-time.svg
        edgewise render delivery-time.flow -T dot | dot -Tpdf > delivery-time.pdf
        edgewise render graphs/*.flow -T svg -o figures
        edgewise render lesson.flow -o figure.svg --verify      fails if the figure is out of date
        edgewise render five-deliveries.flow -o hot.svg --run "too hot" --at 2
        edgewise render lesson.flow -o dark.svg --theme dark --direction TB
        edgewise render transformer.flow -o block.svg --detail groups
      """)

  @Argument(help: ArgumentHelp("Flow files, or - for standard input.", valueName: "file"))
  var paths: [String]

  @Flag(help: "Write nothing: compare with the file that is there, print how it differs, and exit with 1 if it does.")
  var verify = false

  @OptionGroup var destination: OutputOptions<Format>

  @OptionGroup var options: PictureOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    if verify, destination.file == nil {
      throw ValidationError("--verify wants the file to compare with: -o FILE.")
    }
    if paths.count > 1 {
      guard destination.format != nil, destination.file != nil else {
        throw ValidationError("Several files need a format and a folder: -T svg -o FOLDER.")
      }
      let names = paths.map { Self.name(of: $0) }
      for (index, name) in names.enumerated() where names[..<index].contains(name) {
        throw ValidationError("Two of the files are called \(name); one would overwrite the other.")
      }
    }
  }

  func run() throws {
    guard let format = destination.chosen else { throw Failure(.badUsage, "no format") }
    guard paths.count > 1, let folder = destination.file else {
      return try draw(paths[0], as: format, to: destination.file ?? "-")
    }
    // One bad file does not keep the others from being drawn; the first failure decides the status.
    if !verify { try Output.makeFolder(folder) }
    var firstFailure: Failure?
    for path in paths {
      do {
        try draw(path, as: format, to: "\(folder)/\(Self.name(of: path)).\(format.ending)")
      } catch let failure as Failure {
        failure.report()
        firstFailure = firstFailure ?? Failure(failure.status)
      }
    }
    if let firstFailure { throw firstFailure }
  }

  private func draw(_ path: String, as format: Format, to destination: String) throws {
    if !verify, destination != "-", Output.isSameFile(path, destination) {
      throw Failure(.badUsage, "\(destination) is the flow file itself: give -o another name")
    }
    let file = try FlowFile.read(path, options: options)
    var diagram = try file.diagram(
      try options.depiction(of: file, initially: format.parts), at: steps, boxLimit: format.boxLimit,
      fitting: { format.fits($0, options: options) })
    if format == .json {
      diagram.runs = file.runRecords(keeping: diagram.step)
      diagram.expectations = file.verdicts().map { Expectation($0) }
    }
    let bytes = try format.bytes(of: diagram, options: options)
    if verify {
      try Output.compare(bytes, with: destination)
    } else if destination == "-" {
      try Console.write(data: bytes)
    } else {
      try Output.write(bytes, to: destination)
    }
  }

  /// A file's name without folder and ending.
  private static func name(of path: String) -> String {
    if path == "-" { return "figure" }
    let file = path.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}
