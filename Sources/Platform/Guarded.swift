#if hasFeature(Embedded)
  /// A value that one thread at a time touches: in a page there is no other.
  package final class Guarded<Value: Sendable>: @unchecked Sendable {
    private var value: Value

    package init(_ value: Value) { self.value = value }

    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { body(&value) }
  }
#else
  import Synchronization

  /// A value that one thread at a time touches.
  package final class Guarded<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ value: Value) { mutex = Mutex(value) }

    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
      mutex.withLock { body(&$0) }
    }
  }
#endif
