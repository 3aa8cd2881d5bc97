import Letters

extension Formula {
  /// A title as it is set: words, and in them names of nodes, `y = ln(x1) + x1·x2`.
  ///
  /// What has digits or an underscore is no word of a language, nor is a letter alone, but for those that are words in English. Any
  /// other name counts as one beside a sign of mathematics.
  package init(title: String, isName: (String) -> Bool) {
    let scalars = Array(title.unicodeScalars)
    var runs: [Run] = []
    func add(_ kind: Run.Kind, _ part: ArraySlice<Unicode.Scalar>) {
      let text = String(String.UnicodeScalarView(part))
      if kind == .words, runs.last?.kind == .words { return runs[runs.count - 1].text += text }
      runs.append(Run(kind, text))
    }
    var place = 0
    while place < scalars.count {
      var end = place
      while end < scalars.count, Self.isPartOfName(scalars[end], isFirst: end == place) { end += 1 }
      if end == place {
        if scalars[place] == "ᵀ" { add(.raised, ["T"]) } else { add(.words, scalars[place...place]) }
        place += 1
        continue
      }
      let word = scalars[place..<end]
      let before = scalars[..<place].last { $0 != " " }
      let after = scalars[end...].first { $0 != " " }
      // The s of `a unit's`, a part of a compound.
      let isJoined = [scalars[..<place].last, scalars[end...].first].contains { ["'", "’", "-"].contains($0) }
      let isInFormula = [before, after].contains { $0.map(Self.isSign) ?? false }
      let isNoWord = word.count == 1 ? !["a", "A", "I"].contains(word[place]) : word.contains { !$0.isLetter }
      add(
        !isJoined && (isNoWord || isInFormula) && isName(String(String.UnicodeScalarView(word))) ? .name : .words,
        word)
      place = end
    }
    self.init(runs)
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    if scalar.value >= 0x80 { return isFirst ? scalar.startsName : scalar.continuesName }
    return scalar.isLetter || !isFirst && (scalar.isDigit || scalar == "_")
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "*", "/", "^", "|", "<", ">", "·", "×", "−", "⊙", "²", "³", "‖", "√", "∂": true
    default: scalar.isRaisedLetter
    }
  }
}
