/// What stands in one place of a frame: a character with up to two marks over it, one or two columns wide, packed
/// into eight bytes so that frames can be compared and copied quickly.
///
/// A glyph never holds anything that a terminal would act on; see `Glyph.row(of:)`.
package struct Glyph: Sendable, Hashable {
  /// Bits 0–20 the base, 21–41 and 42–62 the marks, 63 whether it takes two columns.
  private let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  private static let wideBit: UInt64 = 1 << 63

  /// An empty place.
  package static let blank = Glyph(" ")
  /// The second column of a wide glyph to its left.
  package static let continuation = Glyph(bits: wideBit)

  /// One scalar as it is; the caller answers for its harmlessness and its width of one column.
  package init(_ scalar: Unicode.Scalar) { bits = UInt64(scalar.value) }

  init(_ base: UInt32, isWide: Bool) { bits = UInt64(base) | (isWide ? Glyph.wideBit : 0) }

  /// The same with one more mark; nil when there is no place for it.
  func marked(with mark: UInt32) -> Glyph? {
    if bits >> 21 & 0x1f_ffff == 0 { return Glyph(bits: bits | UInt64(mark) << 21) }
    if bits >> 42 & 0x1f_ffff == 0 { return Glyph(bits: bits | UInt64(mark) << 42) }
    return nil
  }

  var widened: Glyph { Glyph(bits: bits | Glyph.wideBit) }

  var base: UInt32 { UInt32(truncatingIfNeeded: bits & 0x1f_ffff) }

  /// 1 or 2; 0 for a continuation.
  package var columns: Int { self == .continuation ? 0 : bits & Glyph.wideBit == 0 ? 1 : 2 }

  package var isContinuation: Bool { self == .continuation }

  /// Its UTF-8, appended.
  package func write(to bytes: inout [UInt8]) {
    if bits < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      return
    }
    if self == .continuation { return }
    var rest = bits & ~Glyph.wideBit
    while rest != 0 {
      let scalar = UInt32(truncatingIfNeeded: rest & 0x1f_ffff)
      rest >>= 21
      switch scalar {
      case ..<0x80: bytes.append(UInt8(scalar))
      case ..<0x800:
        bytes.append(UInt8(0xc0 | scalar >> 6))
        bytes.append(UInt8(0x80 | scalar & 0x3f))
      case ..<0x10000:
        bytes.append(UInt8(0xe0 | scalar >> 12))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3f))
        bytes.append(UInt8(0x80 | scalar & 0x3f))
      default:
        bytes.append(UInt8(0xf0 | scalar >> 18))
        bytes.append(UInt8(0x80 | scalar >> 12 & 0x3f))
        bytes.append(UInt8(0x80 | scalar >> 6 & 0x3f))
        bytes.append(UInt8(0x80 | scalar & 0x3f))
      }
    }
  }
}
