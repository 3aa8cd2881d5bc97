import Diagrams

/// Numbers as short as they can be and still true.
///
/// Four significant digits by default, rounded half to even from the exact value, trailing zeros dropped; whole numbers
/// below 10^7 in full; plain between 10^-4 and 10^6, else `1.234e−5`; −0 is 0; `∞`, `NaN`; the true minus sign.
public struct NumberFormat: Sendable {
  /// Significant digits, from 1 to 17.
  public var precision: Int
  public init(precision: Int = 4) { self.precision = min(max(precision, 1), 17) }

  /// The number as a picture writes it.
  public func text(_ number: Double) -> String {
    guard let decimal = decimal(number) else {
      return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞"
    }
    return Self.text(decimal, isPlain: Self.isPlain(number))
  }

  /// The number in the fewest digits that read back as it, for where there is room.
  public func fullText(_ number: Double) -> String {
    guard let decimal = DecimalDigits(shortest: number) else { return text(number) }
    return Self.text(decimal, isPlain: Self.isPlain(number))
  }

  /// The digits that `text` writes; nil for NaN and the infinities.
  func decimal(_ number: Double) -> DecimalDigits? {
    DecimalDigits(rounding: number, to: Self.isWhole(number) ? 17 : precision)
  }

  /// Whether all digits are written.
  static func isWhole(_ number: Double) -> Bool {
    number.magnitude < 1e7 && number == number.rounded(.towardZero)
  }

  private static func isPlain(_ number: Double) -> Bool {
    number == 0 || isWhole(number) || (number.magnitude >= 1e-4 && number.magnitude <= 1e6)
  }

  private static func text(_ decimal: DecimalDigits, isPlain: Bool) -> String {
    let digits = String(decimal.digits)
    let exponent = decimal.exponent
    var text = decimal.isNegative ? "−" : ""
    if !isPlain {
      text += digits.prefix(1)
      if decimal.count > 1 { text += "." + digits.dropFirst() }
      text += exponent < 0 ? "e−" : "e"
      text += String(exponent.magnitude)
    } else if exponent < 0 {
      text += "0." + String(repeating: "0", count: -exponent - 1) + digits
    } else if exponent >= decimal.count - 1 {
      text += digits + String(repeating: "0", count: exponent - decimal.count + 1)
    } else {
      text += digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }
    return text
  }
}
