import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Platform
import Renderers
import Terminal
import Training

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "A picture as a file: dot, svg, svg:core, pdf, png, json, txt, html, tikz or mermaid.",
    discussion: """
      'svg' is the house's own drawing; who places its boxes is said with --engine and stands in the file, and --verify \
      asks the same. 'svg:core' is what Graphviz's core renderer makes of our DOT. Neither needs Cairo. 'pdf' and 'png' \
      (two dots a pixel) are made of the svg by rsvg-convert, chromium or inkscape, whichever is on the PATH. 'html' \
      is a page in which the figure plays, computes and can be edited; nothing is fetched. 'tikz' is for LaTeX, \
      'mermaid' for places that draw it. A file is written whole or not at all.

      EXAMPLES:
        edgewise render delivery-time.flow -o delivery-time.svg
        edgewise render delivery-time.flow -o slide.png
        edgewise render delivery-time.flow -T dot | dot -Tpdf > delivery-time.pdf
        edgewise render graphs/*.flow -T svg -o figures
        edgewise render lesson.flow -o figure.svg --verify      fails if the figure is out of date
        edgewise render lesson.flow -o figure.svg --watch       draws it again after every change
        edgewise render five-deliveries.flow -o hot.svg --run "too hot" --at 2
        edgewise render delivery-time-descent.flow -o 'step-%d.svg' --at 0..3
        edgewise render lesson.flow -o dark.svg --theme dark --direction TB
        edgewise render transformer.flow -o block.svg --detail groups
        edgewise render transformer.flow -o page.svg --fit 1200x675
        edgewise render lesson.flow -o lesson.json --bare       a snapshot of the structure
        edgewise render lesson.flow -o lesson.html              a page, with the engine in it
      """)

  @Argument(help: ArgumentHelp("Flow files, or - for standard input.", valueName: "file"))
  var paths: [String]

  @Flag(help: "Draw again whenever a file that was read changes, until Ctrl-C.")
  var watch = false

  @Flag(help: "In dot and json: structure and looks alone, for snapshots that change only where the graph does.")
  var bare = false

  @Flag(help: "In tikz: a document of its own, not a fragment.")
  var standalone = false

  @Option(
    help: ArgumentHelp("Put the script and the engine of pages into a folder beside them, once.", valueName: "folder")
  )
  var assets: String?

  @OptionGroup var destination: OutputOptions<Format>

  @OptionGroup var verification: VerifyOption

  @OptionGroup var options: PictureOptions

  @OptionGroup var steps: StepSeriesOptions

  @OptionGroup var engine: EngineOptions

  @OptionGroup var frame: FitOption
  @OptionGroup var ids: IdentifierOptions

  func validate() throws {
    try verification.check(destination.file)
    try options.reading.origin.check(for: paths)
    try steps.check(output: destination.file, isAlone: paths.count == 1)
    if let format = destination.chosen { try options.check(for: format, isFile: destination.file != nil) }
    if bare {
      if let format = destination.chosen, format != .dot, format != .json {
        try refuse(["--bare": true], on: format.rawValue)
      }
      try refuse(
        [
          "--at": steps.at != nil, "--set": !options.reading.set.isEmpty, "--precision": options.look.digits != nil,
          "--show": !options.show.isEmpty, "--wrt": options.wrt != nil,
        ], on: "a bare picture")
    }
    if watch {
      try refuse(["--watch": verification.verify], on: "--verify")
      guard destination.file != nil else { throw ValidationError("--watch wants a file to draw into: -o FILE.") }
      guard !paths.contains("-") else { throw ValidationError("--watch wants files: standard input is read once.") }
    }
    if let format = destination.chosen {
      try refuse(
        [
          "--engine": engine.engine != nil && !format.isDrawn,
          "--fit": frame.fit != nil && !format.isDrawn && format != .html,
          "--id-prefix": ids.prefix != nil && format != .svg, "--assets": assets != nil && format != .html,
          "--standalone": standalone && format != .tikz,
        ], on: format.rawValue)
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
    guard watch else { return try drawAll(format) }
    while true {
      do { try drawAll(format) } catch let failure as Failure { failure.report() }
      Console.complain("watching; Ctrl-C ends it\n")
      while !InputFiles.haveChanged { usleep(200_000) }
    }
  }

  private func drawAll(_ format: Format) throws {
    // Known before the first is written: no picture takes the place of a file that is still to be read.
    InputFiles.note(paths)
    guard paths.count > 1, let folder = destination.file else {
      try shareAssets()
      return try draw(paths[0], as: format, to: destination.file)
    }
    if !verification.verify { try Output.makeFolder(folder) }
    try shareAssets()
    try Failure.collecting(paths) {
      try draw($0, as: format, to: "\(folder)/\(Self.name(of: $0)).\(format.ending)")
    }
  }

  private func draw(_ path: String, as format: Format, to destination: String?) throws {
    let tables = Guarded<[String: [UInt8]]>([:])
    let file = try FlowFile.read(path, options.reading, color: options.look.color, keeping: tables)
    let colour = options.look.colour(toFile: destination != nil)
    let medium = format.medium(options, colour: colour)
    let depiction = try options.depiction(of: file, for: medium)
    try options.checkUpdate(of: file)
    let states = try TrainingWatch.during { try steps.states(of: file, $0) }
    let destinations = steps.destinations(destination)
    if format.isDrawn || format == .html {
      return try draw(file, depiction, at: states, as: format, to: destinations, tables.withLock { $0 })
    }
    if format == .tikz {
      do { try file.checkSize(depiction) } catch { throw Failure(.badFile, error.description) }
    }
    for (state, destination) in zip(states, destinations) {
      let bytes: [UInt8]
      if format.isWritten, !bare {
        let depicted = try TrainingWatch.during { watch in
          format == .json
            ? file.annotated(depiction, at: state, goesOn: watch.goesOn(after:loss:))
            : file.depicted(depiction, at: state, for: medium)
        }
        bytes = try format.bytes(writing: depicted, options)
      } else {
        let diagram = file.diagram(depiction, at: state, for: medium, run: steps.run)
        bytes = try format.bytes(
          of: bare ? diagram.bare : diagram, options, isStandalone: standalone, colour: colour)
      }
      try verification.write(bytes, to: destination)
    }
  }

  private func draw(
    _ file: FlowFile, _ depiction: Depiction, at states: [TrainedState], as format: Format,
    to destinations: [String?], _ tables: [String: [UInt8]]
  ) throws {
    // A picture is compared with what the same engine makes; a page has an engine of its own.
    let kept = verification.verify && format == .svg ? try destinations[0].map { try Input.bytes(of: $0) } : nil
    let theme = format.theme(options.look)
    let direction = options.direction ?? .leftToRight
    var picture =
      format == .html
      ? SVGPicture(theme: theme, direction: direction)
      : try engine.picture(theme: theme, direction: direction, kept: kept)
    picture.idPrefix = ids.prefix
    let drawn: FittedPictures
    do {
      drawn = try file.pictures(
        depiction, at: states, by: picture, fit: frame.frame, chosen: options.chosen, run: steps.run)
    } catch {
      throw Failure(.badFile, error.description)
    }
    for words in [drawn.account, drawn.warning.map { "warning: " + $0 }] {
      if let words { Console.complain(StyledText("\(file.source.name): \(words)\n")) }
    }
    for (place, destination) in destinations.enumerated() {
      let svg = drawn.bytes[place]
      let bytes =
        switch format {
        case .html: try page(of: file, at: states[place], svg, tables)
        case .pdf, .png: try Converter.bytes(of: svg, as: format)
        default: svg
        }
      try verification.write(bytes, to: destination)
    }
  }

  private func page(
    of file: FlowFile, at state: TrainedState, _ drawing: [UInt8], _ tables: [String: [UInt8]]
  ) throws -> [UInt8] {
    HTMLPage(
      title: file.model.title ?? file.source.name, source: file.source.name, flow: file.source.text,
      settings: options.settings(run: steps.run, at: steps.at == nil ? nil : state.step, frame), drawing: drawing,
      tables: tables.sorted { $0.key < $1.key }.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) },
      assets: try assets.map { .folder($0) } ?? PageAssets.inside()
    ).bytes
  }

  /// Fills the folder of `--assets`, which is named from the pages.
  private func shareAssets() throws {
    guard let assets, !verification.verify else { return }
    var pages = ""
    if let file = destination.file, !assets.hasPrefix("/") {
      pages = paths.count > 1 ? file + "/" : file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }
    try PageAssets.copy(to: pages + assets)
  }

  /// A file's name without folder and ending.
  private static func name(of path: String) -> String {
    if path == "-" { return "figure" }
    let file = path.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}
