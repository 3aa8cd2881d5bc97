import ArgumentParser
import CommonMark
import Lessons
import Platform
import Renderers
import Terminal

struct WeaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weave",
    abstract: "Lessons in Markdown: blocks of flow become figures, and the numbers in the text are proved.",
    discussion: """
      A block whose fence says 'flow' becomes its figure. Words behind it say how: play, explain, train, plot, hide, \
      code, name=, from=, at=, run=, of=, wrt=, kind=, detail=, direction=, theme=, fit=, precision=. In the text \
      {{ NAME: dL/dw1 }} is a number of the block NAME, with a comma and a count so many digits of it, and \
      {{ NAME: L after 2 steps = 0.0729 }} a claim, which ends the build where it is false. All else stays as it is, and \
      a lesson's own pictures come along. \
      Figures that have not changed are not drawn again. Nothing is written but into the folder, and nothing read from \
      outside the lesson's own.

      EXAMPLES:
        edgewise weave lesson.md -o site
        edgewise weave chapters/*.md -o site -T html
        edgewise weave lesson.md -o site --verify     fails if what is there is out of date
        edgewise weave lesson.md -o site --watch      again after every change
        edgewise weave - -T pandoc < lesson.md | pandoc -o lesson.html
      """)

  @Argument(help: ArgumentHelp("Lessons in Markdown, or - for standard input.", valueName: "lesson"))
  var paths: [String]

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The folder; without it, or with -, one lesson goes to standard output, its pictures in it.",
      valueName: "folder"))
  var output: String?

  @Option(
    name: [.customShort("T"), .customLong("format")],
    help: ArgumentHelp("Who reads it: gfm, pandoc, myst, mdbook; or html, a page.", valueName: "format"))
  var format: Dialect = .gfm

  @Flag(help: "Of a page its body alone, for other pages.")
  var fragment = false

  @Option(
    help: ArgumentHelp(
      "Put the script and the engine of pages into a folder in the folder, once.", valueName: "folder")
  )
  var assets: String?

  @Flag(help: "For Pandoc: graphs as TikZ, for LaTeX.")
  var tikz = false

  @OptionGroup var verification: VerifyOption

  @Flag(
    help: "Weave again whenever a file that was read changes, until Ctrl-C; errors stand in the place of figures.")
  var watch = false

  @Flag(name: .customLong("continue"), help: "Say all that is wrong, not only the first.")
  var goesOn = false

  @OptionGroup var origin: OriginOptions

  @Flag(help: "Let files be read from outside the lesson's folder.")
  var allowOutside = false

  @Option(help: "Colours in messages.")
  var color: ColourChoice = .auto

  private var folder: String? { output == "-" ? nil : output }

  func validate() throws {
    try verification.check(folder)
    try origin.check(for: paths)
    if format != .html { try refuse(["--fragment": fragment, "--assets": assets != nil], on: format.rawValue) }
    if let assets {
      try refuse(["--assets": fragment || folder == nil], on: "a page without a folder")
      guard assets.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }), !assets.isEmpty else {
        throw ValidationError("--assets takes the name of a folder, of letters and digits.")
      }
    }
    if format != .pandoc { try refuse(["--tikz": tikz], on: format.rawValue) }
    if watch {
      try refuse(["--watch": verification.verify], on: "--verify")
      guard folder != nil, !paths.contains("-") else {
        throw ValidationError("--watch wants files, and a folder: -o FOLDER.")
      }
    }
    guard folder != nil else {
      guard paths.count == 1 else { throw ValidationError("Several lessons need a folder: -o FOLDER.") }
      return
    }
    if paths.contains("-") { throw ValidationError("Standard input goes to standard output: leave -o out.") }
    let names = paths.map { WovenFolder.names(of: $0, format).prefix }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ValidationError("Two of the lessons are called \(name); one would overwrite the other.")
    }
  }

  func run() throws {
    guard watch else { return try weaveAll() }
    while true {
      do { try weaveAll() } catch let failure as Failure { failure.report() }
      Console.complain("watching; Ctrl-C ends it\n")
      while !InputFiles.haveChanged { usleep(100_000) }
    }
  }

  private func weaveAll() throws {
    InputFiles.note(paths)
    if let folder, !verification.verify {
      try Output.makeFolder(folder)
      if let assets { try PageAssets.copy(to: "\(folder)/\(assets)") }
    }
    try Failure.collecting(paths, goesOn: goesOn || watch) { try weave($0) }
  }

  private func weave(_ path: String) throws {
    do {
      let reader = LessonReader(path, origin, allowsOutside: allowOutside)
      let lesson = try reader.lesson()
      guard let folder else {
        var woven = Weaver(dialect: format, isEmbedded: true, drawsTikZ: tikz, isAlive: !fragment).woven(
          lesson, prefix: "figure", reading: reader.files)
        let pictures = format == .html ? try reader.pictures(of: lesson, for: format, &woven.problems) : []
        try report(woven)
        return try Console.write(data: try text(of: woven, lesson, pictures))
      }
      let names = WovenFolder.names(of: path, format)
      let there = WovenFolder(folder, names, isRead: !verification.verify)
      var woven = Weaver(dialect: format, drawsTikZ: tikz, isAlive: true, stamp: Self.stamp).woven(
        lesson, prefix: names.prefix, reading: reader.files, known: there.known
      ) { there.isCurrent($0, reader.files) }
      let pictures = try reader.pictures(of: lesson, for: format, &woven.problems)
      var failure: Failure?
      do { try report(woven) } catch let wrong as Failure { failure = wrong }
      // While a lesson is being written, what is wrong stands in its place.
      if let failure, !watch { throw failure }
      try there.write(
        woven, format == .html ? [] : pictures, text: try text(of: woven, lesson, pictures),
        isCompared: verification.verify)
      if let failure { throw failure }
    } catch let error as CommonMark.Unavailable {
      throw Failure(.unavailable, error.description)
    }
  }

  private func text(of woven: WovenLesson, _ lesson: Lesson, _ pictures: [LessonPicture]) throws -> [UInt8] {
    guard format == .html else { return woven.text }
    var engine: HTMLPage.Assets?
    if !fragment, lesson.figures.contains(where: { $0.options.kind == .play && !$0.options.isHidden }) {
      engine = try assets.map { .folder($0) } ?? PageAssets.inside()
    }
    return try woven.page(isFragment: fragment, assets: engine, pictures: pictures) {
      bytes throws(CommonMark.Unavailable) in
      try CommonMark.html(of: bytes)
    }
  }

  /// Says what is odd and what is wrong: the first, or all.
  private func report(_ woven: WovenLesson) throws {
    let wrong = woven.problems.filter { $0.kind != .warning }
    for problem in woven.problems where problem.kind == .warning { Console.complain(problem.listing, color) }
    for problem in goesOn || watch ? wrong : Array(wrong.prefix(1)) { Console.complain(problem.listing, color) }
    guard let first = wrong.first else { return }
    if !goesOn, !watch, wrong.count > 1 {
      Console.complain(StyledText("and \(wrong.count - 1) more: --continue shows all\n"))
    }
    throw Failure(first.status)
  }

  /// Of this program: another one draws all again.
  static let stamp: String = {
    let file = File(at: "/proc/self/exe") ?? File(at: CommandLine.arguments[0])
    return EdgewiseTool.configuration.version
      + (file.map { " \($0.st_size) \($0.modified.tv_sec) \($0.modified.tv_nsec)" } ?? "")
  }()
}

extension Dialect: ExpressibleByArgument {}
