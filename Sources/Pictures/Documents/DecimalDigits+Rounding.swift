/// Rounding to so many digits, from the exact value.
///
/// The shortest digits that read back as the number round to the same as the number itself, unless what is cut off of them is
/// exactly a half: a half between the two would be shorter, or nearer. With up to 15 digits, that is, since so many survive the
/// way to a double and back, unless it is a subnormal one. Everywhere else long multiplication decides.
extension DecimalDigits {
  /// The digits of a positive finite `number`, and the power of ten of the first. May have trailing zeros.
  static func rounded(_ number: Double, to wanted: Int) -> (whole: UInt64, exponent: Int) {
    if let quick = roundedInDoubles(number, to: wanted) { return quick }
    guard let shortest = DecimalDigits(shortest: number) else { return (0, 0) }
    var exponent = shortest.exponent
    func isAboveHalf(over whole: UInt64) -> Bool {
      Self.isAboveHalf(number, byTenTo: wanted - 1 - exponent, whole: whole)
    }
    if wanted <= 15, number.isNormal {
      guard shortest.count > wanted else { return (shortest.digits, exponent) }
      let unit = tens[shortest.count - wanted]
      let (whole, rest) = shortest.digits.quotientAndRemainder(dividingBy: unit)
      let isUp = 2 * rest == unit ? isAboveHalf(over: whole) : 2 * rest > unit
      return isUp && whole + 1 == tens[wanted] ? (tens[wanted - 1], exponent + 1) : (whole + (isUp ? 1 : 0), exponent)
    }
    // The shortest digits of 9.88e-324 are 1e-323.
    exponent -= 1
    if isAboveHalf(over: tens[wanted] - 1) { exponent += 1 }
    // The first whole number that is not more than a half too small.
    var (low, high) = (tens[wanted - 1], tens[wanted])
    if number.isNormal {
      // The shortest digits are less than 2^-53 of the number from it: 12 in the last of 17.
      let shift = wanted - shortest.count + shortest.exponent - exponent
      let near = shift < 0 ? shortest.digits / tens[-shift] : shortest.digits * tens[shift]
      (low, high) = (max(low, near - 16), min(high, near + 16))
    }
    while low < high {
      let middle = (low + high) / 2
      if isAboveHalf(over: middle) { low = middle + 1 } else { high = middle }
    }
    return low == tens[wanted] ? (tens[wanted - 1], exponent + 1) : (low, exponent)
  }

  /// Of a number of everyday size, whose product with a power of ten is exactly the sum of two doubles: the rounded product, and
  /// what it is too small. 0.1234565 to six digits: 123456.5, and 0.0000000000032 less than that, so 123456.
  private static func roundedInDoubles(_ number: Double, to wanted: Int) -> (whole: UInt64, exponent: Int)? {
    guard wanted <= 15, number >= 1e-15, number < 1e15 else { return nil }
    // ⌊log10 number⌋, or one less: 1233/4096 is log10(2).
    var exponent = (Int(number.exponent) * 1233) >> 12
    /// 10^k, exactly; nil where it is no double, or k is negative.
    func power() -> Double? {
      let k = wanted - 1 - exponent
      return tens.indices.contains(k) ? Double(tens[k]) : nil
    }
    if let power = power(), number * power >= Double(tens[wanted]) { exponent += 1 }
    guard let power = power() else { return nil }
    let product = number * power
    guard product < Double(tens[wanted]) else { return nil }
    let missing = (-product).addingProduct(number, power)
    let whole = UInt64(product)
    // Exact, since the product is below 2^53.
    let aboveHalf = product - Double(whole) - 0.5
    let isUp = aboveHalf > -missing || aboveHalf == -missing && whole % 2 == 1
    return isUp && whole + 1 == tens[wanted] ? (tens[wanted - 1], exponent + 1) : (whole + (isUp ? 1 : 0), exponent)
  }

  /// Whether number · 10^k > whole + ½, or equal to it with an odd whole: by long multiplication.
  private static func isAboveHalf(_ number: Double, byTenTo k: Int, whole: UInt64) -> Bool {
    let biased = Int(number.exponentBitPattern)
    let mantissa = biased == 0 ? number.significandBitPattern : number.significandBitPattern | 1 << 52
    // Both sides doubled, and multiplied by what makes them whole numbers.
    var product = LongNumber(mantissa)
    var half = LongNumber(2 * whole + 1)
    let twos = max(biased, 1) - 1074 + k
    product.multiply(byFiveTo: max(k, 0))
    half.multiply(byFiveTo: max(-k, 0))
    product.shift(by: max(twos, 0))
    half.shift(by: max(-twos, 0))
    let order = LongNumber.compare(product, half)
    return order == 0 ? whole % 2 == 1 : order > 0
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
