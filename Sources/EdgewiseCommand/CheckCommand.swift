import ArgumentParser
import Edgewise
import FlowLanguage
import Terminal
import Verification

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Proves every 'expect', compares every gradient with a numerical one, and warns of what looks wrong.",
    discussion: """
      A line for each claim; a refuted one says what is true. Warnings do not change the exit status; a refuted \
      claim or a wrong gradient makes it 1.

      EXAMPLES:
        edgewise check delivery-time.flow
        edgewise check graphs/*.flow
        edgewise check lesson.flow --set w1=0.5
      """)

  @Argument(help: ArgumentHelp("Flow files, or - for standard input.", valueName: "file"))
  var paths: [String]

  @OptionGroup var options: PictureOptions

  func run() throws {
    let coloured = Console.colour(options.color, on: STDOUT_FILENO) != .none
    var firstFailure: Failure?
    for path in paths {
      do {
        let file = try FlowFile.read(path, options: options)
        let report = file.report()
        if paths.count > 1 { try Console.write("\(file.source.name)\n") }
        try Console.write(report.text(ascii: options.ascii, coloured: coloured))
        if !report.passes { firstFailure = firstFailure ?? Failure(.refuted) }
      } catch let failure as Failure {
        failure.report()
        firstFailure = firstFailure ?? Failure(failure.status)
      }
    }
    if let firstFailure { throw firstFailure }
  }
}
