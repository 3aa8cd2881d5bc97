import Pictures
import Renderers
import Terminal

/// Shows a film in the terminal and answers to keys: time → frame → difference → bytes. All state is the session's.
package struct Player {
  /// Why it ended.
  package enum Ending: Sendable, Equatable {
    /// The viewer has had enough, or has seen it once.
    case over
    /// A signal asks the process to end.
    case signal(Int32)
    /// The terminal is gone.
    case hungUp
  }

  private let tty: TTY
  private let depth: ColourDepth
  private let isASCII: Bool
  private let theme: Theme?
  private let direction: Direction?
  private let framesPerSecond: Double
  private let playsOnce: Bool
  private let clock: () -> Double

  /// - Parameters:
  ///   - playsOnce: ends with the film.
  ///   - clock: seconds from any beginning; it never goes back.
  package init(
    on tty: TTY, depth: ColourDepth, ascii: Bool = false, theme: Theme? = nil, direction: Direction? = nil,
    framesPerSecond: Double = 60, playsOnce: Bool = false, clock: @escaping () -> Double
  ) {
    self.tty = tty
    self.depth = depth
    isASCII = ascii
    self.theme = theme
    self.direction = direction
    self.framesPerSecond = framesPerSecond
    self.playsOnce = playsOnce
    self.clock = clock
  }

  /// Plays until the viewer, the terminal or a signal ends it; the terminal is left as it was.
  package func play(_ session: inout PlayerSession) -> Ending {
    var diff = FrameDiff(depth: depth)
    var bytes: [UInt8] = []
    defer { tty.leave() }
    guard tty.enter() else { return .hungUp }
    var picture = picture(of: session.film)
    var last = clock()
    while true {
      bytes.removeAll(keepingCapacity: true)
      diff.write(picture.frame(at: session.state.time, view: session.state.view), to: &bytes)
      if !bytes.isEmpty, !tty.write(bytes) { return endingAfterFailure() }
      if playsOnce, session.isAtEnd { return .over }
      // Until the next frame is due, or, if nothing moves, until something happens.
      let wait = session.state.restTime.map { $0 > 0 ? $0 : max(last + 1 / framesPerSecond - clock(), 0) }
      var isOtherFilm = false
      var isOtherScreen = false
      var events = tty.events(within: wait)
      while !events.isEmpty {
        switch events.removeFirst() {
        case .key(let key):
          if Self.moves.contains(key), !isOtherFilm {
            session.pan(from: picture.corner(at: session.state.time, view: session.state.view))
          }
          if case .click(let x, let y) = key, !isOtherFilm {
            session.select(picture.box(atColumn: x, row: y, time: session.state.time, view: session.state.view))
          }
          var computation = Computation(tty, clock: clock, shows: session, picture)
          isOtherFilm = session.press(key) { computation.goesOn(after: $0, loss: $1, &diff) } || isOtherFilm
          events += computation.events
        case .resized: isOtherScreen = true
        case .stopping:
          guard tty.stop() else { return .hungUp }
          last = clock()
          isOtherScreen = true
        case .continued:
          guard tty.enter() else { return endingAfterFailure() }
          isOtherScreen = true
        case .ending(let signal): return .signal(signal)
        case .hungUp: return endingAfterFailure()
        }
        if session.state.isOver { return .over }
      }
      if isOtherScreen { diff.forget() }
      if isOtherScreen || isOtherFilm {
        picture = self.picture(of: session.film)
        // What was spent on a new film is not missing from it.
        last = isOtherFilm ? clock() : last
      }
      let now = clock()
      session.pass(seconds: now - last)
      last = now
    }
  }

  /// Keys that move the picture.
  private static let moves: [Key] = [.shiftLeft, .shiftRight, .shiftUp, .shiftDown, .wheelUp, .wheelDown]

  private func picture(of film: Film) -> FilmPicture {
    let (width, height) = tty.size
    return FilmPicture(
      film: film, width: width, height: height, ascii: isASCII, theme: theme, direction: direction)
  }

  /// A write may fail because a signal came.
  private func endingAfterFailure() -> Ending {
    for event in tty.events(within: 0) {
      if case .ending(let signal) = event { return .signal(signal) }
    }
    return .hungUp
  }
}
