/// The decimal digits of a finite number: ±d.ddd… × 10^exponent.
///
/// Exact: rounding looks at the number itself, which a double holds as a fraction with a power of two below, and not at
/// another rounding of it. No locale, no C library.
package struct DecimalDigits: Sendable, Hashable {
  /// False for zero, whatever its sign.
  package let isNegative: Bool
  /// The digits as a whole number, without trailing zeros; 0 for zero.
  package let digits: UInt64
  /// How many digits there are, at least 1.
  package let count: Int
  /// The power of ten of the first digit: 0 for 2.5, 2 for 250, −1 for 0.25.
  package let exponent: Int

  /// `number` rounded half to even to `significant` digits (1 to 17); nil for NaN and the infinities.
  package init?(rounding number: Double, to significant: Int) {
    guard number.isFinite else { return nil }
    guard number != 0 else {
      self.init(isNegative: false, whole: 0, exponent: 0)
      return
    }
    let wanted = min(max(significant, 1), 17)
    let magnitude = number.magnitude
    if magnitude < 9_007_199_254_740_992 {
      let whole = UInt64(magnitude)
      if Double(whole) == magnitude, whole < Self.tens[wanted] {
        self.init(isNegative: number < 0, whole: whole)
        return
      }
    }
    let (rounded, exponent) = Self.rounded(magnitude, to: wanted)
    self.init(isNegative: number < 0, whole: rounded, exponent: exponent)
  }

  /// The fewest digits that read back as `number`; nil for NaN and the infinities.
  package init?(shortest number: Double) {
    guard number.isFinite else { return nil }
    if number.magnitude < 1e15, number == number.rounded(.towardZero) {
      self.init(isNegative: number < 0, whole: UInt64(number.magnitude))
      return
    }
    // The standard library writes the shortest digits, in every locale as `-1.25e-07` or `0.0125`.
    var text = number.magnitude.description
    let (whole, exponent) = text.withUTF8 { utf8 in
      var whole: UInt64 = 0
      var place = 0
      var point = utf8.count
      while place < utf8.count, utf8[place] != UInt8(ascii: "e") {
        if utf8[place] == UInt8(ascii: ".") {
          point = place + 1
        } else {
          whole = 10 &* whole &+ UInt64(utf8[place] &- UInt8(ascii: "0"))
        }
        place += 1
      }
      let power = place < utf8.count ? Int(String(decoding: utf8[(place + 1)...], as: UTF8.self)) ?? 0 : 0
      return (whole, power - max(place - point, 0))
    }
    self.init(isNegative: number < 0, whole: whole, exponent: exponent + Self.count(of: whole) - 1)
  }

  /// A whole number of at most 19 digits.
  init(isNegative: Bool, whole: UInt64) {
    self.init(isNegative: isNegative, whole: whole, exponent: Self.count(of: whole) - 1)
  }

  /// The digits of `whole`, the first at 10^`exponent`.
  private init(isNegative: Bool, whole: UInt64, exponent: Int) {
    var digits = whole
    while digits != 0 {
      let (tenth, last) = digits.quotientAndRemainder(dividingBy: 10)
      guard last == 0 else { break }
      digits = tenth
    }
    self.isNegative = isNegative
    self.digits = digits
    self.count = Self.count(of: digits)
    self.exponent = exponent
  }

  /// How many decimal digits a whole number has; 1 for 0.
  static func count(of whole: UInt64) -> Int {
    // 1233/4096 is log10(2), near enough for 64 bits.
    let bits = 64 &- (whole | 1).leadingZeroBitCount
    let guess = (bits &* 1233) &>> 12
    return whole >= tens[guess] || guess == 0 ? guess &+ 1 : guess
  }
}
