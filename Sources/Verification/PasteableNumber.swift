import Letters

/// Numbers in reports, spelled so that they can be pasted into a flow file.
enum PasteableNumber {
  /// The number to twelve significant digits, so that 0.07290000000000012 is 0.0729.
  static func short(_ number: Double) -> String { rounded(number).spelled }

  /// The number to six significant digits.
  static func brief(_ number: Double) -> String { significant(number, digits: 6) }

  /// The number to two significant digits.
  static func twoDigits(_ number: Double) -> String { significant(number, digits: 2) }

  /// `62.6833`, `8.7e12`, `-2.63078e-14`: rounded, and with an exponent where the size asks for one.
  private static func significant(_ number: Double, digits: Int) -> String {
    let size = number.magnitude
    if !number.isFinite || number == 0 { return number.spelled }
    if size >= 1e-4, size < 1e6 { return rounded(number, digits: digits).spelled }
    // 1 ≤ part < 10.
    var exponent = 0
    var part = size
    while part >= 10 { (part, exponent) = (part / 10, exponent + 1) }
    while part < 1 { (part, exponent) = (part * 10, exponent - 1) }
    part = rounded(part, digits: digits)
    if part >= 10 { (part, exponent) = (part / 10, exponent + 1) }
    return (number < 0 ? "-" : "") + part.spelled + "e\(exponent)"
  }

  /// `number` to so many significant digits, twelve unless given, where its size allows to round with exact powers of ten, else itself.
  static func rounded(_ number: Double, digits: Int = 12) -> Double {
    guard number.isFinite, number != 0 else { return number }
    // 10^11 ≤ |number|·scale < 10^12; powers of ten up to 10^22 are doubles.
    let coarse = (digits..<12).reduce(1.0) { power, _ in power * 10 }
    var scale = 1.0
    var magnitude = number.magnitude
    if magnitude >= 1e12 || magnitude < 1e-10 { return number }
    while magnitude < 1e11 {
      magnitude *= 10
      scale *= 10
    }
    // First to twelve digits, else 0.15 would be rounded as 0.1499….
    let twelve = (number * scale).rounded()
    return (twelve / coarse).rounded() * coarse / scale
  }
}
