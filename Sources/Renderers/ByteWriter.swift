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

  /// A whole number ≥ 0, of `digits` digits.
  @inline(__always)
  mutating func write(whole: UInt64, digits: Int) {
    Self.fill(reserve(digits), to: digits, with: whole)
    advance(digits)
  }

  /// The last digits of `whole` before `start[end]`, back to the start; what is left of it.
  @inline(__always)
  @discardableResult
  static func fill(_ start: UnsafeMutablePointer<UInt8>, from first: Int = 0, to end: Int, with whole: UInt64)
    -> UInt64
  {
    var left = whole
    var place = end
    while place &- first >= 2 {
      let (hundredth, rest) = left.quotientAndRemainder(dividingBy: 100)
      let tens = UInt8(truncatingIfNeeded: (rest &* 103) &>> 10)
      place &-= 2
      start[place] = UInt8(ascii: "0") &+ tens
      start[place &+ 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest) &- 10 &* tens
      left = hundredth
    }
    if place > first {
      let (tenth, digit) = left.quotientAndRemainder(dividingBy: 10)
      start[place &- 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
      left = tenth
    }
    return left
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
