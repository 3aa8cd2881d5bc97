/// The bytes of a document that grows. Text is escaped, numbers are written with at most two decimals and a point
/// whatever the locale.
struct SVGBytes {
  var bytes: [UInt8] = []

  mutating func write(_ literal: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// As it stands: for what is known to hold no markup.
  mutating func write(raw text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Text or an attribute's value, drawn literally: markup is escaped, control characters are their pictures.
  mutating func write(text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": write("&amp;")
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "\"": write("&quot;")
      case "'": write("&#39;")
      default: bytes.append(contentsOf: UTF8.encode(scalar.drawn) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Text of several lines, in a title: line ends stay.
  mutating func write(lines text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { bytes.append(0x0a) }
      write(text: String(line))
    }
  }

  /// Rounded half away from zero to two decimals, trailing zeros dropped.
  mutating func write(_ number: Double) {
    guard number.isFinite, abs(number) < 1e12 else { return write("0") }
    var hundredths = Int((number * 100).rounded())
    if hundredths < 0 {
      bytes.append(0x2d)
      hundredths = -hundredths
    }
    write(hundredths / 100)
    let rest = hundredths % 100
    guard rest > 0 else { return }
    bytes.append(0x2e)
    bytes.append(UInt8(0x30 + rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(0x30 + rest % 10)) }
  }

  mutating func write(_ whole: Int) {
    if whole >= 10 { write(whole / 10) }
    bytes.append(UInt8(0x30 + whole % 10))
  }

  mutating func write(_ point: SVGLayout.Point) {
    write(point.x)
    bytes.append(0x20)
    write(point.y)
  }
}
