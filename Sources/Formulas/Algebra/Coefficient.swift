/// The number before a term, kept as a person keeps it: a decimal fraction over a whole number, so that 2 · 0.5 is 1,
/// 3 · 0.1 is 0.3, and 1/3 stays 1/3. Value: mantissa · 10^exponent / denominator.
struct Coefficient: Hashable {
  private(set) var mantissa: Int64
  /// At most 0 where the mantissa has room for it.
  private(set) var exponent: Int
  /// Above 0.
  private(set) var denominator: Int64

  static let one = Coefficient(mantissa: 1, exponent: 0, denominator: 1)

  var isZero: Bool { mantissa == 0 }
  var isOne: Bool { self == .one }
  var isNegative: Bool { mantissa < 0 }
  var negated: Coefficient { Coefficient(mantissa: -mantissa, exponent: exponent, denominator: denominator) }

  /// The decimal above the line.
  var numerator: Double {
    if exponent == 0 { return Double(mantissa) }
    return Double("\(mantissa)e\(exponent)") ?? .nan
  }

  private init(mantissa: Int64, exponent: Int, denominator: Int64) {
    self.mantissa = mantissa
    self.exponent = exponent
    self.denominator = denominator
  }

  /// - Returns: nil for infinities and NaN.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    if value.magnitude < 1e15, value == value.rounded() {
      self.init(mantissa: Int64(value), exponent: 0, denominator: 1)
      return
    }
    var mantissa: Int64 = 0
    var exponent = 0
    var isPastPoint = false
    var scalars = Substring(value.magnitude.description).utf8
    while let digit = scalars.popFirst() {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        mantissa = mantissa * 10 + Int64(digit - UInt8(ascii: "0"))
        if isPastPoint { exponent -= 1 }
      case UInt8(ascii: "."): isPastPoint = true
      default:
        exponent += Int(Substring(scalars)) ?? 0
        scalars = Substring().utf8
      }
    }
    guard
      let reduced = Coefficient.reduced(
        mantissa: value < 0 ? -mantissa : mantissa, exponent: exponent, denominator: 1)
    else { return nil }
    self = reduced
  }

  /// In lowest terms; a decimal fraction takes a denominator of twos and fives in.
  private static func reduced(mantissa: Int64, exponent: Int, denominator: Int64) -> Coefficient? {
    guard denominator != 0, mantissa != .min, denominator != .min else { return nil }
    guard mantissa != 0 else { return Coefficient(mantissa: 0, exponent: 0, denominator: 1) }
    var m = denominator < 0 ? -mantissa : mantissa
    var e = exponent
    var d = abs(denominator)
    while m % 10 == 0, e < 0 {
      m /= 10
      e += 1
    }
    while e > 0, let next = product(m, 10), abs(next) < 1_000_000_000_000_000 {
      m = next
      e -= 1
    }
    let divisor = greatestCommonDivisor(abs(m), d)
    m /= divisor
    d /= divisor
    if e < 0, d > 1 {
      var (folded, foldedExponent, rest) = (m, e, d)
      while rest % 2 == 0, let next = product(folded, 5) {
        (folded, foldedExponent, rest) = (next, foldedExponent - 1, rest / 2)
      }
      while rest % 5 == 0, let next = product(folded, 2) {
        (folded, foldedExponent, rest) = (next, foldedExponent - 1, rest / 5)
      }
      if rest == 1 { (m, e, d) = (folded, foldedExponent, rest) }
    }
    while m % 10 == 0, e < 0 {
      m /= 10
      e += 1
    }
    let result = Coefficient(mantissa: m, exponent: e, denominator: d)
    // What no double can hold stays in factors: 2 · 1e308.
    if abs(e) > 280, !result.numerator.isFinite || result.numerator == 0 { return nil }
    return result
  }

  private static func product(_ a: Int64, _ b: Int64) -> Int64? {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : result
  }

  private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  /// What all have in common, above 0: the same number, or the largest whole divisor of whole numbers.
  static func commonFactor(of all: [Coefficient]) -> Coefficient {
    guard let first = all.first else { return .one }
    let size = first.isNegative ? first.negated : first
    if all.allSatisfy({ $0 == size || $0.negated == size }) { return size }
    guard all.allSatisfy({ $0.exponent == 0 && $0.denominator == 1 && !$0.isZero }) else { return .one }
    let divisor = all.reduce(0) { greatestCommonDivisor(abs($0), abs($1.mantissa)) }
    return Coefficient(mantissa: divisor, exponent: 0, denominator: 1)
  }

  private var value: Double { numerator / Double(denominator) }

  /// - Returns: nil if the result is no finite number, or is 0 by being too small.
  func times(_ other: Coefficient) -> Coefficient? {
    if isOne { return other }
    if other.isOne { return self }
    if let m = Coefficient.product(mantissa, other.mantissa),
      let d = Coefficient.product(denominator, other.denominator),
      let exact = Coefficient.reduced(mantissa: m, exponent: exponent + other.exponent, denominator: d)
    {
      return exact
    }
    let product = value * other.value
    return product == 0 && !isZero && !other.isZero ? nil : Coefficient(product)
  }

  /// - Returns: nil if the result is no finite number, or is 0 by being too small.
  func over(_ other: Coefficient) -> Coefficient? {
    guard !other.isZero else { return nil }
    if let m = Coefficient.product(mantissa, other.denominator),
      let d = Coefficient.product(denominator, other.mantissa),
      let exact = Coefficient.reduced(mantissa: m, exponent: exponent - other.exponent, denominator: d)
    {
      return exact
    }
    let quotient = value / other.value
    return quotient == 0 && !isZero ? nil : Coefficient(quotient)
  }

  /// - Returns: nil if the result is no finite number.
  func plus(_ other: Coefficient) -> Coefficient? {
    let e = min(exponent, other.exponent)
    if let m1 = scaled(to: e, denominator: other.denominator),
      let m2 = other.scaled(to: e, denominator: denominator),
      let d = Coefficient.product(denominator, other.denominator)
    {
      let (m, overflow) = m1.addingReportingOverflow(m2)
      if !overflow, let exact = Coefficient.reduced(mantissa: m, exponent: e, denominator: d) { return exact }
    }
    return Coefficient(value + other.value)
  }

  private func scaled(to e: Int, denominator d: Int64) -> Int64? {
    var result = Coefficient.product(mantissa, d)
    var steps = exponent - e
    guard steps < 20 else { return nil }
    while steps > 0, let m = result {
      result = Coefficient.product(m, 10)
      steps -= 1
    }
    return result
  }
}
