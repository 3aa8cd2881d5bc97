/// Rounding to so many digits, from the exact value.
///
/// The number times a power of ten is computed to 128 bits with a bound on what was cut off. Only where that bound leaves
/// the side of a half open does exact arithmetic with long numbers decide.
extension DecimalDigits {
  /// The digits of a positive finite `number`, and the power of ten of the first. May have trailing zeros.
  static func rounded(_ number: Double, to wanted: Int) -> (whole: UInt64, exponent: Int) {
    // number = mantissa · 2^power, the mantissa's highest bit set.
    let bits = number.significandBitPattern
    let biased = Int(number.exponentBitPattern)
    var mantissa = biased == 0 ? bits : bits | (1 &<< 52)
    let lead = mantissa.leadingZeroBitCount
    mantissa &<<= UInt64(truncatingIfNeeded: lead)
    let power = (biased == 0 ? -1074 : biased - 1075) - lead

    // ⌊log10 2^(power + 63)⌋: the exponent of the first digit, or one below it.
    var exponent = ((power &+ 63) &* 1_292_913_986) &>> 32
    var scaled = Scaled(mantissa, power, byTenTo: wanted - 1 - exponent)
    if scaled.whole >= tens[wanted] {
      exponent += 1
      scaled = Scaled(mantissa, power, byTenTo: wanted - 1 - exponent)
    }
    let up: Bool
    switch scaled.side {
    case .below: up = false
    case .above: up = true
    case .unknown:
      up = isAboveHalf(mantissa, power, byTenTo: wanted - 1 - exponent, whole: scaled.whole)
    }
    let whole = scaled.whole + (up ? 1 : 0)
    return whole == tens[wanted] ? (tens[wanted - 1], exponent + 1) : (whole, exponent)
  }

  /// mantissa · 2^power · 10^k, cut into whole and fraction.
  private struct Scaled {
    enum Side { case below, above, unknown }
    var whole: UInt64
    /// On which side of a half the fraction lies.
    var side: Side

    /// For results below 2^60, and at least 1 but for what was cut off.
    init(_ mantissa: UInt64, _ power: Int, byTenTo k: Int) {
      var high: UInt64
      var low: UInt64 = 0
      var exponent: Int
      if k >= 0, k < 27 {
        // 5^k is exact, and the usual case.
        let lead = fives[k].leadingZeroBitCount
        high = fives[k] &<< UInt64(truncatingIfNeeded: lead)
        exponent = k &- lead &- 64
      } else {
        (high, low, exponent) = Self.power(k)
      }
      // Cut off of the power: less than 3 of the last of 128 bits; of the product: less than 4.
      let product = Self.product(high, low, mantissa)
      (high, low) = (product.high, product.middle)
      // The number is (high · 2^64 + low) · 2^−shift with 69 ≤ shift ≤ 128.
      let shift = UInt64(truncatingIfNeeded: 0 &- (exponent &+ 64 &+ power))
      whole = shift == 128 ? 0 : high &>> (shift &- 64)
      let left = 128 &- shift
      let fractionHigh = left == 0 ? high : high &<< left | low &>> (64 &- left)
      let fractionLow = low &<< left
      let half: UInt64 = 1 << 63
      if fractionHigh > half || (fractionHigh == half && fractionLow > 0) {
        side = .above
      } else {
        let carries = fractionLow.addingReportingOverflow(4 &<< left).overflow
        side = fractionHigh &+ (carries ? 1 : 0) < half ? .below : .unknown
      }
    }

    /// 10^k to 128 bits, the highest bit set.
    private static func power(_ k: Int) -> (high: UInt64, low: UInt64, exponent: Int) {
      let j = Int(UInt32(truncatingIfNeeded: k &+ 324) / 27)
      let r = k &+ 324 &- 27 &* j
      let high = coarsePowers[2 &* j]
      let low = coarsePowers[2 &* j &+ 1]
      let exponent = ((27 &* (j &- 12) &* 14_267_572_527) &>> 32) &- 127
      guard r > 0 else { return (high, low, exponent) }
      let lead = fives[r].leadingZeroBitCount
      let product = Self.product(high, low, fives[r] &<< UInt64(truncatingIfNeeded: lead))
      let scale = exponent &+ 64 &- lead &+ r
      if product.high &>> 63 == 1 { return (product.high, product.middle, scale) }
      return (
        product.high &<< 1 | product.middle &>> 63, product.middle &<< 1 | product.low &>> 63, scale &- 1
      )
    }

    /// 128 bits times 64.
    @inline(__always)
    private static func product(
      _ high: UInt64, _ low: UInt64, _ factor: UInt64
    ) -> (high: UInt64, middle: UInt64, low: UInt64) {
      let lower = low.multipliedFullWidth(by: factor)
      let upper = high.multipliedFullWidth(by: factor)
      let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
      return (upper.high &+ (carry ? 1 : 0), middle, lower.low)
    }
  }

  /// Whether mantissa · 2^power · 10^k > whole + ½, or equal to it with an odd whole: by long multiplication.
  private static func isAboveHalf(_ mantissa: UInt64, _ power: Int, byTenTo k: Int, whole: UInt64) -> Bool {
    // Both sides doubled, and multiplied by what makes them whole numbers.
    var number = LongNumber(mantissa)
    var half = LongNumber(2 * whole + 1)
    let twos = power + 1 + k
    number.multiply(byFiveTo: max(k, 0))
    half.multiply(byFiveTo: max(-k, 0))
    number.shift(by: max(twos, 0))
    half.shift(by: max(-twos, 0))
    switch LongNumber.compare(number, half) {
    case ..<0: return false
    case 1...: return true
    default: return whole % 2 == 1
    }
  }
}

/// A whole number of any length, for the rare ties.
private struct LongNumber {
  /// The lowest first; the last is not 0.
  private var limbs: [UInt64]

  init(_ value: UInt64) { limbs = [value] }

  mutating func multiply(byFiveTo power: Int) {
    var left = power
    while left > 0 {
      let step = min(left, 27)
      let factor = DecimalDigits.fives[step]
      var carry: UInt64 = 0
      for i in limbs.indices {
        let product = limbs[i].multipliedFullWidth(by: factor)
        let (sum, overflow) = product.low.addingReportingOverflow(carry)
        limbs[i] = sum
        carry = product.high + (overflow ? 1 : 0)
      }
      if carry > 0 { limbs.append(carry) }
      left -= step
    }
  }

  mutating func shift(by bits: Int) {
    let (whole, rest) = bits.quotientAndRemainder(dividingBy: 64)
    if rest > 0 {
      var carry: UInt64 = 0
      for i in limbs.indices {
        let limb = limbs[i]
        limbs[i] = limb << UInt64(rest) | carry
        carry = limb >> UInt64(64 - rest)
      }
      if carry > 0 { limbs.append(carry) }
    }
    limbs.insert(contentsOf: repeatElement(0, count: whole), at: 0)
  }

  /// Negative, 0 or positive, as `a − b`.
  static func compare(_ a: LongNumber, _ b: LongNumber) -> Int {
    guard a.limbs.count == b.limbs.count else { return a.limbs.count - b.limbs.count }
    for i in a.limbs.indices.reversed() where a.limbs[i] != b.limbs[i] {
      return a.limbs[i] < b.limbs[i] ? -1 : 1
    }
    return 0
  }
}
