import Platform

extension Recording {
  /// An empty recording, from the pool if one is free.
  package static func begin() -> Recording {
    waitingRecordings.withLock { $0.popLast() }?.recording ?? .allocate()
  }

  /// Ends the recording: every handle to it is stale from now on.
  @usableFromInline package func end() {
    header.pointee.generation &+= 1
    empty(keeping: 1 << 20)
    waitingRecordings.withLock { $0.append(Ownerless(recording: self)) }
  }

  static func allocate() -> Recording {
    let capacity = 64
    let header = UnsafeMutablePointer<Header>.allocate(capacity: 1)
    header.initialize(
      to: Header(
        generation: 1, isAllScalar: true, count: 0, capacity: capacity,
        primitives: .allocate(capacity: capacity), first: .allocate(capacity: capacity),
        second: .allocate(capacity: capacity), leafCount: 0, leafCapacity: capacity,
        leafScalars: .allocate(capacity: capacity), entryCount: 0, tables: SideTables()))
    return Recording(header: header)
  }

  @usableFromInline
  @inline(never)
  func grow() { grow(to: header.pointee.capacity * 2) }

  func grow(to capacity: Int) {
    precondition(Int64(capacity) <= 1 << 31, "a graph holds at most 2^31 nodes")
    let count = header.pointee.count
    header.pointee.primitives = Self.moved(header.pointee.primitives, count, to: capacity)
    header.pointee.first = Self.moved(header.pointee.first, count, to: capacity)
    header.pointee.second = Self.moved(header.pointee.second, count, to: capacity)
    header.pointee.capacity = capacity
  }

  @usableFromInline
  @inline(never)
  func growLeaves() {
    let capacity = header.pointee.leafCapacity * 2
    header.pointee.leafScalars = Self.moved(header.pointee.leafScalars, header.pointee.leafCount, to: capacity)
    header.pointee.leafCapacity = capacity
  }

  /// Enters `[]` as the next node's shape.
  @usableFromInline
  func noteScalar() { header.pointee.tables.shapeOfNode.append(0) }

  private func empty(keeping limit: Int) {
    header.pointee.count = 0
    header.pointee.leafCount = 0
    header.pointee.entryCount = 0
    header.pointee.isAllScalar = true
    header.pointee.tables = SideTables()
    if header.pointee.capacity > limit { grow(to: limit) }
    if header.pointee.leafCapacity > limit {
      header.pointee.leafScalars = Self.moved(header.pointee.leafScalars, 0, to: limit)
      header.pointee.leafCapacity = limit
    }
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }
}

/// The headers that wait for an owner.
private let waitingRecordings = Guarded<[Ownerless]>([])

/// No one touches it, so it may go to any thread.
private struct Ownerless: @unchecked Sendable { let recording: Recording }
