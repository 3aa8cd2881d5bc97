extension StringProtocol {
  var withoutBlanksBehind: String { String(reversed().drop { $0 == " " || $0 == "\t" }.reversed()) }
}

/// The text of a string token.
enum Strings {
  /// - Returns: the text between the quotes with its escapes resolved, and the first escape that means nothing.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> (text: String, badEscape: Range<Int>?) {
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    guard bytes[inner].contains(UInt8(ascii: "\\")) else {
      return (String(decoding: bytes[inner], as: UTF8.self), nil)
    }
    var result: [UInt8] = []
    var bad: Range<Int>?
    var index = inner.lowerBound
    while index < inner.upperBound {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < inner.upperBound else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let start = index
      index += 2
      switch bytes[start + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): result.append(bytes[start + 1])
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "u"):
        if let (scalar, end) = scalar(bytes, index, inner.upperBound) {
          result.append(contentsOf: Array(String(Character(scalar)).utf8))
          index = end
        } else {
          bad = bad ?? start..<index
        }
      default:
        while index < inner.upperBound, bytes[index] & 0xC0 == 0x80 { index += 1 }
        bad = bad ?? start..<index
      }
    }
    return (String(decoding: result, as: UTF8.self), bad)
  }

  /// `{1F600}` behind `\u`.
  private static func scalar(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> (Unicode.Scalar, Int)? {
    guard start < limit, bytes[start] == UInt8(ascii: "{") else { return nil }
    var index = start + 1
    var digits = ""
    while index < limit, bytes[index] != UInt8(ascii: "}"), digits.utf8.count < 8 {
      digits.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      index += 1
    }
    guard index < limit, bytes[index] == UInt8(ascii: "}"), let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, index + 1)
  }
}
