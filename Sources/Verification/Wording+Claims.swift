import Autodiff
import FlowLanguage
import Letters

// Of claims.
extension Wording {
  static func shapes(actual: Shape, claimed: Shape) -> String {
    "its shape is \(actual), that of the claim \(claimed)"
  }

  static func held(_ verdict: Verdict) -> String { "line \(verdict.claim.line): \(verdict.claim.text)" }

  /// `line 15: ŷ = 9 is false: ŷ is 8`.
  static func refuted(_ verdict: Verdict) -> String {
    let said = verdict.reason ?? verdict.comparison.map { truth($0, of: verdict.claim) } ?? ""
    return held(verdict) + " is false: " + said + (verdict.cause.map { "; " + sentence($0) } ?? "")
  }

  private static func truth(_ comparison: Comparison, of claim: Claim) -> String {
    var (subject, other) = sides(of: claim.text)
    if comparison.statement.isTurned { (subject, other) = (other, subject) }
    let actual = comparison.actual
    let isSpelled = if case .constant = comparison.statement.claimed { true } else { false }
    if actual.scalars.count <= 6 {
      let sentence = subject + " is " + numbers(actual) { number(actual.scalars[$0], comparison, entry: $0) }
      if isSpelled { return sentence }
      let claimed = comparison.claimed
      if claimed.scalars.count > 6, let first = claimed.scalars.indices.first(where: { !comparison.holds(at: $0) }) {
        return sentence + ", entry \(claimed.shape.subscript(of: first)) of \(other) is "
          + PasteableNumber.short(claimed.scalars[first])
      }
      return sentence + ", " + other + " is " + numbers(claimed) { PasteableNumber.short(claimed.scalars[$0]) }
    }
    let wrong = actual.scalars.indices.filter { !comparison.holds(at: $0) }
    guard let first = wrong.first else { return "" }
    let others = wrong.count == 1 ? "" : "; \(wrong.count) of \(actual.scalars.count) entries differ"
    return "entry \(actual.shape.subscript(of: first)) of \(subject) is "
      + number(actual.scalars[first], comparison, entry: first)
      + ", the claim's \(comparison.claimed.number(at: first).spelled)" + others
  }

  /// What stands on either side of a claim's relation, in its own words: `dL/dw1` and `12`.
  private static func sides(of text: String) -> (String, String) {
    let relations: Set<Character> = ["=", "≈", "<", ">", "≤", "≥"]
    var depth = 0
    var left: Substring?
    var start = text.startIndex
    var end = text.endIndex
    for index in text.indices {
      switch text[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case let sign where depth == 0 && left == nil && relations.contains(sign):
        left = text[..<index]
        start = text.index(after: index)
        if start < end, text[start] == "=" { start = text.index(after: start) }
      case " " where depth == 0 && left != nil && index > start:
        let rest = text[index...]
        if [" ± ", " after ", " in \"", " of \"", " for "].contains(where: { rest.hasPrefix($0) }) {
          end = min(end, index)
        }
      default: break
      }
    }
    return (trimmed(left ?? text[...]), trimmed(text[start..<max(start, end)]))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func numbers(_ tensor: Tensor, _ spelled: (Int) -> String) -> String {
    var parts = tensor.scalars.indices.map(spelled)
    for length in tensor.shape.dimensions.reversed() where length > 0 {
      parts = stride(from: 0, to: parts.count, by: length).map { start in
        "[" + parts[start..<start + length].joined(separator: ", ") + "]"
      }
    }
    return parts.first ?? "[]"
  }

  /// Twelve digits, unless only more tell the truth from the claim.
  private static func number(_ actual: Double, _ comparison: Comparison, entry: Int) -> String {
    let short = PasteableNumber.rounded(actual)
    let isTold = comparison.holds(for: short, at: entry) == comparison.holds(for: actual, at: entry)
    return (isTold ? short : actual).spelled
  }

  // MARK: Causes

  private static func sentence(_ cause: Cause) -> String {
    switch cause {
    case .earlier: "the claim is the value a step earlier"
    case .later: "the claim is the value a step later"
    case .oppositeSign: "the claim has the opposite sign"
    case .cutDigits: "the claim's digits are cut off, not rounded"
    case .parameterLessGradient(let name): "the claim is \(name) less this gradient"
    case .stepForGradient: "the claim is the step, this gradient times the learning rate"
    case .otherEntry(let name): "the claim is \(name)"
    case .transposed: "the claim is the transposed tensor"
    case .sumForMean: "the claim is what a sum gives in the place of the mean"
    case .onePath(let names):
      "the claim is what one path gives" + (names.isEmpty ? "" : ", that through \(names.joined(separator: ", "))")
        + "; the derivative is the sum over all paths"
    case .oneAfterTheOther:
      "the claim is what comes of updating the parameters one after the other, not all at once"
    }
  }
}
