import Letters

/// Letters that need more than being copied.
enum Letter {
  /// What a byte may begin, by its value: `plain` for what is copied in any format, `lead` for what begins like a hidden
  /// scalar.
  static let kinds: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case ..<0x20, 0x7f: control
    case UInt8(ascii: "\""): quote
    case UInt8(ascii: "\\"): backslash
    case UInt8(ascii: "&"): ampersand
    case 0xc2, 0xd8, 0xdb, 0xdc, 0xe0...: lead
    default: plain
    }
  }

  static let plain: UInt8 = 0
  static let control: UInt8 = 1
  static let quote: UInt8 = 2
  static let backslash: UInt8 = 3
  static let ampersand: UInt8 = 4
  static let lead: UInt8 = 5

  /// Whether eight bytes are all plain ASCII: a test of all at once that may say no too often.
  @inline(__always)
  static func arePlain(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    // A byte of 0 borrows from its high bit; what is equal to c becomes 0 by ^ c.
    let quote = eight ^ ones &* 0x22
    let backslash = eight ^ ones &* 0x5c
    let ampersand = eight ^ ones &* 0x26
    let delete = eight ^ ones &* 0x7f
    let found =
      eight | (eight &- ones &* 0x20) | (quote &- ones) | (backslash &- ones) | (ampersand &- ones) | (delete &- ones)
    return found & high == 0
  }

  /// What may not reach a reader's eye as it is, beginning with a `lead`, and its length in bytes; nil for what may.
  @inline(__always)
  static func hidden(at start: UnsafePointer<UInt8>, left: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = UInt32(start[0])
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard left >= length else { return nil }
    var value = first & (first < 0xe0 ? 0x1f : first < 0xf0 ? 0x0f : 0x07)
    for place in 1..<length { value = value << 6 | UInt32(start[place] & 0x3f) }
    guard let scalar = Unicode.Scalar(value), scalar.isHidden else { return nil }
    return (scalar, length)
  }
}

extension ByteWriter {
  /// The bytes of `text`; what is not plain goes through `special`, which is given the rest, writes at most 16 bytes, and
  /// says how many it has read (0: copy this byte).
  @inline(__always)
  mutating func write(
    _ text: borrowing String, beforeSlice: (inout ByteWriter) -> Void = { _ in },
    special: (inout ByteWriter, UInt8, UnsafePointer<UInt8>, Int) -> Int
  ) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard let base = bytes.baseAddress else { return }
      write(base, bytes.count, beforeSlice: beforeSlice, special: special)
    }
    if done == nil {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        write(base, bytes.count, beforeSlice: beforeSlice, special: special)
      }
    }
  }

  /// In slices, so that room need not be asked for at each byte.
  @inline(__always)
  private mutating func write(
    _ base: UnsafePointer<UInt8>, _ count: Int, beforeSlice: (inout ByteWriter) -> Void,
    special: (inout ByteWriter, UInt8, UnsafePointer<UInt8>, Int) -> Int
  ) {
    Letter.kinds.withUnsafeBufferPointer { kinds in
      var i = 0
      while i < count {
        var end = min(i + 512, count)
        // Between two characters, not within one.
        while end < count, base[end] & 0xc0 == 0x80 { end += 1 }
        beforeSlice(&self)
        while i < end {
          // A run of plain bytes: eight at once while they are ASCII, else some one by one, and again.
          var to = reserve(end - i)
          let first = i
          run: while i < end {
            while end &- i >= 8 {
              let eight = UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)
              guard Letter.arePlain(eight) else { break }
              UnsafeMutableRawPointer(to).storeBytes(of: eight, as: UInt64.self)
              to += 8
              i &+= 8
            }
            let stop = min(end, i &+ 8)
            while i < stop {
              let kind = kinds[Int(base[i])]
              if kind != Letter.plain {
                guard kind == Letter.lead, Letter.hidden(at: base + i, left: count &- i) == nil else {
                  break run
                }
              }
              to.pointee = base[i]
              to += 1
              i &+= 1
            }
          }
          advance(i &- first)
          guard i < end else { break }
          let read = special(&self, kinds[Int(base[i])], base + i, count - i)
          if read == 0 {
            write(base[i])
            i += 1
          } else {
            i += read
          }
        }
      }
    }
  }

  /// Text as it is.
  mutating func write(copying text: borrowing String) {
    write(text) { _, _, _, _ in 0 }
  }
}
