/// Keeps the few values that were made last, by index: what is seen does not depend on what was kept.
package final class LatestCache<Value: Sendable>: Sendable {
  private let kept = Guarded<[(index: Int, value: Value)]>([])

  private static var limit: Int { 4 }

  package init() {}

  /// The value of an index, made if it is not among those kept. Other threads that ask wait meanwhile.
  package func value(_ index: Int, make: () -> Value) -> Value {
    kept.withLock { kept in
      if let place = kept.firstIndex(where: { $0.index == index }) { return kept[place].value }
      let value = make()
      if kept.count == Self.limit { kept.removeFirst() }
      kept.append((index, value))
      return value
    }
  }
}
