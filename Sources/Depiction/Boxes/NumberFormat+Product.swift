import Pictures

/// A product, written so that a reader who multiplies what is printed is not deceived.
extension NumberFormat {
  /// `6 · 2 = 12`; `0.2 · 2 ≈ 0.39` where the printed factors do not give the printed result. A negative second factor
  /// stands in parentheses.
  package func product(_ a: Double, _ b: Double, _ result: Double) -> String {
    let factor = text(b)
    let second = factor.hasPrefix("−") ? "(\(factor))" : factor
    return "\(text(a)) · \(second) \(productSign(a, b, result)) \(text(result))"
  }

  /// `=` if the printed factors, multiplied exactly and rounded like the result, give the printed result, else `≈`.
  func productSign(_ a: Double, _ b: Double, _ result: Double) -> String {
    if Self.isWhole(a), Self.isWhole(b), Self.isWhole(result) { return a * b == result ? "=" : "≈" }
    guard let left = decimal(a), let right = decimal(b), let printed = decimal(result) else { return "=" }
    if left.digits == 0 || right.digits == 0 { return printed.digits == 0 ? "=" : "≈" }
    guard printed.digits != 0, (left.isNegative != right.isNegative) == printed.isNegative else { return "≈" }

    // The exact product is `digits` · 10^unit.
    let digits = Self.digits(of: left.digits.multipliedFullWidth(by: right.digits))
    let unit = left.unit + right.unit
    let lead = unit + digits.count - 1
    // The digits that the rule writes: all of a whole number below 10^7, else so many.
    let kept = unit >= 0 && lead < 7 ? digits.count : precision
    let (rounded, carried) = Self.rounded(digits, to: kept)
    let written = Self.digits(of: (0, printed.digits))
    return rounded == written && lead + (carried ? 1 : 0) == printed.exponent ? "=" : "≈"
  }

  /// The decimal digits of a whole number of 128 bits, the first one first, without trailing zeros of the number's own.
  static func digits(of number: (high: UInt64, low: UInt64)) -> [UInt8] {
    var (high, low) = number
    var digits: [UInt8] = []
    while high != 0 || low != 0 {
      let (quotient, rest) = high.quotientAndRemainder(dividingBy: 10)
      let (lower, last) = UInt64(10).dividingFullWidth((rest, low))
      (high, low) = (quotient, lower)
      digits.append(UInt8(last))
    }
    return digits.reversed()
  }

  /// Half to even, trailing zeros dropped; `carried` where 9.99 became 10.
  static func rounded(_ digits: [UInt8], to count: Int) -> (digits: [UInt8], carried: Bool) {
    var kept = Array(digits.prefix(count))
    var carried = false
    if digits.count > count {
      let rest = digits[count...]
      let isAbove = rest[count] > 5 || (rest[count] == 5 && rest.dropFirst().contains { $0 != 0 })
      let isTie = rest[count] == 5 && !isAbove
      if isAbove || (isTie && kept[count - 1] % 2 == 1) {
        var place = count - 1
        while place >= 0, kept[place] == 9 {
          kept[place] = 0
          place -= 1
        }
        if place >= 0 {
          kept[place] += 1
        } else {
          kept.insert(1, at: 0)
          carried = true
        }
      }
    }
    while kept.last == 0 { kept.removeLast() }
    return (kept, carried)
  }
}

extension DecimalDigits {
  /// The power of ten of the last digit.
  fileprivate var unit: Int { exponent - count + 1 }
}
