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
    if number.magnitude < 1e6, let whole = Int(exactly: number) { return write(whole: whole) }
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

  private mutating func write(_ number: DecimalDigits) {
    if number.isNegative { write("-") }
    // Digits before the point.
    let before = number.exponent + 1
    switch before {
    case 1...21:
      write(number, pointBehind: before)
      write(zeros: before - number.count)
    case -3...0:
      write("0.")
      write(zeros: -before)
      write(number, pointBehind: number.count)
    default:
      write(number, pointBehind: 1)
      write("e")
      write(whole: number.exponent)
    }
  }

  /// The digits, with a point behind so many of them if more follow.
  private mutating func write(_ number: DecimalDigits, pointBehind before: Int) {
    var rest = number.digits
    // The last digit first.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      var start = text.count
      for place in 0..<number.count {
        if number.count - place == before, place > 0 {
          start -= 1
          text[start] = UInt8(ascii: ".")
        }
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      write(UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
}
