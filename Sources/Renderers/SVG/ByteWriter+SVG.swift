import Letters

/// What SVG is made of: escaped text, and numbers with at most two decimals and a point whatever the locale.
extension ByteWriter {
  /// Text or an attribute's value, drawn literally: markup is escaped, control characters are their pictures.
  mutating func write(escaping text: String) {
    guard text.utf8.contains(where: { Self.needsCare[Int($0)] }) else { return write(copying: text) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": write("&amp;")
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "\"": write("&quot;")
      case "'": write("&#39;")
      default: for byte in UTF8.encode(scalar.shown) ?? UTF8.encodedReplacementCharacter { write(byte) }
      }
    }
  }

  /// Markup, and the first bytes of what `Unicode.Scalar.shown` replaces.
  private static let needsCare: [Bool] = (0...255).map { (byte: UInt8) -> Bool in
    [0x26, 0x27, 0x3c, 0x3e].contains(byte) || Letter.kinds[Int(byte)] != Letter.plain
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
    guard number.magnitude < 1e12 else { return write("0") }
    var hundredths = Int((number * 100).rounded())
    if hundredths < 0 {
      write("-")
      hundredths = -hundredths
    }
    write(whole: hundredths / 100)
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
