import ArgumentParser

/// How a flow file is read.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Make NODE (or an entry, 'y[0]') the output.", valueName: "node"))
  var of: String?

  @Option(help: ArgumentHelp("Give a leaf another value: --set w1=0.5. May be repeated.", valueName: "leaf=value"))
  var set: [String] = []

  @OptionGroup var origin: OriginOptions

  @Flag(help: "Let tables be read from outside the flow file's folder.")
  var allowOutside = false

  func validate() throws { _ = try settings() }

  /// `--set`, taken apart.
  func settings() throws -> [(name: String, value: String)] {
    try set.map { setting in
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("--set wants NAME=VALUE, as in --set w1=0.5; found '\(setting)'.")
      }
      return (String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
    }
  }
}

/// Where standard input comes from, for tools that embed flow in other files.
struct OriginOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What messages call standard input.", valueName: "name"))
  var sourceName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which line of its source the first line of standard input is.", valueName: "n"))
  var firstLine: Int?

  func validate() throws { try limit(firstLine, "--first-line", to: 1...1_000_000_000) }

  func check(for paths: [String]) throws {
    guard !paths.contains("-") else { return }
    try refuse(["--source-name": sourceName != nil, "--first-line": firstLine != nil], on: "a file: - has none")
  }
}
