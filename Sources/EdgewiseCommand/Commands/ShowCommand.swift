import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Platform
import Renderers

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The annotated graph as a picture in the terminal (the default command).",
    discussion: """
      EXAMPLES:
        edgewise delivery-time.flow
        edgewise show delivery-time.flow --detail operations
        edgewise show transformer.flow --detail groups --open mlp
        edgewise show delivery-time.flow --show contributions,legend --width 120
        edgewise show delivery-time.flow --set w1=0.5 --wrt w1,ŷ
        edgewise show delivery-time.flow --at 3
        edgewise show delivery-time.flow --ascii --color never
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @OptionGroup var options: PictureOptions

  @OptionGroup var steps: StepOptions

  func run() throws {
    let file = try FlowFile.read(path, options: options)
    let picture = options.picture(colour: Console.colour(options.color, on: STDOUT_FILENO))
    let diagram = try file.diagram(
      try options.depiction(of: file, initially: Format.txt.parts), at: steps,
      boxLimit: TerminalPicture.boxLimit, fitting: picture.fits)
    try Console.write(data: Array(picture.text(of: diagram).utf8))
  }
}
