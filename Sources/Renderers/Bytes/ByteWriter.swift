/// Bytes on their way out: a small buffer that stays in the cache, emptied into an array when full.
///
/// Text is written as bytes, never as a String: that is ten times faster, and no locale has a say.
struct ByteWriter: ~Copyable {
  /// What `reserve` may ask for at once.
  static let chunk = 16_384
  private static let capacity = 2 * chunk

  private let base: UnsafeMutablePointer<UInt8>
  private var filled = 0
  private var output: [UInt8]
  /// Written in all, since the writer was made.
  private var emptied = 0

  /// Appends to what `output` holds.
  init(appendingTo output: consuming [UInt8] = []) {
    base = .allocate(capacity: Self.capacity)
    self.output = output
  }

  deinit { base.deallocate() }

  /// Bytes written so far, those that were there before aside.
  var count: Int { emptied + filled }

  /// Everything written.
  consuming func bytes() -> [UInt8] {
    empty()
    return output
  }

  /// Room for `count` bytes, at most `chunk`, to be filled and then claimed with `advance`.
  @inline(__always)
  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if Self.capacity - filled < count { empty() }
    return base + filled
  }

  @inline(__always)
  mutating func advance(_ count: Int) { filled += count }

  private mutating func empty() {
    output.append(contentsOf: UnsafeBufferPointer(start: base, count: filled))
    emptied += filled
    filled = 0
  }

  @inline(__always)
  mutating func write(_ byte: UInt8) {
    reserve(1).pointee = byte
    advance(1)
  }

  /// A piece of the format itself, in ASCII.
  @inline(__always)
  mutating func write(_ literal: StaticString) {
    let length = literal.utf8CodeUnitCount
    reserve(length).update(from: literal.utf8Start, count: length)
    advance(length)
  }

  /// Bytes as they are.
  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard var from = bytes.baseAddress else { return }
    var left = bytes.count
    while left > 0 {
      let step = min(left, Self.chunk)
      reserve(step).update(from: from, count: step)
      advance(step)
      from += step
      left -= step
    }
  }

  @inline(__always)
  mutating func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  /// A whole number ≥ 0, of `digits` digits (at most 20), a point after the first `before` of them if any are left.
  @inline(__always)
  mutating func write(whole: UInt64, digits: Int, pointAfter before: Int) {
    var digits = digits
    var before = before
    let (upper, low) = whole.quotientAndRemainder(dividingBy: 100_000_000)
    let (top, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
    if digits > 16 {
      // Those in front of the last sixteen, one by one.
      let front = digits - 16
      for place in 0..<front {
        if place == before { write(UInt8(ascii: ".")) }
        var power: UInt64 = 1
        for _ in place + 1..<front { power *= 10 }
        write(UInt8(ascii: "0") + UInt8(top / power % 10))
      }
      if before == front { write(UInt8(ascii: ".")) }
      digits = 16
      before = before > front ? before - front : 16
    }
    // Sixteen with leading zeros, the first in the lowest byte; moved so that the zeros fall off, and in registers, since
    // bytes just stored are slow to be read again as others.
    let text = (Self.eightDigits(middle), Self.eightDigits(low))
    let number = Self.shifted(text, by: 16 &- digits)
    let start = UnsafeMutableRawPointer(reserve(48))
    start.storeBytes(of: number.0.littleEndian, as: UInt64.self)
    start.storeBytes(of: number.1.littleEndian, toByteOffset: 8, as: UInt64.self)
    if before < digits {
      let behind = Self.shifted(number, by: before)
      start.storeBytes(of: behind.0.littleEndian, toByteOffset: before &+ 1, as: UInt64.self)
      start.storeBytes(of: behind.1.littleEndian, toByteOffset: before &+ 9, as: UInt64.self)
      start.storeBytes(of: UInt8(ascii: "."), toByteOffset: before, as: UInt8.self)
      advance(digits &+ 1)
    } else {
      advance(digits)
    }
  }

  /// Sixteen bytes without the first `count` of them, fewer than sixteen.
  @inline(__always)
  private static func shifted(_ text: (UInt64, UInt64), by count: Int) -> (UInt64, UInt64) {
    let bits = UInt64(truncatingIfNeeded: count &<< 3)
    if bits >= 64 { return (text.1 &>> (bits &- 64), 0) }
    return bits == 0 ? text : (text.0 &>> bits | text.1 &<< (64 &- bits), text.1 &>> bits)
  }

  @inline(__always)
  mutating func write(whole: UInt64, digits: Int) { write(whole: whole, digits: digits, pointAfter: digits) }

  /// Eight digits of a number below 10^8 as eight bytes, the first in the lowest: halved three times side by side.
  @inline(__always)
  private static func eightDigits(_ number: UInt64) -> UInt64 {
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 10_000)
    let fours = upper | lower &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- 100 &* hundreds) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    return (tens | (twos &- 10 &* tens) &<< 8 | 0x3030_3030_3030_3030)
  }

  mutating func write(whole: Int) {
    if whole < 0 { write(UInt8(ascii: "-")) }
    let magnitude = UInt64(whole.magnitude)
    var digits = 1
    var bound: UInt64 = 10
    while digits < 19, magnitude >= bound {
      digits += 1
      bound *= 10
    }
    write(whole: magnitude, digits: digits < 19 || magnitude < bound ? digits : 20)
  }
}
