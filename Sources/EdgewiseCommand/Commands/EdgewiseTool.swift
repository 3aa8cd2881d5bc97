import ArgumentParser
import Platform
import Terminal

/// The executable `edgewise`: arguments, files, exit status. What it says is made elsewhere.
@main
struct EdgewiseTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edgewise",
    abstract: "Draws what backpropagation does: every edge carries its local derivative, and the product along a "
      + "path is the gradient.",
    discussion: """
      EXAMPLES:
        edgewise lesson.flow                        the picture, in the terminal
        edgewise render lesson.flow -o figure.svg   a figure for a slide
        edgewise explain lesson.flow                the chain rule, path by path
        edgewise check graphs/*.flow                every claim and gradient, proved
        edgewise train lesson.flow                  descent, step by step
        edgewise plot lesson.flow --kind surface    its path over the loss
        edgewise fmt lesson.flow                    the file in its standard form
        edgewise diff old.flow new.flow             what two graphs differ in
        edgewise weave lesson.md -o site            figures drawn, numbers proved
        cat lesson.flow | edgewise render - -T json
        edgewise help language                      what may be written; help functions, help NAME

      EXIT STATUS:
        0   fine                    66  a missing file
        1   refuted, or different   69  a missing library
        64  bad usage               73  cannot create a file
        65  a bad file              74  cannot write it
        130 interrupted
      """,
    version: "0.1.0",
    subcommands: [
      ShowCommand.self, PlayCommand.self, RenderCommand.self, ExplainCommand.self, TrainCommand.self,
      PlotCommand.self, CheckCommand.self, DiffCommand.self, WeaveCommand.self, AdapterCommand.self,
      MdbookCommand.self, AcceptCommand.self, FormatCommand.self, HelpCommand.self,
    ],
    defaultSubcommand: ShowCommand.self)

  static func main() {
    // A reader that closes the pipe is no accident of ours: the write fails, and the command ends quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      try runCommand()
    } catch {
      (error as? Failure)?.report()
      quit((error as? Failure)?.status ?? .cannotWrite)
    }
  }

  private static func runCommand() throws {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      throw failure
    } catch {
      let message = fullMessage(for: error)
      let code = exitCode(for: error).rawValue
      // Help and the version are no failures; what is wrong with the arguments quotes them.
      if code == 0 {
        try Console.write(data: Array((message + "\n").utf8))
      } else {
        Console.complain(StyledText(message + hint(for: message) + "\n"))
      }
      quit(code: code)
    }
  }

  /// What was probably meant by an option that there is not, a line of its own.
  private static func hint(for message: String) -> String {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.contains("-v") || arguments.contains("-V") { return "\n  hint: the version is 'edgewise --version'" }
    let forFiles = ["-o", "--output", "-T", "--format", "--verify", "--watch"]
    guard message.contains("edgewise show "), forFiles.contains(where: { message.contains("Unknown option '\($0)'") })
    else { return "" }
    let rest = arguments.first == "show" ? arguments.dropFirst() : arguments
    return "\n  hint: a picture as a file is 'edgewise render \(rest.joined(separator: " "))'"
  }
}
