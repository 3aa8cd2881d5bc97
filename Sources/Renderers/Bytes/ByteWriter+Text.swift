/// Letters that need more than being copied.
enum Letter {
  /// What a byte may begin, by its value: `plain` for what is copied in any format. U+0080–009F, U+061C, U+200E–202E and
  /// U+2066–2069, U+FFFE and U+FFFF begin with a `lead`.
  static let kinds: [UInt8] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]

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

  /// What may not reach a reader's eye as it is, beginning with a `lead`: C1 controls, those that turn the direction of
  /// writing, the line and paragraph separators, and what is no character. Its length in bytes, or nil.
  @inline(__always)
  static func hiddenLength(at start: UnsafePointer<UInt8>, left: Int) -> Int? {
    guard left >= 2 else { return nil }
    let second = start[1]
    switch start[0] {
    case 0xc2: return second < 0xa0 ? 2 : nil
    case 0xd8: return second == 0x9c ? 2 : nil
    case 0xe2:
      guard left >= 3, second == 0x80 || second == 0x81 else { return nil }
      let third = start[2]
      let isHidden =
        second == 0x80
        ? (third == 0x8e || third == 0x8f || (0xa8...0xae).contains(third)) : (0xa6...0xa9).contains(third)
      return isHidden ? 3 : nil
    case 0xef:
      guard left >= 3, second == 0xbf else { return nil }
      return start[2] >= 0xbe ? 3 : nil
    default: return nil
    }
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
                guard kind == Letter.lead, Letter.hiddenLength(at: base + i, left: count &- i) == nil else {
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
