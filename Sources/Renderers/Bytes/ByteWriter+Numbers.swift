import Pictures

/// How many digits a number is written with.
enum Spelling {
  /// The fewest that read back exactly.
  case shortest
  /// So many significant digits, rounded half to even from the exact value.
  case rounded(to: Int)
}

/// Numbers nearly as JavaScript writes them: 12, 0.05, 100000, −0 as 0. With an exponent from 10^21 on and below 10^−4,
/// and that without a plus: 1e21, 1e-5.
extension ByteWriter {
  /// NaN and the infinities as bare words; whoever needs quotes sets them.
  mutating func write(_ number: Double, _ spelling: Spelling) {
    if number.magnitude < 1e6 {
      let whole = Int32(truncatingIfNeeded: Int(number))
      if Double(whole) == number {
        if whole < 0 { write(UInt8(ascii: "-")) }
        write(small: whole.magnitude)
        return
      }
    }
    let digits =
      switch spelling {
      case .shortest: DecimalDigits(shortest: number)
      case .rounded(let significant): DecimalDigits(rounding: number, to: significant)
      }
    if let digits {
      write(digits)
    } else if number.isNaN {
      write("NaN")
    } else {
      write(number < 0 ? "-Infinity" : "Infinity")
    }
  }

  /// Below 10^6.
  @inline(__always)
  private mutating func write(small whole: UInt32) {
    if whole < 10 {
      write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole))
    } else {
      let digits = whole < 100 ? 2 : whole < 1_000 ? 3 : whole < 10_000 ? 4 : whole < 100_000 ? 5 : 6
      write(whole: UInt64(whole), digits: digits)
    }
  }

  private mutating func write(_ number: DecimalDigits) {
    if number.isNegative { write(UInt8(ascii: "-")) }
    let count = number.count
    // Digits before the point.
    let before = number.exponent + 1
    switch before {
    case 1...21 where before >= count:
      write(whole: number.digits, digits: count)
      writeZeros(before - count)
    case 1...21:
      write(whole: number.digits, digits: count, pointAfter: before)
    case -3...0:
      write("0.")
      writeZeros(-before)
      write(whole: number.digits, digits: count)
    default:
      write(whole: number.digits, digits: count, pointAfter: 1)
      write(UInt8(ascii: "e"))
      write(whole: number.exponent)
    }
  }

  private mutating func writeZeros(_ count: Int) {
    for _ in 0..<count { write(UInt8(ascii: "0")) }
  }
}
