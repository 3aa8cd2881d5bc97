import Pictures
import Renderers
import Terminal
import Training

/// A run while it is computed for a viewer who waits: says how far it is, and ends at whatever the viewer does.
struct Computation {
  /// What happened meanwhile, to be answered afterwards.
  private(set) var events: [TTY.Event] = []
  private let tty: TTY
  private let clock: () -> Double
  private let picture: FilmPicture
  private let time: Double
  private var view: FilmView
  private let text: (Double) -> String
  private var lookout: PollingInterval
  private var nextWord: Double
  private var isEnded = false

  init(_ tty: TTY, clock: @escaping () -> Double, shows session: borrowing PlayerSession, _ picture: FilmPicture) {
    self.tty = tty
    self.clock = clock
    self.picture = picture
    time = session.state.time
    view = session.state.view
    text = session.film.text
    let begin = clock()
    // The answer to a key must not come late.
    lookout = PollingInterval(every: 0.005...0.02, from: begin)
    nextWord = begin + Self.patience
  }

  /// For so many seconds nothing is said.
  private static let patience = 0.25

  /// Called after every update; false once the run is to end.
  mutating func goesOn(after updates: Int, loss: Double, _ diff: inout FrameDiff) -> Bool {
    if isEnded { return false }
    guard let now = lookout.time(after: updates, by: clock) else { return true }
    for event in tty.events(within: 0) {
      events.append(event)
      if event != .resized { isEnded = true }
    }
    guard !isEnded, now >= nextWord else { return !isEnded }
    nextWord = now + 0.1
    view.message = "computing: step \(updates), loss \(text(loss)); any key ends it"
    var bytes: [UInt8] = []
    diff.write(picture.frame(at: time, view: view), to: &bytes)
    isEnded = !tty.write(bytes)
    return !isEnded
  }
}
