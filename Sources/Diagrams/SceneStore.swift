#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes scenes, and keeps the last few: what is seen does not depend on what was kept.
final class SceneStore: @unchecked Sendable {
  private let makeScene: @Sendable (Int) -> Scene
  /// The latest last.
  private var kept: [(index: Int, scene: Scene)] = []
  private var keptWidest: Diagram?
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  private static let limit = 4

  init(_ makeScene: @escaping @Sendable (Int) -> Scene) {
    self.makeScene = makeScene
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  func scene(_ index: Int) -> Scene {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if let place = kept.firstIndex(where: { $0.index == index }) { return kept[place].scene }
    let scene = makeScene(index)
    if kept.count == Self.limit { kept.removeFirst() }
    kept.append((index, scene))
    return scene
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
