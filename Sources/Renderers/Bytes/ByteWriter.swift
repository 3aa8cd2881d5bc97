/// Bytes on their way out.
///
/// Text is written as bytes, never put together as a String: that is ten times faster, and no locale has a say.
struct ByteWriter {
  /// All that was written, behind what was there before.
  private(set) var bytes: [UInt8]

  init(appendingTo bytes: consuming [UInt8] = []) { self.bytes = bytes }

  var count: Int { bytes.count }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// A piece of the format itself, in ASCII. In a page, which loads what is inline in a thousand places, it is called.
  #if hasFeature(Embedded)
    @inline(never)
  #endif
  mutating func write(_ literal: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  #if hasFeature(Embedded)
    @inline(never)
  #endif
  mutating func write(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

  /// Takes back what was written from `place` on.
  mutating func remove(from place: Int) { bytes.removeLast(bytes.count - place) }

  mutating func insert(_ literal: StaticString, at place: Int) {
    let piece = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    bytes.insert(contentsOf: piece, at: place)
  }

  mutating func write(whole: Int) {
    if whole.magnitude < 10 {
      if whole < 0 { write("-") }
      write(UInt8(ascii: "0") + UInt8(whole.magnitude))
    } else {
      write(String(whole).utf8)
    }
  }

  mutating func write(zeros count: Int) {
    for _ in 0..<max(count, 0) { write("0") }
  }
}
