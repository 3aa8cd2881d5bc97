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
    let digits = Array(String(number.digits).utf8)
    // Digits before the point.
    let before = number.exponent + 1
    switch before {
    case 1...21 where before >= digits.count:
      write(digits)
      write(zeros: before - digits.count)
    case 1...21:
      write(digits[..<before])
      write(".")
      write(digits[before...])
    case -3...0:
      write("0.")
      write(zeros: -before)
      write(digits)
    default:
      write(digits[..<1])
      if digits.count > 1 { write(".") }
      write(digits[1...])
      write("e")
      write(whole: number.exponent)
    }
  }
}
