import Autodiff
import Pictures

extension Formula {
  /// With numbers in the place of names: a negative one in parentheses where it does not begin a sum, and a dot where two factors
  /// would meet. Nil where a name has no number.
  func filled(with number: (_ node: Int) -> Formula?) -> Formula? {
    var filled: [Run] = []
    var isBehindFactor = false
    for (place, run) in runs.enumerated() {
      guard let node = run.node else {
        var run = run
        if run.kind == .dot { run.layout = .both }
        if isBehindFactor, run.kind == .open, run.layout != .stacked { filled.append(Run(.dot, "·")) }
        if run.kind == .number, run.text.hasPrefix("−") || isBehindFactor { return nil }
        filled.append(run)
        isBehindFactor = false
        continue
      }
      guard let number = number(node), let last = number.runs.last else { return nil }
      let next = place + 1 < runs.count ? runs[place + 1].kind : nil
      let isNegative = number.runs[0].text.hasPrefix("−")
      let isRaised = next == .raised || next == .power
      let before = filled.last { $0.layout != .stacked }
      if let before, before.kind == .number || before.kind == .exponent || before.text == ")" {
        filled.append(Run(.dot, "·"))
      }
      let begins = before == nil || before?.kind == .open || before?.kind == .comma
      if isRaised ? isNegative || last.kind == .exponent : isNegative && !begins {
        filled += number.inParentheses.runs
      } else {
        filled += number.runs
      }
      isBehindFactor = true
    }
    return Formula(filled)
  }
}

extension NumberFormat {
  /// The number that a reader of its text has.
  func printed(_ number: Double) -> Double { printedNumber(number)?.double ?? number }

  /// In parentheses if it is negative, to stand behind an operator.
  func operand(_ number: Double) -> String {
    let text = text(number)
    return text.hasPrefix("−") ? "(\(text))" : text
  }
}
