extension String {
  /// The form in which names are compared: two names are one if theirs is the same. Files, command line, library,
  /// pictures and random numbers all ask here.
  ///
  /// A run of lowered signs is `_` and the plain signs; then a `_` between a letter and a digit is dropped; `′` is
  /// `'`; all else is compared in Unicode's form C:
  ///
  ///     w₁, w_1, w1       w1
  ///     xᵢ, x_i           x_i     (not xi)
  ///     xᵢⱼ               x_ij
  ///     net_h_1           net_h1
  ///     w1_2, y_hat, ŷ    as they are
  ///     x″                x''
  ///
  /// O(length).
  package var canonicalName: String {
    guard utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "_") }) else { return self }
    let plain = onTheLine
    var result = String.UnicodeScalarView()
    // Of the sign before; a mark is part of its letter.
    var isLetter = false
    for (place, scalar) in plain.enumerated() {
      if scalar == "_", isLetter, place + 1 < plain.count, plain[place + 1].isDigit { continue }
      result.append(scalar)
      isLetter = scalar.isLetter || isLetter && scalar.isMark
    }
    return String(result).composed
  }

  /// The scalars with lowered signs on the line behind a `_`, and with primes as `'`.
  private var onTheLine: [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var wasIndex = false
    for scalar in unicodeScalars {
      let isIndex = scalar.isIndex
      if isIndex, !wasIndex { result.append("_") }
      wasIndex = isIndex
      if let count = scalar.primes {
        result += repeatElement("'", count: count)
      } else {
        result.append(isIndex ? scalar.script?.plain ?? scalar : scalar)
      }
    }
    return result
  }
}
