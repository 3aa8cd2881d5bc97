import Pictures

/// A product, written so that a reader who multiplies what is printed is not deceived.
extension NumberFormat {
  /// `6 · 2 = 12`; `0.2 · 2 ≈ 0.39` where the printed factors do not give the printed result. A negative second factor
  /// stands in parentheses.
  package func product(_ a: Double, _ b: Double, _ result: Double) -> String {
    let (first, second, third) = (decimal(a), decimal(b), decimal(result))
    let factor = text(b, second)
    var product = text(a, first)
    product.append(" · ", factor.hasPrefix("−") ? "(\(factor))" : factor)
    product.append(isTrue(first, second, third) ? " = " : " ≈ ", text(result, third))
    return product
  }

  /// Whether the printed factors, multiplied exactly and rounded like the result, give the printed result. True for NaN and the
  /// infinities.
  ///
  /// 0.3333 · 3 = 0.9999 exactly, so that 1 would not be true; 3.333 · 3.333 = 11.108889, which four digits write as 11.11.
  func isTrue(_ a: DecimalDigits?, _ b: DecimalDigits?, _ result: DecimalDigits?) -> Bool {
    guard let a, let b, let result else { return true }
    // 17 digits each, at most.
    let product = UInt128(a.digits) * UInt128(b.digits)
    if product == 0 || result.digits == 0 { return product == 0 && result.digits == 0 }
    guard (a.isNegative != b.isNegative) == result.isNegative else { return false }
    var (count, power) = (0, UInt128(1))
    while product >= power { (count, power) = (count + 1, power * 10) }
    let surplus = count - digitCount(ofExact: count, unit: a.unit + b.unit)
    var cut = UInt128(1)
    for _ in 0..<max(surplus, 0) { cut *= 10 }
    var (whole, rest) = product.quotientAndRemainder(dividingBy: cut)
    if 2 * rest > cut || (2 * rest == cut && whole % 2 == 1) { whole += 1 }
    var unit = a.unit + b.unit + max(surplus, 0)
    while whole % 10 == 0 { (whole, unit) = (whole / 10, unit + 1) }
    return whole == result.digits && unit == result.unit
  }

  /// How many digits are written of a number that has exactly `count`, the last at 10^`unit`: all of a whole number below 10^7,
  /// and all that stand before the point of one below 10^6.
  func digitCount(ofExact count: Int, unit: Int) -> Int {
    let beforePoint = unit + count
    if unit >= 0 { return beforePoint <= 7 ? count : precision }
    return beforePoint > precision && beforePoint <= 6 ? beforePoint : precision
  }
}

extension DecimalDigits {
  /// The power of ten of the last digit.
  fileprivate var unit: Int { exponent - count + 1 }
}
