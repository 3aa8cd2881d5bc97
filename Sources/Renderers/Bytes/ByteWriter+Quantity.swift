import Pictures

/// Numbers and tensors as JSON: `12`, `[[1, 2], [3, 4]]`.
extension ByteWriter {
  /// - Parameters:
  ///   - quote: around NaN and the infinities, which JSON has no words for: `"`, or `\"` inside a quoted text.
  ///   - separator: between the entries of a tensor.
  mutating func write(
    _ quantity: Quantity, _ spelling: Spelling, quote: StaticString, separator: StaticString
  ) {
    switch quantity {
    case .number(let number):
      writeQuoted(number, spelling, quote: quote)
    case .tensor(let shape, let values):
      guard !shape.isEmpty else {
        if let number = values.first { writeQuoted(number, spelling, quote: quote) }
        return
      }
      guard !values.isEmpty else {
        write("[]")
        return
      }
      // A bracket opens wherever an index of that axis is 0, and closes where it is the last.
      for (i, value) in values.enumerated() {
        var opened = 0
        var span = 1
        for extent in shape.reversed() {
          span *= max(extent, 1)
          guard i % span == 0 else { break }
          opened += 1
        }
        if i > 0 { write(separator) }
        for _ in 0..<opened { write("[") }
        writeQuoted(value, spelling, quote: quote)
        var closed = 0
        span = 1
        for extent in shape.reversed() {
          span *= max(extent, 1)
          guard (i + 1) % span == 0 else { break }
          closed += 1
        }
        for _ in 0..<closed { write("]") }
      }
    }
  }

  private mutating func writeQuoted(_ number: Double, _ spelling: Spelling, quote: StaticString) {
    if number.isFinite {
      write(number, spelling)
    } else {
      write(quote)
      write(number, spelling)
      write(quote)
    }
  }
}
