import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Terminal

/// `edgewise help`: the language on one page, all functions, one function with its local derivatives, or a command.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "The language, its functions, or a command.",
    discussion: """
      EXAMPLES:
        edgewise help language     the flow language on one page
        edgewise help functions    what can be called, by topic
        edgewise help tanh         one function, with its local derivatives
        edgewise help render       a command
      """)

  @Argument(help: ArgumentHelp("language, functions, a function or a command.", valueName: "name"))
  var topic: String?

  func run() throws {
    guard let topic else { throw CleanExit.helpRequest(EdgewiseTool.self) }
    if let command = EdgewiseTool.configuration.subcommands.first(where: { $0.configuration.commandName == topic }) {
      throw CleanExit.helpRequest(command)
    }
    switch topic {
    case "language": try Console.write(data: PackageResources.language_md)
    case "functions": try Console.write(StyledText(Self.functions))
    default:
      guard let guide = FunctionGuide.named(topic) else { throw unknown(topic) }
      try Console.write(StyledText(Self.text(of: guide)))
    }
  }

  private func unknown(_ topic: String) -> Failure {
    let near = FunctionGuide.nearest(to: topic)
    return Failure(
      .badUsage,
      "there is no function or command '\(topic)'"
        + (near.map { "; did you mean '\($0)'?" } ?? "; 'edgewise help functions' lists them"))
  }

  private static var functions: String {
    var text = ""
    for topic in FunctionGuide.Topic.allCases {
      text += (text.isEmpty ? "" : "\n") + topic.rawValue + "\n"
      for guide in FunctionGuide.all where guide.topic == topic {
        let others = guide.names.dropFirst()
        text += "  " + guide.call + (others.isEmpty ? "" : "  (also \(others.joined(separator: ", ")))") + "\n"
      }
    }
    return text
      + "\nAn argument that ends in = is written with its name. 'edgewise help NAME' shows one with its derivatives.\n"
  }

  private static func text(of guide: FunctionGuide) throws -> String {
    var text = guide.call + ": " + guide.topic.rawValue + "\n"
    if guide.names.count > 1 { text += "also written " + guide.names.dropFirst().joined(separator: ", ") + "\n" }
    guard let example = guide.example else { return text }
    let file = try FlowFile.read(FlowSource(name: guide.names[0], text: example))
    text += "\n" + example.split(separator: "\n").map { "  \($0)\n" }.joined() + "\n"
    let diagram = file.diagram(Depiction(), for: .graphviz)
    if let last = diagram.boxes.last {
      let value = last.text.value.joined(separator: "\n      ")
      text += "  y = " + value + "\n"
    }
    for arrow in diagram.arrows {
      // `∂y/∂x = 1 − y² = 0.7864`; below it stands what flows back.
      text += "  " + arrow.tooltip.prefix { $0 != "\n" } + "\n"
    }
    return text
  }
}
