import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The executable `edgewise`: arguments, files, exit status. What it says is made elsewhere.
@main
struct EdgewiseTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edgewise",
    abstract: "Draws what backpropagation does: every edge carries its local derivative, and the product along a "
      + "path is the gradient.",
    discussion: """
      EXAMPLES:
        edgewise delivery-time.flow                      the annotated graph, in the terminal
        edgewise render delivery-time.flow -o figure.svg the same as a figure for a slide
        edgewise train delivery-time.flow                descent, step by step
        edgewise check graphs/*.flow                     every claim and every gradient, proved
        edgewise plot descent.flow --kind surface        the path of gradient descent over the loss
        edgewise fmt lesson.flow                         the file in its standard form
        cat lesson.flow | edgewise render - -T json      for other programs

      EXIT STATUS:
        0 fine · 1 refuted or different · 64 bad usage · 65 a bad file · 66 a missing one · 69 no libgvc ·
        73, 74 cannot create or write · 130 interrupted
      """,
    version: "0.1.0",
    subcommands: [
      ShowCommand.self, RenderCommand.self, TrainCommand.self, PlotCommand.self, CheckCommand.self,
      FormatCommand.self,
    ],
    defaultSubcommand: ShowCommand.self)

  static func main() {
    // A reader that closes the pipe is no accident of ours: the write fails, and the command ends quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      failure.report()
      quit(failure.status)
    } catch {
      exit(withError: error)
    }
  }
}
