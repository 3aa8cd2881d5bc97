import Pictures

/// Numbers as short as they can be and still true.
///
/// Four significant digits by default, rounded half to even from the exact value, trailing zeros dropped, but never left of
/// the point: `123457`; whole numbers below 10^7 in full; plain between 10^-4 and 10^6, else `1.234e−5`; −0 is 0; `∞`,
/// `NaN`; the true minus sign.
package struct NumberFormat: Sendable {
  /// Significant digits, from 1 to 17.
  package var precision: Int
  package init(precision: Int = 4) { self.precision = min(max(precision, 1), 17) }

  /// The number as a picture writes it.
  package func text(_ number: Double) -> String { text(number, decimal(number)) }

  func text(_ number: Double, _ decimal: DecimalDigits?) -> String {
    guard let decimal else {
      return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞"
    }
    return Self.text(decimal, isPlain: Self.isPlain(number))
  }

  /// The number in the fewest digits that read back as it, for where there is room.
  package func fullText(_ number: Double) -> String {
    guard let decimal = DecimalDigits(shortest: number) else { return text(number) }
    return Self.text(decimal, isPlain: Self.isPlain(number))
  }

  /// One below the other, with as many digits as tell each from the next.
  func column(_ numbers: [Double]) -> [String] { numbers.map(telling(apart: [numbers]).text) }

  /// With as many digits as tell the rows of each column apart, up to nine: what differs by less is the same number.
  func telling(apart columns: [[Double]]) -> NumberFormat {
    var wide = self
    while wide.precision < 9, columns.contains(where: { !wide.tellsApart($0) }) { wide.precision += 1 }
    return wide
  }

  private func tellsApart(_ numbers: [Double]) -> Bool {
    zip(numbers, numbers.dropFirst()).allSatisfy { a, b in
      (a - b).magnitude <= 1e-8 * max(a.magnitude, b.magnitude) || !(a - b).isFinite || text(a) != text(b)
    }
  }

  /// The number as `text` writes it, in runs.
  func formula(_ number: Double) -> Formula {
    guard let decimal = decimal(number), !Self.isPlain(number) else { return .number(text(number)) }
    let exponent = (decimal.exponent < 0 ? "−" : "") + String(decimal.exponent.magnitude)
    return Formula([
      .init(.number, Self.text(decimal, isPlain: false, hasPower: false)), .init(.dot, "·", in: .stacked),
      .init(.exponent, exponent),
    ])
  }

  /// The digits that `text` writes; nil for NaN and the infinities.
  func decimal(_ number: Double) -> DecimalDigits? {
    if Self.isWhole(number) { return DecimalDigits(rounding: number, to: 17) }
    guard Self.isPlain(number) else { return DecimalDigits(rounding: number, to: precision) }
    // As many digits as stand before the point.
    var (digits, power) = (precision, 1.0)
    for _ in 0..<precision { power *= 10 }
    while number.magnitude >= power { (digits, power) = (digits + 1, power * 10) }
    return DecimalDigits(rounding: number, to: digits)
  }

  /// Whether all digits are written.
  static func isWhole(_ number: Double) -> Bool {
    number.magnitude < 1e7 && number == number.rounded(.towardZero)
  }

  private static func isPlain(_ number: Double) -> Bool {
    number == 0 || isWhole(number) || (number.magnitude >= 1e-4 && number.magnitude <= 1e6)
  }

  private static func text(_ decimal: DecimalDigits, isPlain: Bool, hasPower: Bool = true) -> String {
    // The digits, the last one first.
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    return withUnsafeMutableBytes(of: &digits) { digits in
      var rest = decimal.digits
      for place in 0..<decimal.count {
        digits[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      let count = decimal.count
      let exponent = decimal.exponent
      let beforePoint = isPlain ? exponent + 1 : 1
      // With minus, point and power; short texts are kept in place.
      let most = 4 + max(count, beforePoint) + max(1 - beforePoint, 0) + (isPlain ? 0 : 7)
      return String(unsafeUninitializedCapacity: most) { text in
        var length = 0
        func write(_ byte: UInt8) {
          text[length] = byte
          length += 1
        }
        func writeMinus() { for byte in "−".utf8 { write(byte) } }
        if decimal.isNegative { writeMinus() }
        if beforePoint <= 0 {
          write(UInt8(ascii: "0"))
          write(UInt8(ascii: "."))
          for _ in beforePoint..<0 { write(UInt8(ascii: "0")) }
        }
        for place in 0..<count {
          if place == beforePoint, place > 0 { write(UInt8(ascii: ".")) }
          write(digits[count - 1 - place])
        }
        for _ in count..<max(count, beforePoint) { write(UInt8(ascii: "0")) }
        if !isPlain, hasPower {
          write(UInt8(ascii: "e"))
          if exponent < 0 { writeMinus() }
          for byte in String(exponent.magnitude).utf8 { write(byte) }
        }
        return length
      }
    }
  }
}
