import CTerminal
import Platform
import Terminal
import Training

/// Watches a long training run: says on standard error how far it is, and ends it at Ctrl-C.
final class TrainingWatch {
  private let begin = Console.seconds()
  private let isTerminal = Console.isTerminal(STDERR_FILENO)
  private var interval: PollingInterval
  private var nextWord: Double
  private var hasSpoken = false
  private var isListening = false
  private(set) var wasInterrupted = false

  init() {
    interval = PollingInterval(every: 0.02...0.2, from: begin)
    nextWord = begin + 1
  }

  /// What `body` makes, with the runs that it needs under watch; if one was ended, the command ends.
  static func during<Result>(_ body: (TrainingWatch) throws -> Result) throws -> Result {
    let watch = TrainingWatch()
    defer { watch.finish() }
    let result = try body(watch)
    if watch.wasInterrupted { throw Failure(.interrupted) }
    return result
  }

  /// Called after every update; false once the run is to end.
  func goesOn(after updates: Int, loss: Double) -> Bool {
    if !isListening { listen() }
    if cterminal_interrupted() != 0 {
      wasInterrupted = true
      return false
    }
    guard let now = interval.time(after: updates, by: Console.seconds), now > nextWord else { return true }
    hasSpoken = true
    // In a terminal one line that changes, elsewhere a line now and then.
    nextWord = isTerminal ? now + 0.2 : begin + 2 * (now - begin)
    if isTerminal { Console.say(data: Array(ControlSequence.emptyLine.utf8)) }
    Console.complain(StyledText("step \(updates): loss \(loss)" + (isTerminal ? "" : "\n")))
    return true
  }

  /// From the first update on: what comes before has nothing to show, and ends as any program does.
  private func listen() {
    isListening = true
    cterminal_listen()
  }

  /// Takes the last word back.
  func finish() {
    if hasSpoken, isTerminal { Console.say(data: Array(ControlSequence.emptyLine.utf8)) }
    hasSpoken = false
    if isListening { cterminal_listen_no_more() }
    isListening = false
  }
}
