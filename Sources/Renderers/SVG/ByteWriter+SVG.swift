import Letters

/// What SVG is made of: escaped text, and numbers with at most two decimals and a point whatever the locale.
extension ByteWriter {
  /// Text or an attribute's value, drawn literally: markup is escaped, control characters are their pictures.
  mutating func write(escaping text: String) {
    write(text) { scalar, writer in
      if !writer.write(markup: scalar) { writer.write(scalar: scalar.shown) }
      return true
    }
  }

  /// What would be markup, as its entity; whether it would be.
  mutating func write(markup scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "&": write("&amp;")
    case "<": write("&lt;")
    case ">": write("&gt;")
    case "\"": write("&quot;")
    case "'": write("&#39;")
    default: return false
    }
    return true
  }

  /// Escaped text of several lines, in a title: line ends stay.
  mutating func write(escapingLines text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { write(UInt8(ascii: "\n")) }
      write(escaping: String(line))
    }
  }

  /// Rounded half away from zero to two decimals, trailing zeros dropped.
  mutating func write(length number: Double) {
    guard number.magnitude < 1e9 else { return write("0") }
    var hundredths = Int64((number * 100).rounded())
    if hundredths < 0 {
      write("-")
      hundredths = -hundredths
    }
    write(whole: Int(hundredths / 100))
    let rest = hundredths % 100
    guard rest > 0 else { return }
    write(".")
    write(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { write(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  mutating func write(_ point: SVGLayout.Point) {
    write(length: point.x)
    write(" ")
    write(length: point.y)
  }
}
