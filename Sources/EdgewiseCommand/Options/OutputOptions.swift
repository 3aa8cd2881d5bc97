import ArgumentParser

/// What goes out in one of several formats.
protocol OutputFormat: ExpressibleByArgument {
  /// The format of a file by its name's ending.
  init?(ofFileNamed name: String)

  /// The one that is meant if nothing says otherwise; nil: it has to be said.
  static var initial: Self? { get }

  /// As a sentence names them: `svg or txt`.
  static var choices: String { get }

  static var formatHelp: String { get }

  static var outputHelp: String { get }
}

extension OutputFormat {
  static var outputHelp: String { "A file, or - for standard output (the default)." }
}

/// Where it goes, and in which format.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("\(Format.outputHelp)", valueName: "out"))
  var output: String?

  @Option(
    name: [.customShort("T"), .customLong("format")], help: ArgumentHelp("\(Format.formatHelp)", valueName: "format"))
  var format: Format?

  func validate() throws {
    guard format == nil else { return }
    if let file {
      guard Format(ofFileNamed: file) != nil else {
        throw ValidationError("The ending of \(file) names no format: give -T \(Format.choices).")
      }
    } else if Format.initial == nil {
      throw ValidationError("Which format? Give -T \(Format.choices), or -o with a file's name.")
    }
  }

  /// The file to write; nil: standard output.
  var file: String? { output == "-" ? nil : output }

  /// Nil only where `validate()` objects.
  var chosen: Format? { format ?? file.flatMap { Format(ofFileNamed: $0) } ?? Format.initial }
}

/// `--verify`.
struct VerifyOption: ParsableArguments {
  @Flag(help: "Write nothing: compare with the file that is there, print how it differs, and exit with 1 if it does.")
  var verify = false

  func check(_ file: String?) throws {
    if verify, file == nil { throw ValidationError("--verify wants the file to compare with: -o FILE.") }
  }

  /// Writes to a file, or to standard output; or compares with the file.
  func write(_ bytes: [UInt8], to file: String?) throws {
    if verify, let file { try Output.compare(bytes, with: file) } else { try Output.write(bytes, to: file) }
  }
}
