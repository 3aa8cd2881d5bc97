import Platform

/// What is waited for, or what this thread has worked: the same on an idle machine, and the second true on a busy one too.
enum Clock {
  case wall, work

  /// Seconds since some moment.
  var now: Double {
    var time = timespec()
    clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

/// Median seconds of one call of each, taken in turns, so that whatever else the machine does meets both; and the median of
/// the rounds' ratios.
struct Rounds {
  var ours: Double
  var theirs: Double
  var ratio: Double

  init(_ rounds: Int = 11, seconds: Double = 0.02, by clock: Clock = .work, ours: () -> Void, theirs: () -> Void) {
    func calls(_ body: () -> Void) -> Int {
      body()
      let start = clock.now
      body()
      return max(1, Int(seconds / max(clock.now - start, 1e-9)))
    }
    let (ourCalls, theirCalls) = (calls(ours), calls(theirs))
    func time(_ count: Int, _ body: () -> Void) -> Double {
      let start = clock.now
      for _ in 0..<count { body() }
      return (clock.now - start) / Double(count)
    }
    var times: [(ours: Double, theirs: Double)] = []
    for round in 0..<rounds {
      if round % 2 == 0 {
        let first = time(ourCalls, ours)
        times.append((first, time(theirCalls, theirs)))
      } else {
        let first = time(theirCalls, theirs)
        times.append((time(ourCalls, ours), first))
      }
    }
    self.ours = median(times.map(\.ours))
    self.theirs = median(times.map(\.theirs))
    ratio = median(times.map { $0.ours / $0.theirs })
  }
}

/// Median seconds of one call.
func seconds(_ rounds: Int = 9, by clock: Clock = .work, _ body: () throws -> Void) rethrows -> Double {
  try body()
  return try median(
    (0..<rounds).map { _ in
      let start = clock.now
      try body()
      return clock.now - start
    })
}
