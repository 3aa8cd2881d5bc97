/// How often a run under way looks at the clock: so seldom that it costs nothing beside the updates, so often that nobody waits.
package struct PollingInterval: Sendable {
  private let seconds: ClosedRange<Double>
  private var interval = 1
  private var next = 1
  private var last: Double

  /// - Parameter seconds: looks nearer together than the lower bound become rarer, those further apart than the upper one more frequent.
  package init(every seconds: ClosedRange<Double>, from now: Double) {
    self.seconds = seconds
    last = now
  }

  /// The time, if it is to be looked at after so many updates.
  package mutating func time(after updates: Int, by clock: () -> Double) -> Double? {
    // A run that is made a second time begins anew.
    guard updates >= next || updates < next - interval else { return nil }
    let now = clock()
    if now - last < seconds.lowerBound {
      interval = min(interval * 2, 1 << 20)
    } else if now - last > seconds.upperBound {
      interval = max(1, interval / 2)
    }
    last = now
    next = updates + interval
    return now
  }
}
