import Platform

/// Makes timelines, and keeps the last few: what is seen does not depend on what was kept.
final class TimelineStore: @unchecked Sendable {
  private let makeTimeline: @Sendable (Int) -> Timeline
  /// The latest last.
  private var kept: [(index: Int, timeline: Timeline)] = []
  private var keptWidest: Diagram?
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  private static let limit = 4

  init(_ makeTimeline: @escaping @Sendable (Int) -> Timeline) {
    self.makeTimeline = makeTimeline
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  func timeline(_ index: Int) -> Timeline {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if let place = kept.firstIndex(where: { $0.index == index }) { return kept[place].timeline }
    let timeline = makeTimeline(index)
    if kept.count == Self.limit { kept.removeFirst() }
    kept.append((index, timeline))
    return timeline
  }

  func widest(_ measure: () -> Diagram) -> Diagram {
    pthread_mutex_lock(lock)
    let known = keptWidest
    pthread_mutex_unlock(lock)
    if let known { return known }
    let widest = measure()
    pthread_mutex_lock(lock)
    keptWidest = widest
    pthread_mutex_unlock(lock)
    return widest
  }
}
