import Pictures

/// A number as a reader has it who calculates with what is printed: decimal and exact.
struct PrintedNumber: Equatable {
  private var isNegative: Bool
  /// The last digit first, no zero in front; empty for 0.
  private var digits: [UInt8]
  /// The power of ten of the last digit.
  private var unit: Int

  /// The nearest double, or nearly so.
  var double: Double {
    let text = "\(isNegative ? "-" : "")\(digits.reversed().map(String.init).joined())e\(unit)"
    return digits.isEmpty ? 0 : Double(text) ?? 0
  }

  static let one = PrintedNumber(isNegative: false, digits: [1], unit: 0)
  static let zero = PrintedNumber(isNegative: false, digits: [], unit: 0)

  private init(isNegative: Bool, digits: [UInt8], unit: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.unit = unit
    while self.digits.last == 0 { self.digits.removeLast() }
    // Zeros at the end would only grow.
    let zeros = self.digits.prefix { $0 == 0 }.count
    if zeros > 0 {
      self.digits.removeFirst(zeros)
      self.unit += zeros
    }
    if self.digits.isEmpty { (self.isNegative, self.unit) = (false, 0) }
  }

  init(_ decimal: DecimalDigits) {
    var digits: [UInt8] = []
    var rest = decimal.digits
    while rest != 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    self.init(isNegative: decimal.isNegative, digits: digits, unit: decimal.exponent - decimal.count + 1)
  }

  static func * (a: PrintedNumber, b: PrintedNumber) -> PrintedNumber {
    var sums = [Int](repeating: 0, count: a.digits.count + b.digits.count)
    for (i, first) in a.digits.enumerated() where first != 0 {
      for (j, second) in b.digits.enumerated() { sums[i + j] += Int(first) * Int(second) }
    }
    return PrintedNumber(isNegative: a.isNegative != b.isNegative, digits: carried(sums), unit: a.unit + b.unit)
  }

  static func + (a: PrintedNumber, b: PrintedNumber) -> PrintedNumber {
    if a.digits.isEmpty { return b }
    if b.digits.isEmpty { return a }
    let unit = min(a.unit, b.unit)
    let (one, other) = (a.shifted(to: unit), b.shifted(to: unit))
    var sums = [Int](repeating: 0, count: max(one.count, other.count) + 1)
    for (place, digit) in one.enumerated() { sums[place] += a.isNegative ? -Int(digit) : Int(digit) }
    for (place, digit) in other.enumerated() { sums[place] += b.isNegative ? -Int(digit) : Int(digit) }
    let isNegative = (sums.last { $0 != 0 } ?? 0) < 0
    if isNegative { for place in sums.indices { sums[place].negate() } }
    return PrintedNumber(isNegative: isNegative, digits: carried(sums), unit: unit)
  }

  private func shifted(to unit: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: self.unit - unit) + digits
  }

  /// Sums of digits, of which the leading one is positive, as digits.
  private static func carried(_ sums: [Int]) -> [UInt8] {
    var carry = 0
    var digits: [UInt8] = []
    for sum in sums {
      let total = sum + carry
      let digit = ((total % 10) + 10) % 10
      digits.append(UInt8(digit))
      carry = (total - digit) / 10
    }
    while carry > 0 {
      digits.append(UInt8(carry % 10))
      carry /= 10
    }
    return digits
  }

  /// Whether this, written by `format`'s rule, is what is printed for `number`. True for NaN and the infinities.
  func isPrinted(as number: Double, by format: NumberFormat) -> Bool {
    guard let printed = format.printedNumber(number) else { return true }
    return rounded(to: format.digitCount(ofExact: digits.count, unit: unit)) == printed
  }

  /// Half to even.
  private func rounded(to count: Int) -> PrintedNumber {
    let cut = digits.count - count
    guard cut > 0 else { return self }
    let kept = PrintedNumber(isNegative: isNegative, digits: Array(digits[cut...]), unit: unit + cut)
    let isOdd = digits[cut] % 2 == 1
    let isUp = digits[cut - 1] > 5 || digits[cut - 1] == 5 && (isOdd || digits[..<(cut - 1)].contains { $0 > 0 })
    return isUp ? kept + PrintedNumber(isNegative: isNegative, digits: [1], unit: unit + cut) : kept
  }
}

extension NumberFormat {
  /// The number as printed; nil for NaN and the infinities.
  func printedNumber(_ number: Double) -> PrintedNumber? { decimal(number).map { PrintedNumber($0) } }
}
