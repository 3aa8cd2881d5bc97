#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Watches a long training run: says on a terminal how far it is, and ends it at Ctrl-C.
final class TrainingWatch {
  private let steps: Int
  private let begin = TrainingWatch.now
  private let isHeard = Console.isTerminal(STDERR_FILENO)
  /// The clock is looked at after so many updates, and then.
  private var interval = 1
  private var next = 1
  private var lastLook: Double
  private var lastWord: Double
  private var hasSpoken = false

  init(steps: Int) {
    self.steps = steps
    lastLook = begin
    lastWord = begin
    Interruption.isAsked = 0
    signal(SIGINT) { _ in
      Interruption.isAsked = 1
      // Whoever asks twice does not want to wait for what has been done.
      signal(SIGINT, SIG_DFL)
    }
    // Whoever starts us from a thread that hears no signals hands that deafness down.
    var heard = sigset_t()
    sigemptyset(&heard)
    sigaddset(&heard, SIGINT)
    sigprocmask(SIG_UNBLOCK, &heard, nil)
  }

  /// Called after every update; false once the run is to end.
  func goesOn(after updates: Int, loss: Double) -> Bool {
    if Interruption.isAsked != 0 { return false }
    guard isHeard, updates >= next || updates < next - interval else { return true }
    let now = TrainingWatch.now
    // Looking at the clock must cost nothing beside the updates, and the word must not come late.
    if now - lastLook < 0.02 {
      interval = min(interval * 2, 1 << 20)
    } else if now - lastLook > 0.2 {
      interval = max(1, interval / 2)
    }
    lastLook = now
    next = updates + interval
    if now - begin > 1, now - lastWord > 0.2 {
      lastWord = now
      hasSpoken = true
      Console.say("\r\u{1B}[Kstep \(updates) of \(steps): loss \(loss)")
    }
    return true
  }

  /// Takes the last word back.
  func finish() {
    if hasSpoken { Console.say("\r\u{1B}[K") }
    signal(SIGINT, SIG_DFL)
  }

  /// Seconds on a clock that nobody sets.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// What the signal's handler writes and the run reads.
private enum Interruption {
  nonisolated(unsafe) static var isAsked: sig_atomic_t = 0
}
