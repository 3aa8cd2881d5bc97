/// Pieces of text that are written again and again, kept ready one behind the other.
struct BytePieces: ~Copyable {
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Where each piece begins; one more at the end.
  private let starts: UnsafeMutablePointer<Int>

  /// `count` pieces, written one after the other by `fill`.
  init(_ count: Int, fill: (Int, inout ByteWriter) -> Void) {
    var writer = ByteWriter()
    starts = .allocate(capacity: count + 1)
    for i in 0..<count {
      (starts + i).initialize(to: writer.count)
      fill(i, &writer)
    }
    (starts + count).initialize(to: writer.count)
    let written = writer.bytes()
    bytes = .allocate(capacity: max(written.count, 1))
    for i in written.indices { (bytes + i).initialize(to: written[i]) }
  }

  deinit {
    bytes.deallocate()
    starts.deallocate()
  }

  @inline(__always)
  func write(_ piece: Int, to writer: inout ByteWriter) {
    let start = starts[piece]
    writer.write(UnsafeBufferPointer(start: bytes + start, count: starts[piece &+ 1] &- start))
  }
}
