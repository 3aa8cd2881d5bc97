import ArgumentParser
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Platform
import Playback
import Renderers
import Terminal
import Training

struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "The picture alive: forward, backward, update, step after step until the loss has converged.",
    discussion: """
      EXAMPLES:
        edgewise play delivery-time.flow
        edgewise play lesson.flow --step                   stops at every moment until space
        edgewise play lesson.flow --run adam --at 3 --speed 3
        edgewise play delivery-time.flow -o film.cast      a recording, for asciinema
        edgewise play delivery-time.flow -o film.svg       the figure, moving; for an <img>
        edgewise play delivery-time.flow -o film.gif       the same by ffmpeg, gifski or ImageMagick
        edgewise play delivery-time.flow -o - --to 10      ten beats as text
        edgewise play lesson.flow --frames DIR --every 2   a file for every other beat

      KEYS:
        space        pause and go on            s     stop at every moment
        ← →          one moment back, forth     Tab   select a node: its chain rule
        ↑ ↓  or [ ]  one training step          /     find a node by its name
        PgUp PgDn    ten training steps         d     level of detail
        Home End     beginning, end             r     next run
        f b u        next forward pass,         l L   the run again with the
                     backward pass, update            learning rate halved, doubled
        Shift+arrows move a large graph         + -   faster, slower
        Esc          let it follow again        ? q   help, quit

      A click selects a node, the wheel moves a large graph.

      A beat is the time that one event takes in the first training step, more for what takes longer to read; later \
      steps are told faster. A recording has a marker for each phase. A run that \
      takes longer than a moment says how far it is; Ctrl-C ends it.
      """)

  @Argument(help: ArgumentHelp("A flow file, or - for standard input.", valueName: "file"))
  var path: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "A recording (.cast), a moving figure (.svg, .gif, .mp4), a text file (.txt), or - for text on standard output.",
      valueName: "out")
  )
  var output: String?

  @Option(help: ArgumentHelp("Write chosen moments as text files into a folder.", valueName: "folder"))
  var frames: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Begin at this beat.", valueName: "beat"))
  var from: Double = 0

  @Option(
    parsing: .unconditional, help: ArgumentHelp("End at this beat (default: the film's end).", valueName: "beat"))
  var to: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A moment every so many beats (default: wherever one would stop).", valueName: "beats"))
  var every: Double?

  @Option(parsing: .unconditional, help: ArgumentHelp("Beats a second.", valueName: "n"))
  var speed: Double = FilmView.usualSpeed

  @Option(
    name: .customLong("fps"), parsing: .unconditional,
    help: ArgumentHelp("Frames a second (default: 60).", valueName: "n"))
  var frameRate: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rows of a recording (default: the terminal's, else LINES, else 24).", valueName: "n"))
  var height: Int?

  @Flag(help: "Play to the end, and leave.")
  var once = false

  @Flag(help: "Stop at every moment until space or →.")
  var step = false

  @OptionGroup var options: PictureOptions

  @OptionGroup var steps: StepOptions

  func validate() throws {
    guard speed > 0, speed <= 1_000 else { throw ValidationError("--speed takes a number above 0, at most 1000.") }
    try limit(frameRate, "--fps", to: 1...1_000)
    try limit(height, "--height", to: Console.heights)
    guard from >= 0, from.isFinite else { throw ValidationError("--from takes a beat: 0 or a number above.") }
    if let to, !(to >= from && to.isFinite) { throw ValidationError("--to takes a beat that is not before --from.") }
    if let every, !(every >= 1e-3 && every.isFinite) {
      throw ValidationError("--every takes a number of beats, at least 0.001.")
    }
    if let output {
      guard frames == nil else { throw ValidationError("Either -o or --frames.") }
      guard output == "-" || output.hasSuffix(".cast") || output.hasSuffix(".txt") || isFigure else {
        throw ValidationError(
          "-o takes a file that ends in .cast, .svg, .gif, .mp4 or .txt, or - for text on standard output.")
      }
    }
    try checkUse()
  }

  /// Objects to options that do nothing to what is made.
  private func checkUse() throws {
    try options.reading.origin.check(for: [path])
    if isFigure {
      try options.check(for: .svg, isFile: true)
      return try refuse(
        [
          "--once": once, "--step": step, "--from": from != 0, "--to": to != nil, "--every": every != nil,
          "--fps": frameRate != nil, "--height": height != nil,
        ], on: "the figure's film, which is one step")
    }
    try options.check(for: .txt, isFile: frames != nil || output.map { $0.hasSuffix(".txt") } ?? false)
    guard output != nil || frames != nil else {
      return try refuse(
        [
          "--to": to != nil, "--every": every != nil, "--height": height != nil,
          "--width": options.look.text.width != nil,
        ], on: "what is played in the terminal")
    }
    try refuse(["--once": once, "--step": step], on: "a recording")
    if output?.hasSuffix(".cast") == true {
      try refuse(["--every": every != nil], on: "a .cast, which has every frame")
    } else {
      try refuse(["--fps": frameRate != nil], on: "single moments")
    }
  }

  func run() throws {
    let isOnScreen = output == nil && frames == nil
    let isCapable = Console.isTerminal(STDOUT_FILENO) && Console.environment("TERM").map { $0 != "dumb" } ?? false
    if isOnScreen, !isCapable {
      throw Failure(
        .badUsage,
        """
        play wants a terminal, and standard output is none that can be drawn on. Without one:
          -o film.cast    a recording
          -o -            the moments as text
          --frames DIR    the moments as text files
        """)
    }
    let file = try FlowFile.read(path, options.reading, color: options.look.color)
    if isFigure, let output { return try writeFigure(of: file, to: output) }
    var depiction = try options.depiction(of: file, for: .text(options.picture(colour: .none)))
    // Like turns of a long loop are one box, unless a level was asked for.
    depiction.foldsTurns = options.level.asked == nil && depiction.boxCount(of: file.model) > 40
    let session = try self.session(of: file, depiction)
    if isOnScreen { return try play(session) }

    let film = session.film
    let picture = FilmPicture(
      film: film, width: options.look.text.columns, height: height ?? Console.height,
      ascii: options.look.text.ascii, theme: theme, direction: options.direction)
    let start = session.state.time
    guard start <= film.duration else {
      throw Failure(.badUsage, "--from \(film.text(from)): the film ends at beat \(film.text(film.duration))")
    }
    let span = start...max(min(to ?? film.duration, film.duration), start)
    if let frames {
      try writeFiles(of: picture, at: film.moments(in: span, every: every), into: frames)
    } else if let output, output.hasSuffix(".cast") {
      let depth = options.look.color == .never ? ColourDepth.none : .trueColour
      let cast = Asciicast(
        of: picture, title: film.timeline(0).diagram.title?.text, span: span, speed: speed,
        framesPerSecond: frameRate ?? 60,
        depth: depth)
      try Output.write(to: output) { sink in try cast.write { (bytes) throws in try sink(bytes) } }
    } else if let output, output != "-" {
      let depth = options.look.colour(toFile: true)
      try Output.write(to: output) { sink in try writeText(of: picture, in: span, depth: depth, sink) }
    } else {
      let depth = Console.colour(options.look.color, on: STDOUT_FILENO)
      try writeText(of: picture, in: span, depth: depth) { try Console.write(data: $0) }
    }
  }

  /// Whether the film is one of the SVG figure.
  private var isFigure: Bool {
    guard let output else { return false }
    return output.hasSuffix(".svg") || FilmConversion(ofFileNamed: output) != nil
  }

  private func writeFigure(of file: FlowFile, to output: String) throws {
    let depiction = try options.depiction(of: file, for: .page)
    let picture = SVGPicture(
      theme: Theme.named(options.look.theme ?? .light), direction: options.direction ?? .leftToRight)
    let chosen: [FitStep.Kind: String] = options.direction == nil ? [:] : [.down: "--direction"]
    do {
      let made = try TrainingWatch.during { watch in
        if steps.run != nil { _ = try file.chosenRun(steps.run) }
        return try file.figureFilm(
          depiction, of: steps.run, at: try steps.state(of: file, watch), by: picture, fit: .slide, chosen: chosen,
          speed: speed,
          goesOn: watch.goesOn(after:loss:))
      }
      guard let made else {
        throw Failure(.badFile, "the figure does not fit but with its groups closed: --detail groups")
      }
      if let warning = made.warning { Console.complain(StyledText("\(output): warning: \(warning)\n")) }
      if let conversion = FilmConversion(ofFileNamed: output) { return try conversion.write(made.film, to: output) }
      try Output.write(try made.film.bytes(), to: output)
    } catch let error as SVGPictureError {
      throw Failure(.badFile, error.description)
    }
  }

  private var theme: Theme? { options.look.textTheme }

  /// The film from where it is to begin.
  private func session(of file: FlowFile, _ depiction: Depiction) throws -> PlayerSession {
    var choice = FilmChoice(detail: depiction.detail)
    if steps.at != nil || steps.run != nil {
      let run = try file.chosenRun(steps.run)
      choice.run = file.runs.firstIndex { $0.name == run.name } ?? 0
    }
    let source = FilmSource(
      model: file.model, runs: file.runs, depiction: depiction,
      details: FilmSource.details(of: file.model), keptSteps: Set(steps.at.map { [$0] } ?? []))
    let watch = TrainingWatch()
    var view = FilmView(speed: speed)
    view.steps = step
    var session = PlayerSession(
      source, state: PlayerState(time: from, view: view, choice: choice),
      goesOn: watch.goesOn(after:loss:))
    watch.finish()
    if watch.wasInterrupted { throw Failure(.interrupted) }
    guard let at = steps.at else { return session }
    guard let timeline = session.film.steps.firstIndex(of: at) else {
      throw Failure(.badUsage, "--at \(at): the run has \(session.film.steps.last ?? 0) steps")
    }
    session.go(to: session.film.time(ofTimeline: timeline) + from)
    return session
  }

  // MARK: In the terminal

  private func play(_ session: PlayerSession) throws {
    guard let tty = TTY() else {
      throw Failure(.badUsage, "play finds no terminal to take keys from; try -o - for text, or -o film.cast")
    }
    let player = Player(
      on: tty, depth: Console.colour(options.look.color, on: STDOUT_FILENO), ascii: options.look.text.ascii,
      theme: theme, direction: options.direction, framesPerSecond: Double(frameRate ?? 60),
      playsOnce: once, clock: Console.seconds)
    var session = session
    let ending = player.play(&session)
    tty.close()
    switch ending {
    case .over: try leave(session)
    case .hungUp: quit(.success)
    case .signal(SIGINT):
      try leave(session)
      quit(.interrupted)
    case .signal(let signal): tty.end(by: signal)
    }
  }

  /// Whoever leaves keeps what was seen.
  private func leave(_ session: PlayerSession) throws {
    for line in session.sum {
      try Console.write(StyledText((options.look.text.ascii ? Transliteration.ascii(line) : line) + "\n"))
    }
  }

  // MARK: As text

  private func writeText(
    of picture: FilmPicture, in span: ClosedRange<Double>, depth: ColourDepth, _ sink: ([UInt8]) throws -> Void
  ) throws {
    for time in picture.film.moments(in: span, every: every) {
      try sink(Array("beat \(picture.film.text(time))\n".utf8))
      try sink(text(of: picture, at: time, depth: depth) + [0x0a])
    }
  }

  private func writeFiles(of picture: FilmPicture, at moments: AnySequence<Double>, into folder: String) throws {
    try Output.makeFolder(folder)
    let depth = options.look.colour(toFile: true)
    for (index, time) in moments.enumerated() {
      let number = String(100_001 + index).dropFirst(index < 99_999 ? 1 : 0)
      try Output.write(text(of: picture, at: time, depth: depth), to: "\(folder)/\(number).txt")
    }
  }

  private func text(of picture: FilmPicture, at time: Double, depth: ColourDepth) -> [UInt8] {
    var bytes: [UInt8] = []
    picture.frame(at: time, view: FilmView(speed: speed)).write(to: &bytes, depth: depth)
    return bytes
  }
}
