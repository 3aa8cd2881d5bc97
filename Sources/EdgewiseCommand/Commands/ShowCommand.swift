import ArgumentParser
import Edgewise
import FlowLanguage
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

  func validate() throws {
    try options.reading.origin.check(for: [path])
    try options.check(for: .txt, isFile: false)
    try steps.checkRun()
  }

  func run() throws {
    let file = try FlowFile.read(path, options.reading, color: options.look.color)
    try options.checkUpdate(of: file)
    let picture = options.picture(colour: options.look.colour(toFile: false))
    let medium = Medium.text(picture)
    let state = try TrainingWatch.during { try steps.state(of: file, $0) }
    let diagram = file.diagram(try options.depiction(of: file, for: medium), at: state, for: medium, run: steps.run)
    try Console.write(data: picture.bytes(of: diagram))
  }
}
