extension Lexer {
  /// The number that a word says, correctly rounded; nil if it is too large.
  func number(_ token: Token) -> Double? {
    if bytes[token.start] >= 0x80 { return Lexer.fraction(scalar(at: token.start).0) ?? .infinity }
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var point = false
    var plain = true
    for index in token.start..<token.end {
      switch bytes[index] {
      case let byte where byte >= 0x30 && byte <= 0x39:
        mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
        digits += 1
        if point { decimals += 1 }
      case UInt8(ascii: "."): point = true
      case UInt8(ascii: "_"): break
      default: plain = false
      }
      if !plain || digits > 15 { break }
    }
    // Both are exact below 2^53 and 10^22, so one division rounds once.
    if plain, digits <= 15 {
      return decimals == 0 ? Double(mantissa) : Double(mantissa) / Lexer.powersOfTen[decimals]
    }
    var number = String(decoding: bytes[token.range], as: UTF8.self).filter { $0 != "_" }
    if number.hasSuffix(".") { number += "0" }
    guard let value = Double(number.hasPrefix(".") ? "0" + number : number), value.isFinite else { return nil }
    return value
  }

  /// ½, ⅓ and the like.
  static func fraction(_ scalar: Unicode.Scalar) -> Double? {
    switch scalar {
    case "½": 1 / 2
    case "⅓": 1 / 3
    case "⅔": 2 / 3
    case "¼": 1 / 4
    case "¾": 3 / 4
    case "⅕": 1 / 5
    case "⅖": 2 / 5
    case "⅗": 3 / 5
    case "⅘": 4 / 5
    case "⅙": 1 / 6
    case "⅚": 5 / 6
    case "⅛": 1 / 8
    case "⅜": 3 / 8
    case "⅝": 5 / 8
    case "⅞": 7 / 8
    default: nil
    }
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
