import Letters

/// Sets a formula in plain Unicode as a textbook does: `w1` as w₁, `x_in` with an index, `e²` with an exponent,
/// variables in italics, numbers, operators and functions upright. What it does not know it sets as it stands.
struct SVGMathematics {
  private let scalars: [Unicode.Scalar]
  private let upright: SVGFace
  private var at = 0
  private var out: [SVGText.Run] = []

  init(_ text: String, upright: SVGFace) {
    scalars = text.unicodeScalars.map { $0.shown }
    self.upright = upright
  }

  mutating func runs() -> [SVGText.Run] {
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar.isDigit || (scalar == "." && next(1)?.isDigit == true) {
        number()
      } else if scalar == "∂" {
        emit("∂", .italic)
        at += 1
      } else if scalar.isLetterOnLine || (scalar == "_" && next(1)?.isLetterOnLine == true) {
        name()
      } else if let (plain, script) = scalar.script {
        emit(plain, upright, script == .lowered ? .sub : .sup)
        at += 1
      } else {
        emit(scalar, upright)
        at += 1
      }
    }
    return out
  }

  /// `12`, `0.05`, `1.234e−5`. An `e` with a small exponent and no sign is a variable: `2e5` is 2·e₅, since numbers are
  /// written in full below 10^6.
  private mutating func number() {
    while let scalar = next(0), scalar.isDigit || scalar == "." { step(upright) }
    guard next(0) == "e", let sign = next(1) else { return }
    let signed = sign == "−" || sign == "-" || sign == "+"
    var length = signed ? 2 : 1
    var exponent = 0
    while let scalar = next(length), scalar.isDigit, length < 6 {
      exponent = exponent * 10 + Int(scalar.value - 0x30)
      length += 1
    }
    guard length > (signed ? 2 : 1), signed || exponent >= 6, next(length)?.isLetterOnLine != true else { return }
    for _ in 0..<length { step(upright) }
  }

  private mutating func name() {
    var end = at
    while end < scalars.count, scalars[end].isNamePart { end += 1 }
    if isFunction(from: at, to: end) {
      while at < end { step(upright) }
      return
    }
    if lettersWithIndices(to: end) { return }
    if isFunction(from: at, to: end) {
      // `layer_norm(` is one word.
      while at < end { step(upright) }
      return
    }
    // The base ends before the last digits, or at an underscore that something follows.
    var base = at
    while base < end, scalars[base] == "_" { base += 1 }
    while base < end, scalars[base] != "_" || base + 1 == end { base += 1 }
    var index = base
    if base == end {
      while base > at + 1, scalars[base - 1].isDigit { base -= 1 }
      index = base
    } else {
      index += 1
    }
    for position in at..<base { emit(scalars[position], scalars[position].isDigit ? upright : .italic) }
    for position in index..<end {
      emit(scalars[position], scalars[position].isLetterOnLine ? .italic : .sans, .sub)
    }
    at = end
  }

  /// `x1w1`, a product's name: letters that each have an index. Sets it and goes on, or does nothing.
  private mutating func lettersWithIndices(to end: Int) -> Bool {
    var letters = 0
    for position in at..<end {
      let isIndexed = position + 1 < end && (scalars[position + 1].isDigit || scalars[position + 1].isOverLetter)
      if scalars[position].isLetterOnLine && !scalars[position].isOverLetter {
        guard isIndexed else { return false }
        letters += 1
      } else if !scalars[position].isDigit, !scalars[position].isOverLetter {
        return false
      }
    }
    guard letters > 1, scalars[end - 1].isDigit else { return false }
    while at < end {
      if scalars[at].isDigit { emit(scalars[at], .sans, .sub) } else { emit(scalars[at], .italic) }
      at += 1
    }
    return true
  }

  /// A word of several letters before a bracket, or before an exponent or index and a bracket: `tanh(`, `sin²(`, `layer_norm(`,
  /// `mean₁(`. Its underscores are its own.
  private func isFunction(from start: Int, to end: Int) -> Bool {
    guard end - start > 1, !scalars[end - 1].isDigit else { return false }
    var after = end
    while after < scalars.count, scalars[after].script != nil { after += 1 }
    return after < scalars.count && scalars[after] == "("
  }

  private func next(_ offset: Int) -> Unicode.Scalar? {
    at + offset < scalars.count ? scalars[at + offset] : nil
  }

  private mutating func step(_ face: SVGFace) {
    emit(scalars[at], face)
    at += 1
  }

  private mutating func emit(_ scalar: Unicode.Scalar, _ face: SVGFace, _ script: SVGText.Script = .plain) {
    if var last = out.last, last.face == face, last.script == script {
      last.text.unicodeScalars.append(scalar)
      out[out.count - 1] = last
    } else {
      out.append(SVGText.Run(text: String(scalar), face: face, script: script))
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isLetterOnLine: Bool { properties.isAlphabetic && script == nil }

  /// A mark on the letter before it.
  fileprivate var isOverLetter: Bool { Display(value) == .mark }

  /// What may stand inside a name: letters, their marks, digits, underscores, primes.
  fileprivate var isNamePart: Bool {
    isDigit || self == "_" || self == "'" || self == "′" || isLetterOnLine || isOverLetter
  }
}
